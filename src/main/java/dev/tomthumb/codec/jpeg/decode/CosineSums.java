package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.FloatRows;

/**
 * One direction of the inverse transform: of as many arrays of frequencies as there are points, as many arrays of
 * samples. For 6 and 8 points, even and odd frequencies are summed apart: mirrored samples differ only in the sign of
 * the latter.
 */
final class CosineSums {
    private final int points;
    private final int width;
    private final boolean mirrored;
    /** By sample: the weights of the frequencies, or of the even ones. */
    private final float[][] weights;
    /** By sample of the first half: the weights of the odd frequencies. */
    private final float[][] oddWeights;

    private final float[][] evens;
    private final float[][] odds;
    private final float[] even;
    private final float[] odd;

    /**
     * @param factors what each frequency is multiplied by beside its cosine; their number is that of the points, 2 to 6
     *     or 8
     * @param width elements of the arrays
     * @param sums two arrays to work in. All passes over a picture share them, so that they stay in the first cache
     */
    CosineSums(double[] factors, int width, float[][] sums) {
        this.points = factors.length;
        this.width = width;
        this.mirrored = points >= 6;
        int step = mirrored ? 2 : 1;
        this.weights = weights(factors, 0, step, points / step);
        this.oddWeights = weights(factors, 1, step, mirrored ? points / step : 0);
        this.evens = new float[mirrored ? points / 2 : 0][];
        this.odds = new float[evens.length][];
        this.even = sums[0];
        this.odd = sums[1];
    }

    private static float[][] weights(double[] factors, int first, int step, int samples) {
        int points = factors.length;
        float[][] weights = new float[samples][points / step];
        for (int sample = 0; sample < samples; sample++) {
            for (int i = 0; i < points / step; i++) {
                int frequency = first + i * step;
                double angle = (2 * sample + 1) * frequency * Math.PI / (2 * points);
                weights[sample][i] = (float) (factors[frequency] * Math.cos(angle));
            }
        }
        return weights;
    }

    /** @param frequencies the lowest first */
    void apply(float[][] frequencies, float[][] samples) {
        if (mirrored) {
            applyMirrored(frequencies, samples);
        } else {
            for (int i = 0; i < points; i++) {
                sum(samples[i], frequencies, weights[i]);
            }
        }
    }

    private void applyMirrored(float[][] frequencies, float[][] samples) {
        for (int i = 0; i < evens.length; i++) {
            evens[i] = frequencies[2 * i];
            odds[i] = frequencies[2 * i + 1];
        }
        for (int i = 0; i < evens.length; i++) {
            sum(even, evens, weights[i]);
            sum(odd, odds, oddWeights[i]);
            FloatRows.plus(samples[i], even, odd, width);
            FloatRows.minus(samples[points - 1 - i], even, odd, width);
        }
    }

    /** Straight to the loops: found by way of another method, they are compiled into it, and then less well. */
    private void sum(float[] out, float[][] r, float[] w) {
        switch (w.length) {
            case 2 -> FloatRows.weigh(out, r[0], w[0], r[1], w[1], width);
            case 3 -> FloatRows.weigh(out, r[0], w[0], r[1], w[1], r[2], w[2], width);
            case 4 -> FloatRows.weigh(out, r[0], w[0], r[1], w[1], r[2], w[2], r[3], w[3], width);
            case 5 -> FloatRows.weigh(out, r[0], w[0], r[1], w[1], r[2], w[2], r[3], w[3], r[4], w[4], width);
            default -> throw new IllegalStateException(w.length + " frequencies");
        }
    }
}
