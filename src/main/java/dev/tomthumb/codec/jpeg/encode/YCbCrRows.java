package dev.tomthumb.codec.jpeg.encode;

/**
 * Rows of red, green and blue to luma and colour differences, all 0..255 (T.871, section 7).
 *
 * <p>They are rounded to whole numbers, though nothing asks for it: pixels that were a JPEG before then become
 * what that one held, and lose up to several decibels less when they are quantised again.
 *
 * <p>The loops keep to the shape that {@link dev.tomthumb.codec.FloatRows} describes.
 */
final class YCbCrRows {
    /** Adding and subtracting it leaves the whole number that is nearest. */
    private static final float ROUNDER = 0x1.8p23f;

    /** Weights of red and blue in luma; the differences are scaled by them so that they fill the range. */
    private static final double RED = 0.299;

    private static final double BLUE = 0.114;

    private YCbCrRows() {}

    /** Luma. */
    static void luma(float[] out, float[][] rgb, int n) {
        weigh(out, rgb[0], (float) RED, rgb[1], (float) (1 - RED - BLUE), rgb[2], (float) BLUE, 0, n);
    }

    /** The blue difference, Cb. */
    static void blueDifference(float[] out, float[][] rgb, int n) {
        double scale = 0.5 / (1 - BLUE);
        weigh(out, rgb[0], (float) (-RED * scale), rgb[1], (float) (-(1 - RED - BLUE) * scale), rgb[2], 0.5f, 128, n);
    }

    /** The red difference, Cr. */
    static void redDifference(float[] out, float[][] rgb, int n) {
        double scale = 0.5 / (1 - RED);
        weigh(out, rgb[0], 0.5f, rgb[1], (float) (-(1 - RED - BLUE) * scale), rgb[2], (float) (-BLUE * scale), 128, n);
    }

    private static void weigh(
            float[] out, float[] a, float wa, float[] b, float wb, float[] c, float wc, float offset, int n) {
        float up = ROUNDER + offset;
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * wa + b[i] * wb + c[i] * wc + up - ROUNDER;
        }
    }
}
