package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Plane;

/**
 * Lanczos3 as the textbook has it: every sample in reach, as it is stored, in doubles, each axis at once. Slow, and plainly
 * right.
 */
final class ReferenceScaler {
    private ReferenceScaler() {}

    static double[][] scaled(Plane source, int width, int height) {
        double[][] across = new double[source.height()][width];
        for (int y = 0; y < source.height(); y++) {
            for (int x = 0; x < width; x++) {
                int row = y;
                across[y][x] = sample(at -> source.stored(at, row), source.width(), width, x);
            }
        }
        double[][] scaled = new double[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = x;
                scaled[y][x] = sample(at -> across[at][column], source.height(), height, y);
            }
        }
        return scaled;
    }

    private static double sample(java.util.function.IntToDoubleFunction source, int length, int scaled, int index) {
        double ratio = (double) length / scaled;
        double centre = (index + 0.5) * ratio - 0.5;
        double sum = 0;
        double weights = 0;
        for (int i = (int) Math.floor(centre - 3 * ratio); i <= centre + 3 * ratio + 1; i++) {
            double weight = lanczos((i - centre) / ratio);
            sum += weight * source.applyAsDouble(Math.max(0, Math.min(length - 1, i)));
            weights += weight;
        }
        return sum / weights;
    }

    private static double lanczos(double x) {
        if (x == 0) {
            return 1;
        }
        return Math.abs(x) >= 3
                ? 0
                : 3 * Math.sin(Math.PI * x) * Math.sin(Math.PI * x / 3) / (Math.PI * Math.PI * x * x);
    }
}
