package dev.tomthumb.codec;

/**
 * The inner loops of decoding and resampling: weighted sums of whole arrays.
 *
 * <p>Their shape is for the JDK 17 compiler, which turns a loop into vector instructions only if its arrays are indexed
 * by the plain counter, it has one store, and its sum has at most five terms and is grouped to the left. Written more
 * cleverly they are several times slower; {@code Math.fma} would be slow on machines without it.
 *
 * <p>{@code n} is how many elements are made; all arrays have at least so many.
 */
public final class FloatRows {
    private FloatRows() {}

    /** {@code out = a * wa}. */
    public static void weigh(float[] out, float[] a, float wa, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * wa;
        }
    }

    /** {@code out = a * wa + b * wb}. */
    public static void weigh(float[] out, float[] a, float wa, float[] b, float wb, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * wa + b[i] * wb;
        }
    }

    /** {@code out = a * wa + b * wb + c * wc}. */
    public static void weigh(float[] out, float[] a, float wa, float[] b, float wb, float[] c, float wc, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * wa + b[i] * wb + c[i] * wc;
        }
    }

    /** {@code out = a * wa + b * wb + c * wc + d * wd}. */
    public static void weigh(
            float[] out, float[] a, float wa, float[] b, float wb, float[] c, float wc, float[] d, float wd, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * wa + b[i] * wb + c[i] * wc + d[i] * wd;
        }
    }

    /** {@code out = a * wa + b * wb + c * wc + d * wd + e * we}. */
    public static void weigh(
            float[] out,
            float[] a,
            float wa,
            float[] b,
            float wb,
            float[] c,
            float wc,
            float[] d,
            float wd,
            float[] e,
            float we,
            int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * wa + b[i] * wb + c[i] * wc + d[i] * wd + e[i] * we;
        }
    }

    /** {@code out += a * wa}. */
    public static void add(float[] out, float[] a, float wa, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = out[i] + a[i] * wa;
        }
    }

    /** {@code out += a * wa + b * wb}. */
    public static void add(float[] out, float[] a, float wa, float[] b, float wb, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = out[i] + a[i] * wa + b[i] * wb;
        }
    }

    /** {@code out += a * wa + b * wb + c * wc}. */
    public static void add(float[] out, float[] a, float wa, float[] b, float wb, float[] c, float wc, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = out[i] + a[i] * wa + b[i] * wb + c[i] * wc;
        }
    }

    /** {@code out += a * wa + b * wb + c * wc + d * wd}. */
    public static void add(
            float[] out, float[] a, float wa, float[] b, float wb, float[] c, float wc, float[] d, float wd, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = out[i] + a[i] * wa + b[i] * wb + c[i] * wc + d[i] * wd;
        }
    }

    /** {@code out = a + b}. */
    public static void plus(float[] out, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] + b[i];
        }
    }

    /** {@code out = a - b}. */
    public static void minus(float[] out, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] - b[i];
        }
    }

    /** Brings every element into {@code 0..255}. */
    public static void clamp(float[] row, int n) {
        for (int i = 0; i < n; i++) {
            row[i] = Math.max(0f, Math.min(255f, row[i]));
        }
    }

    /**
     * {@code out} = the sum of {@code rows[k] * weights[k]} for {@code k} below {@code weights.length}.
     *
     * @param rows at least as many as weights
     */
    public static void weigh(float[] out, float[][] rows, float[] weights, int n) {
        int taps = weights.length;
        int k = first(out, rows, weights, taps, n);
        for (; k + 3 < taps; k += 4) {
            add(
                    out,
                    rows[k],
                    weights[k],
                    rows[k + 1],
                    weights[k + 1],
                    rows[k + 2],
                    weights[k + 2],
                    rows[k + 3],
                    weights[k + 3],
                    n);
        }
        switch (taps - k) {
            case 1 -> add(out, rows[k], weights[k], n);
            case 2 -> add(out, rows[k], weights[k], rows[k + 1], weights[k + 1], n);
            case 3 -> add(out, rows[k], weights[k], rows[k + 1], weights[k + 1], rows[k + 2], weights[k + 2], n);
            default -> {
                // Nothing is left.
            }
        }
    }

    /**
     * Begins the sum; returns how many rows are in it. With five rows where that leaves whole fours: each further step
     * reads and writes the sum again.
     */
    private static int first(float[] out, float[][] rows, float[] weights, int taps, int n) {
        if (taps > 4 && taps % 4 == 1) {
            weigh(
                    out,
                    rows[0],
                    weights[0],
                    rows[1],
                    weights[1],
                    rows[2],
                    weights[2],
                    rows[3],
                    weights[3],
                    rows[4],
                    weights[4],
                    n);
            return 5;
        }
        switch (taps) {
            case 1 -> weigh(out, rows[0], weights[0], n);
            case 2 -> weigh(out, rows[0], weights[0], rows[1], weights[1], n);
            case 3 -> weigh(out, rows[0], weights[0], rows[1], weights[1], rows[2], weights[2], n);
            default -> {
                weigh(out, rows[0], weights[0], rows[1], weights[1], rows[2], weights[2], rows[3], weights[3], n);
                return 4;
            }
        }
        return taps;
    }
}
