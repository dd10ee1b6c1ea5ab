package dev.tomthumb.pixel.digest;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.pixel.measure.Luma;
import java.util.Arrays;

/**
 * pHash of 64 bits (Zauner, 2010, section 3.2.1): lightness at 32 by 32, its discrete cosine transform, of the 8 by 8
 * lowest frequencies those above their median are 1. The number of bits in which two hashes differ says how unlike the
 * pictures are: 0 for the same, about 32 for any two.
 */
public final class PerceptualHash {
    private static final int SIDE = 32;
    private static final int LOW = 8;

    private PerceptualHash() {}

    /** Sixteen lower-case hexadecimal digits, the lowest frequency first. */
    public static String of(Pixels pixels) {
        return String.format("%016x", bits(pixels));
    }

    /** As {@link #of}, as a number. */
    public static long bits(Pixels pixels) {
        double[] low = lowest(reduced(Luma.of(pixels)));
        double[] sorted = low.clone();
        Arrays.sort(sorted);
        double median = (sorted[31] + sorted[32]) / 2;
        long bits = 0;
        for (double value : low) {
            bits = bits << 1 | (value > median ? 1 : 0);
        }
        return bits;
    }

    /** Means over areas; a picture smaller than that is repeated sample by sample. */
    private static double[][] reduced(Luma luma) {
        double[][] rows = new double[SIDE][SIDE];
        for (int y = 0; y < SIDE; y++) {
            int top = y * luma.height() / SIDE;
            int bottom = Math.max(top + 1, (y + 1) * luma.height() / SIDE);
            for (int x = 0; x < SIDE; x++) {
                int left = x * luma.width() / SIDE;
                int right = Math.max(left + 1, (x + 1) * luma.width() / SIDE);
                rows[y][x] = mean(luma, left, top, right, bottom);
            }
        }
        return rows;
    }

    private static double mean(Luma luma, int left, int top, int right, int bottom) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += luma.samples()[y * luma.width() + x];
            }
        }
        return sum / ((right - left) * (bottom - top));
    }

    /** Row by row, frequencies across growing to the right. */
    private static double[] lowest(double[][] rows) {
        double[][] waves = new double[LOW][SIDE];
        for (int frequency = 0; frequency < LOW; frequency++) {
            for (int i = 0; i < SIDE; i++) {
                waves[frequency][i] = Math.cos(Math.PI / SIDE * frequency * (i + 0.5));
            }
        }
        double[] low = new double[LOW * LOW];
        for (int v = 0; v < LOW; v++) {
            for (int u = 0; u < LOW; u++) {
                double sum = 0;
                for (int y = 0; y < SIDE; y++) {
                    for (int x = 0; x < SIDE; x++) {
                        sum += rows[y][x] * waves[u][x] * waves[v][y];
                    }
                }
                low[v * LOW + u] = sum;
            }
        }
        return low;
    }
}
