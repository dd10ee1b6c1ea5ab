package dev.tomthumb.codec.jpeg.decode;

import java.util.Arrays;

/**
 * Tells how far the next {@value #BITS} bits lead, for coefficients that nobody asks for: usually over several symbols
 * and their magnitudes at once.
 *
 * <pre>
 *    15   14   12 11      6 5      0
 *  +-----+-------+---------+--------+
 *  | end |   0   | advance | length |   0 in all where not even one symbol fits
 *  +-----+-------+---------+--------+
 * </pre>
 *
 * The advance is how many coefficients those bits stand for, at most 63; end says that the block ends behind them. Both
 * hold only if the place reached is inside the block: near its end, symbols that follow belong to the next block.
 */
final class SkipTable {
    static final int BITS = 13;
    private static final int END = 0x8000;
    /** The farthest advance. */
    static final int MOST = 63;
    /** The bits of the length: as many as a shift of a long looks at. */
    static final int LENGTH = 63;

    private SkipTable() {}

    /** The table of an AC code of a sequential scan. */
    static short[] of(HuffmanCode code) {
        int[] single = singles(code);
        // Of every number of bits up to those of the index, as what is left behind a symbol is one of them again.
        short[] all = new short[2 << BITS];
        for (int count = 1; count <= BITS; count++) {
            for (int bits = 0; bits < 1 << count; bits++) {
                all[1 << count | bits] = (short) entry(single[bits << BITS - count], count, bits, all);
            }
        }
        return Arrays.copyOfRange(all, 1 << BITS, 2 << BITS);
    }

    /** The first symbol in each index, in the same form; 0 where it does not fit. */
    private static int[] singles(HuffmanCode code) {
        int[] single = new int[1 << BITS];
        code.forEach((bits, length, symbol) -> {
            int size = symbol & 15;
            int run = symbol >> 4;
            int total = length + size;
            if (total <= BITS) {
                int entry = size == 0 && run != 15 ? END | total : run + 1 << 6 | total;
                int from = bits << BITS - length;
                Arrays.fill(single, from, from + (1 << BITS - length), entry);
            }
        });
        return single;
    }

    /** The entry of the lowest {@code count} of {@code bits}: their first symbol, and what those behind it say. */
    private static int entry(int first, int count, int bits, short[] all) {
        int left = count - (first & LENGTH);
        if (first == 0 || left < 0) {
            return 0;
        }
        int rest = first < END && left > 0 ? all[1 << left | bits & (1 << left) - 1] : 0;
        boolean tooFar = (first >> 6 & MOST) + (rest >> 6 & MOST) > MOST;
        return tooFar ? first : first + rest;
    }
}
