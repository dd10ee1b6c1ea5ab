package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Scratch;
import java.util.Arrays;

/**
 * The inverse discrete cosine transform (T.81, A.3.3) of a row of blocks, on as many points as samples are wanted: of
 * the 8x8 frequencies the lowest {@code n} x {@code n} make {@code n} x {@code n} samples. That is the picture reduced
 * to n eighths by the sharpest low-pass filter a block allows.
 *
 * <p>No loop runs along a block; all run along the row: coefficient (v, u) of block {@code i} is {@code
 * coefficients[v * n + u][i]}.
 */
final class InverseDct {
    /** Half of the range of samples, which the coder took off (T.81, A.3.1). */
    private static final float LEVEL_SHIFT = 128;

    private final int points;
    private final int width;
    private final float dcStep;
    private final CosineSums[] down;
    private final CosineSums across;
    /** Transformed down, not yet across: by horizontal frequency and row of samples. */
    private final float[][][] half;

    private final float[][] frequencies;

    /**
     * @param points 1..6 or 8
     * @param width blocks in a row
     */
    InverseDct(int points, QuantTable steps, int width, Scratch scratch) {
        this.points = points;
        this.width = width;
        this.dcStep = steps.step(0, 0) / 8f;
        float[][] sums = scratch.floats(2, width);
        this.down = new CosineSums[points];
        this.half = new float[points][][];
        for (int u = 0; u < points; u++) {
            down[u] = new CosineSums(factors(points, steps, u), width, sums);
            half[u] = scratch.floats(points, width);
        }
        double[] ones = new double[points];
        Arrays.fill(ones, 1);
        this.across = new CosineSums(ones, width, sums);
        this.frequencies = new float[points][];
    }

    /** Quantisation and scale of both directions, for the frequencies of column {@code u}. */
    private static double[] factors(int points, QuantTable steps, int u) {
        double[] factors = new double[points];
        for (int v = 0; v < points; v++) {
            factors[v] = steps.step(v, u) * scale(u) * scale(v);
        }
        if (u == 0) {
            factors[0] = 1;
        }
        return factors;
    }

    private static double scale(int frequency) {
        return frequency == 0 ? Math.sqrt(0.125) : 0.5;
    }

    /**
     * Begins a row of blocks.
     *
     * @param coefficients quantised; the first array is overwritten
     */
    void begin(float[][] coefficients) {
        float[] dc = coefficients[0];
        level(points == 1 ? half[0][0] : dc, dc, dcStep, width);
        for (int u = 0; u < points && points > 1; u++) {
            for (int v = 0; v < points; v++) {
                frequencies[v] = coefficients[v * points + u];
            }
            down[u].apply(frequencies, half[u]);
        }
    }

    /** The means of blocks, 0..255. Exact: sample and step are whole numbers, and eighths have no error. */
    private static void level(float[] out, float[] dc, float step, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = dc[i] * step + LEVEL_SHIFT;
        }
    }

    /**
     * Makes a row of samples.
     *
     * @param y 0 up to the number of points
     * @param out an array for each column of a block
     */
    void row(int y, float[][] out) {
        if (points == 1) {
            System.arraycopy(half[0][0], 0, out[0], 0, width);
            return;
        }
        for (int u = 0; u < points; u++) {
            frequencies[u] = half[u][y];
        }
        across.apply(frequencies, out);
    }
}
