package dev.tomthumb.pipeline;

import java.util.Arrays;

/**
 * The inner loops of resampling.
 *
 * <p>Their shape is for the JDK 17 compiler, which turns a loop into vector instructions only if its arrays are indexed
 * by the plain counter, it has one store, and its sum has few terms and is grouped to the left. Written more cleverly
 * they are several times slower.
 */
final class RowMath {
    private RowMath() {}

    /** {@code sum += row}. */
    static void add(float[] sum, float[] row) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] + row[i];
        }
    }

    /**
     * The weighted sum of arrays.
     *
     * @param sum overwritten
     * @param ring where the arrays are held, array {@code n} in place {@code n % ring.length}
     * @param start the first array
     * @param weights of this and the following arrays
     */
    static void weigh(float[] sum, float[][] ring, int start, float[] weights) {
        Arrays.fill(sum, 0);
        int size = ring.length;
        int i = 0;
        for (; i + 3 < weights.length; i += 4) {
            int at = start + i;
            add(
                    sum,
                    ring[at % size],
                    weights[i],
                    ring[(at + 1) % size],
                    weights[i + 1],
                    ring[(at + 2) % size],
                    weights[i + 2],
                    ring[(at + 3) % size],
                    weights[i + 3]);
        }
        for (; i < weights.length; i++) {
            add(sum, ring[(start + i) % size], weights[i]);
        }
    }

    private static void add(float[] sum, float[] row, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] + weight * row[i];
        }
    }

    /** Four arrays for one walk over the sum. */
    private static void add(
            float[] sum, float[] a, float wa, float[] b, float wb, float[] c, float wc, float[] d, float wd) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] + wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
        }
    }
}
