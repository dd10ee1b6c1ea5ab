package dev.tomthumb.bench;

/**
 * The measure of exactness: a plane scaled by Lanczos3 in double precision, directly and over the whole reach, centres
 * aligned, edges repeated. Slow, and as simple as can be read.
 */
final class Lanczos {
    private static final int LOBES = 3;

    private Lanczos() {}

    /** One axis: which samples make each result, and their weights, which sum to 1. */
    private record Axis(int[] starts, double[][] weights, int samples) {
        static Axis of(int samples, int results) {
            double scale = (double) samples / results;
            double stretch = Math.max(1, scale);
            int[] starts = new int[results];
            double[][] weights = new double[results][];
            for (int i = 0; i < results; i++) {
                double centre = (i + 0.5) * scale - 0.5;
                starts[i] = (int) Math.ceil(centre - LOBES * stretch);
                int end = (int) Math.floor(centre + LOBES * stretch);
                weights[i] = weights(starts[i], end, centre, stretch);
            }
            return new Axis(starts, weights, samples);
        }

        private static double[] weights(int start, int end, double centre, double stretch) {
            double[] weights = new double[end - start + 1];
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                weights[k] = kernel((start + k - centre) / stretch);
                sum += weights[k];
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] /= sum;
            }
            return weights;
        }

        /** The sample that stands at {@code index}, the last one for all beyond an edge. */
        int inside(int index) {
            return Math.max(0, Math.min(samples - 1, index));
        }
    }

    /** The plane at {@code width} times {@code height}, within 0..255 but not rounded. */
    static Luma scale(Luma source, int width, int height) {
        Axis columns = Axis.of(source.width(), width);
        Axis rows = Axis.of(source.height(), height);
        double[][] narrowed = new double[source.height()][width];
        for (int y = 0; y < source.height(); y++) {
            narrow(source.samples()[y], columns, narrowed[y]);
        }
        double[][] scaled = new double[height][width];
        for (int y = 0; y < height; y++) {
            flatten(narrowed, rows, y, scaled[y]);
        }
        return new Luma(scaled);
    }

    private static void narrow(double[] row, Axis columns, double[] result) {
        for (int x = 0; x < result.length; x++) {
            double[] weights = columns.weights()[x];
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                sum += weights[k] * row[columns.inside(columns.starts()[x] + k)];
            }
            result[x] = sum;
        }
    }

    private static void flatten(double[][] narrowed, Axis rows, int y, double[] result) {
        double[] weights = rows.weights()[y];
        for (int k = 0; k < weights.length; k++) {
            double[] row = narrowed[rows.inside(rows.starts()[y] + k)];
            for (int x = 0; x < result.length; x++) {
                result[x] += weights[k] * row[x];
            }
        }
        for (int x = 0; x < result.length; x++) {
            result[x] = Math.max(0, Math.min(255, result[x]));
        }
    }

    private static double kernel(double x) {
        return Math.abs(x) >= LOBES ? 0 : sinc(x) * sinc(x / LOBES);
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
