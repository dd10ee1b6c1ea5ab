package dev.tomthumb.pixel.measure;

import dev.tomthumb.codec.Pixels;

/**
 * Structural dissimilarity of two pictures of one size: (1 - SSIM) / 2, from 0 for the same to 1 for the opposite.
 *
 * <p>SSIM is the mean over windows of ((2 ma mb + C1)(2 sab + C2)) / ((ma² + mb² + C1)(sa² + sb² + C2)) with means m,
 * variances s² and covariance sab of the lightness in the window, C1 = (0.01 · 255)² and C2 = (0.03 · 255)² (Wang, Bovik,
 * Sheikh and Simoncelli, 2004). Windows are 8 by 8 samples, 4 apart. As its authors advise, pictures are first made
 * smaller by the whole factor that brings the shorter side nearest to 256.
 */
public final class Dissimilarity {
    private static final int BLOCK = 4;
    private static final int WINDOW_SAMPLES = 64;
    private static final int SIDE = 256;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;

    private final int factor;
    private final Luma expected;

    private Dissimilarity(int factor, Luma expected) {
        this.factor = factor;
        this.expected = expected;
    }

    /** What pictures are compared with. */
    public static Dissimilarity from(Pixels expected) {
        int factor = (int) Math.max(1, Math.round(Math.min(expected.width(), expected.height()) / (double) SIDE));
        return new Dissimilarity(factor, Luma.of(expected, factor));
    }

    /**
     * How far {@code actual} is from it, 0..1.
     *
     * @throws IllegalArgumentException for a picture of another size
     */
    public double of(Pixels actual) {
        Luma luma = Luma.of(actual, factor);
        if (luma.width() != expected.width() || luma.height() != expected.height()) {
            throw new IllegalArgumentException("only pictures of one size can be compared");
        }
        boolean small = luma.width() < 2 * BLOCK || luma.height() < 2 * BLOCK;
        return (1 - (small ? whole(luma) : windows(luma))) / 2;
    }

    /** A picture smaller than a window is one. */
    private double whole(Luma actual) {
        double[] sums = new double[5];
        for (int i = 0; i < actual.samples().length; i++) {
            add(sums, 0, expected.samples()[i], actual.samples()[i]);
        }
        return similarity(sums[0], sums[1], sums[2], sums[3], sums[4], actual.samples().length);
    }

    private double windows(Luma actual) {
        int across = actual.width() / BLOCK;
        int down = actual.height() / BLOCK;
        double[] above = blocks(actual, 0, across);
        double sum = 0;
        for (int row = 1; row < down; row++) {
            double[] below = blocks(actual, row, across);
            for (int x = 0; x + 1 < across; x++) {
                sum += similarity(above, below, 5 * x);
            }
            above = below;
        }
        return sum / ((long) (across - 1) * (down - 1));
    }

    /** Five sums for each block of a row of blocks: of both pictures, of their squares, of their products. */
    private double[] blocks(Luma actual, int row, int across) {
        double[] sums = new double[5 * across];
        for (int y = row * BLOCK; y < (row + 1) * BLOCK; y++) {
            int at = y * actual.width();
            for (int x = 0; x < across * BLOCK; x++) {
                add(sums, x / BLOCK * 5, expected.samples()[at + x], actual.samples()[at + x]);
            }
        }
        return sums;
    }

    private static void add(double[] sums, int at, double a, double b) {
        sums[at] += a;
        sums[at + 1] += b;
        sums[at + 2] += a * a;
        sums[at + 3] += b * b;
        sums[at + 4] += a * b;
    }

    private static double similarity(double[] above, double[] below, int at) {
        double[] sums = new double[5];
        for (int i = 0; i < 5; i++) {
            sums[i] = above[at + i] + above[at + 5 + i] + below[at + i] + below[at + 5 + i];
        }
        return similarity(sums[0], sums[1], sums[2], sums[3], sums[4], WINDOW_SAMPLES);
    }

    private static double similarity(double a, double b, double aa, double bb, double ab, int count) {
        double meanA = a / count;
        double meanB = b / count;
        double varianceA = Math.max(0, aa / count - meanA * meanA);
        double varianceB = Math.max(0, bb / count - meanB * meanB);
        double covariance = ab / count - meanA * meanB;
        return (2 * meanA * meanB + C1)
                * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
    }
}
