package dev.tomthumb.codec.jpeg.encode;

import java.util.Arrays;

/**
 * The Huffman code that is shortest for known frequencies, no word longer than 16 bits and none of ones only (T.81,
 * K.2).
 */
final class OptimalCode {
    private static final int MAX_LENGTH = 16;
    /** A symbol that never occurs and gets the word of ones only. */
    private static final int RESERVED = 256;

    /** Symbols that occur, the rarest first, beginning with the reserved one. */
    private final int[] symbols;
    /** Frequencies of these, then those of the inner nodes of the tree in the order of their making. */
    private final long[] weights;

    private final int[] parents;

    private OptimalCode(long[] frequencies) {
        symbols = byFrequency(frequencies);
        weights = new long[2 * symbols.length - 1];
        parents = new int[weights.length];
        for (int i = 1; i < symbols.length; i++) {
            weights[i] = frequencies[symbols[i]];
        }
        join();
    }

    /**
     * The code for symbols that occur so often.
     *
     * @param frequencies of the symbols 0..255
     */
    static HuffmanCode of(long[] frequencies) {
        return new OptimalCode(frequencies).code();
    }

    private static int[] byFrequency(long[] frequencies) {
        long[] keys = new long[RESERVED + 1];
        int count = 0;
        keys[count++] = RESERVED;
        for (int symbol = 0; symbol < RESERVED; symbol++) {
            if (frequencies[symbol] > 0) {
                // Among equally frequent symbols the smaller one comes last, and so gets the shorter word.
                keys[count++] = frequencies[symbol] << 16 | RESERVED - 1 - symbol;
            }
        }
        Arrays.sort(keys, 0, count);
        int[] sorted = new int[count];
        sorted[0] = RESERVED;
        for (int i = 1; i < count; i++) {
            sorted[i] = RESERVED - 1 - (int) (keys[i] & 0xffff);
        }
        return sorted;
    }

    /**
     * Joins the two lightest nodes until one is left. Both leaves and inner nodes are at hand in the order of their
     * weights, so the lightest is always at the front of one of the two.
     */
    private void join() {
        int leaf = 0;
        int inner = symbols.length;
        for (int made = symbols.length; made < weights.length; made++) {
            for (int i = 0; i < 2; i++) {
                boolean takeLeaf = leaf < symbols.length && (inner == made || weights[leaf] <= weights[inner]);
                int lightest = takeLeaf ? leaf++ : inner++;
                weights[made] += weights[lightest];
                parents[lightest] = made;
            }
        }
    }

    private HuffmanCode code() {
        int[] counts = limited(counts());
        dropLongest(counts);
        byte[] stored = new byte[MAX_LENGTH];
        for (int i = 0; i < MAX_LENGTH; i++) {
            stored[i] = (byte) counts[i + 1];
        }
        byte[] ordered = new byte[symbols.length - 1];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = (byte) symbols[symbols.length - 1 - i];
        }
        return new HuffmanCode(stored, ordered);
    }

    /** How many words have which length. */
    private int[] counts() {
        int[] depths = new int[weights.length];
        int[] counts = new int[Math.max(MAX_LENGTH, symbols.length) + 1];
        for (int i = weights.length - 2; i >= 0; i--) {
            depths[i] = depths[parents[i]] + 1;
            if (i < symbols.length) {
                counts[depths[i]]++;
            }
        }
        return counts;
    }

    /** Shortens the longest words at the cost of a shorter one (T.81, figure K.3). */
    private static int[] limited(int[] counts) {
        for (int length = counts.length - 1; length > MAX_LENGTH; length--) {
            while (counts[length] > 0) {
                int shorter = length - 2;
                while (counts[shorter] == 0) {
                    shorter--;
                }
                counts[length] -= 2;
                counts[length - 1]++;
                counts[shorter + 1] += 2;
                counts[shorter]--;
            }
        }
        return counts;
    }

    /** Takes away the word of ones only, which is one of the longest. */
    private static void dropLongest(int[] counts) {
        int length = MAX_LENGTH;
        while (length > 0 && counts[length] == 0) {
            length--;
        }
        if (length > 0) {
            counts[length]--;
        }
    }
}
