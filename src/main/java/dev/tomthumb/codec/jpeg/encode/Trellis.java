package dev.tomthumb.codec.jpeg.encode;

/**
 * Chooses the levels of a block's AC coefficients by what they cost: the error they leave, in squared quantisation steps,
 * plus {@code lambda} for each bit they take in a sequential scan. The best choice of all is found by a walk along the
 * zig-zag order that keeps, for each place, the cheapest way to code a coefficient there as the last one so far
 * (a Viterbi search; Crouse and Ramchandran, 1997).
 *
 * <p>Not for use by several threads.
 */
final class Trellis {
    /**
     * Squared steps that a bit is worth. Were all levels equally likely, a bit less would quadruple the mean error of a
     * twelfth of a squared step, and 2 ln 2 / 12 = 0.12 would leave the ratio as it is; most levels are zero, and 0.05 gave
     * the smallest files of equal PSNR and of equal dissimilarity.
     */
    private static final float LAMBDA = 0.05f;

    private static final int LARGEST = 1023;
    private static final int NONE = -1;

    /** Bits of a symbol and of the value behind it, by symbol. */
    private final float[] costs = new float[256];
    /** Error of all coefficients before a place if they were zero. */
    private final float[] zeros = new float[65];
    /** For each place that ends in a coefficient: what all up to it costs, its level, and where the one before is. */
    private final float[] best = new float[64];

    private final int[] level = new int[64];
    private final int[] before = new int[64];
    /** The places that may hold a coefficient, in their order, beginning with DC's. */
    private final int[] places = new int[64];

    /** @param code for the AC symbols; what it does not know cannot be chosen */
    Trellis(HuffmanCode code) {
        for (int symbol = 0; symbol < 256; symbol++) {
            int length = code.word(symbol) & HuffmanCode.LENGTH;
            costs[symbol] = length == 0 ? Float.POSITIVE_INFINITY : LAMBDA * (length + (symbol & 15));
        }
    }

    /**
     * Chooses levels.
     *
     * @param values 64, in quantisation steps, in zig-zag order; the first is not looked at
     * @param levels where the chosen ones go; the first is left alone
     */
    void choose(float[] values, int[] levels) {
        int count = walk(values);
        int last = end(count);
        for (int k = 1; k < 64; k++) {
            levels[k] = 0;
        }
        for (int k = last; k > 0; k = before[k]) {
            levels[k] = values[k] < 0 ? -level[k] : level[k];
        }
    }

    /** Looks at every place that may hold a coefficient; returns how many those are, DC's included. */
    private int walk(float[] values) {
        places[0] = 0;
        best[0] = 0;
        zeros[1] = 0;
        int count = 1;
        for (int k = 1; k < 64; k++) {
            float magnitude = Math.abs(values[k]);
            zeros[k + 1] = zeros[k] + magnitude * magnitude;
            int nearest = Math.min(LARGEST, (int) (magnitude + 0.5f));
            if (nearest > 0) {
                reach(k, magnitude, nearest, count);
                places[count++] = k;
            }
        }
        return count;
    }

    /** Finds the cheapest way to a coefficient in a place: from each one before, with each level that may pay. */
    private void reach(int k, float magnitude, int nearest, int count) {
        int category = Magnitude.category(nearest);
        best[k] = Float.POSITIVE_INFINITY;
        from(k, count, nearest, category, magnitude);
        if (nearest > 1) {
            from(k, count, nearest - 1, Magnitude.category(nearest - 1), magnitude);
            int smaller = (1 << category - 1) - 1;
            if (smaller < nearest - 1 && smaller > 0) {
                from(k, count, smaller, category - 1, magnitude);
            }
        }
    }

    private void from(int k, int count, int candidate, int category, float magnitude) {
        float error = (magnitude - candidate) * (magnitude - candidate);
        for (int i = count - 1; i >= 0; i--) {
            int j = places[i];
            int run = k - j - 1;
            float cost = best[j]
                    + (zeros[k] - zeros[j + 1])
                    + error
                    + (run >> 4) * costs[AcWords.SIXTEEN_ZEROS]
                    + costs[(run & 15) << 4 | category];
            if (cost < best[k]) {
                best[k] = cost;
                level[k] = candidate;
                before[k] = j;
            }
        }
    }

    /** The place of the last coefficient of the cheapest block; 0 = there is none. */
    private int end(int count) {
        int last = NONE;
        float cheapest = Float.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            int k = places[i];
            float cost = best[k] + (zeros[64] - zeros[k + 1]) + (k < 63 ? costs[AcWords.END_OF_BLOCK] : 0);
            if (cost < cheapest) {
                cheapest = cost;
                last = k;
            }
        }
        return Math.max(last, 0);
    }
}
