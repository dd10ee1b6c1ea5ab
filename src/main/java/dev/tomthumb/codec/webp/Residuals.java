package dev.tomthumb.codec.webp;

import java.util.Arrays;

/** The coefficients of one macroblock after the other, dequantized (RFC 6386, section 13). */
final class Residuals {
    /** Where the blocks of colour differences begin, among {@link #coefficients}: behind the 16 of luma. */
    static final int CHROMA = 16 * 16;

    private static final int MEANS = 24 * 16;
    /** Kinds of blocks: luma without its mean, the means, chroma, whole luma (section 13.3). */
    private static final int WITHOUT_MEAN = 0;

    private static final int OF_MEANS = 1;
    private static final int OF_CHROMA = 2;
    private static final int WHOLE = 3;

    private static final int KIND_STEP =
            TokenProbabilities.BANDS * TokenProbabilities.CONTEXTS * TokenProbabilities.BRANCHES;
    private static final int BAND_STEP = TokenProbabilities.CONTEXTS * TokenProbabilities.BRANCHES;

    private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    /** Where the band of each place begins (section 13.3); one more, since one is looked up behind the last place. */
    private static final int[] BANDS = bands(0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0);

    /** Of the larger tokens: the probabilities of their bits (section 13.2). */
    private static final int[][] LARGE = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };

    /** Whether a neighbour's blocks had coefficients: four of luma, twice two of chroma, and the means. */
    private static final int FLAGS = 9;

    private static final int MEANS_FLAG = 8;

    private final byte[] probabilities;
    private final byte[] above;
    private final byte[] left = new byte[FLAGS];

    /** 16 of luma, four each of the colour differences, and the means; zeros where nothing is. */
    final short[] coefficients = new short[25 * 16];
    /** How each block is to be transformed: not at all, as a mean, or fully. */
    final byte[] extents = new byte[24];

    static final int NOTHING = 0;
    static final int MEAN_ONLY = 1;
    static final int FULL = 2;

    Residuals(Vp8Header header) {
        this.probabilities = header.tokens();
        this.above = new byte[FLAGS * header.columns()];
    }

    private static int[] bands(int... bands) {
        return Arrays.stream(bands).map(band -> band * BAND_STEP).toArray();
    }

    /** Begins a row of macroblocks. */
    void beginRow() {
        Arrays.fill(left, (byte) 0);
    }

    /**
     * Passes over a macroblock that has no coefficients.
     *
     * @param byBlocks whether its luma is predicted block by block; it says nothing about means then
     */
    void skip(int column, boolean byBlocks) {
        int count = byBlocks ? MEANS_FLAG : FLAGS;
        Arrays.fill(left, 0, count, (byte) 0);
        Arrays.fill(above, FLAGS * column, FLAGS * column + count, (byte) 0);
    }

    /**
     * Reads a macroblock.
     *
     * @return whether any coefficient is not zero
     */
    boolean read(BoolReader in, int column, boolean byBlocks, Quantizer quantizer) {
        Arrays.fill(coefficients, (short) 0);
        int flags = FLAGS * column;
        int kind = WHOLE;
        if (!byBlocks) {
            readMeans(in, flags + MEANS_FLAG, quantizer);
            kind = WITHOUT_MEAN;
        }
        int lumaDc = quantizer.lumaDc();
        int any = 0;
        for (int block = 0; block < 16; block++) {
            int to = flags + (block & 3);
            any |= readBlock(in, kind, block, to, block >> 2, lumaDc, quantizer.lumaAc());
        }
        for (int block = 16; block < 24; block++) {
            int first = 4 + (block - 16 >> 2 << 1);
            int to = flags + first + (block & 1);
            int leftFlag = first + (block >> 1 & 1);
            any |= readBlock(in, OF_CHROMA, block, to, leftFlag, quantizer.chromaDc(), quantizer.chromaAc());
        }
        return any != 0;
    }

    private void readMeans(BoolReader in, int flag, Quantizer quantizer) {
        int context = above[flag] + left[MEANS_FLAG];
        int end = readTokens(in, OF_MEANS, context, 0, quantizer.meansDc(), quantizer.meansAc(), MEANS);
        byte some = (byte) (end > 0 ? 1 : 0);
        above[flag] = some;
        left[MEANS_FLAG] = some;
        if (end > 0) {
            InverseTransform.means(coefficients, MEANS, coefficients);
        }
    }

    private int readBlock(BoolReader in, int kind, int block, int aboveFlag, int leftFlag, int dc, int ac) {
        int first = kind == WITHOUT_MEAN ? 1 : 0;
        int end = readTokens(in, kind, above[aboveFlag] + left[leftFlag], first, dc, ac, 16 * block);
        byte some = (byte) (end > first ? 1 : 0);
        above[aboveFlag] = some;
        left[leftFlag] = some;
        int extent = end > 1 ? FULL : coefficients[16 * block] != 0 ? MEAN_ONLY : NOTHING;
        extents[block] = (byte) extent;
        return extent;
    }

    /** Reads a block's tokens from place {@code first} on; returns the place behind the last one. */
    private int readTokens(BoolReader in, int kind, int context, int first, int dc, int ac, int to) {
        byte[] p = probabilities;
        int ofKind = kind * KIND_STEP;
        int place = first;
        int at = ofKind + BANDS[place] + context * TokenProbabilities.BRANCHES;
        while (place < 16) {
            if (in.bit(p[at] & 0xff) == 0) {
                return place;
            }
            while (in.bit(p[at + 1] & 0xff) == 0) {
                if (++place == 16) {
                    return 16;
                }
                at = ofKind + BANDS[place];
            }
            int value = 1;
            int next = TokenProbabilities.BRANCHES;
            if (in.bit(p[at + 2] & 0xff) != 0) {
                value = large(in, at);
                next = 2 * TokenProbabilities.BRANCHES;
            }
            int factor = place == 0 ? dc : ac;
            coefficients[to + ZIGZAG[place]] = (short) (in.bit(128) == 0 ? value * factor : -value * factor);
            place++;
            at = ofKind + BANDS[place] + next;
        }
        return 16;
    }

    /** What is more than 1 (section 13.2). */
    private int large(BoolReader in, int at) {
        byte[] p = probabilities;
        if (in.bit(p[at + 3] & 0xff) == 0) {
            if (in.bit(p[at + 4] & 0xff) == 0) {
                return 2;
            }
            return 3 + in.bit(p[at + 5] & 0xff);
        }
        if (in.bit(p[at + 6] & 0xff) == 0) {
            if (in.bit(p[at + 7] & 0xff) == 0) {
                return 5 + in.bit(159);
            }
            int high = in.bit(165);
            return 7 + 2 * high + in.bit(145);
        }
        int high = in.bit(p[at + 8] & 0xff);
        int category = 2 * high + in.bit(p[at + 9 + high] & 0xff);
        int value = 0;
        for (int probability : LARGE[category]) {
            value = 2 * value + in.bit(probability);
        }
        return value + 3 + (8 << category);
    }
}
