package dev.tomthumb.codec.jpeg.decode;

import java.util.Arrays;

/**
 * Tells how far the next {@value #BITS} bits lead, for coefficients that nobody asks for: usually over several symbols
 * and their magnitudes at once.
 *
 * <pre>
 *    15   14   11 10      5 4      0
 *  +-----+-------+---------+--------+
 *  | end |   0   | advance | length |   0 in all where not even one symbol fits
 *  +-----+-------+---------+--------+
 * </pre>
 *
 * The advance is how many coefficients those bits stand for, at most 63; end says that the block ends behind them. Both
 * hold only if the place reached is inside the block: near its end, symbols that follow belong to the next block.
 */
final class SkipTable {
    static final int BITS = 12;
    private static final int END = 0x8000;
    private static final int MOST = 63;

    private SkipTable() {}

    /** The table of an AC code of a sequential scan. */
    static short[] of(HuffmanCode code) {
        int[] single = singles(code);
        short[] table = new short[1 << BITS];
        for (int bits = 0; bits < table.length; bits++) {
            table[bits] = (short) entry(single, bits);
        }
        return table;
    }

    /** The first symbol in each index, in the same form; 0 where it does not fit. */
    private static int[] singles(HuffmanCode code) {
        int[] single = new int[1 << BITS];
        code.forEach((bits, length, symbol) -> {
            int size = symbol & 15;
            int run = symbol >> 4;
            int total = length + size;
            if (total <= BITS) {
                int entry = size == 0 && run != 15 ? END | total : run + 1 << 5 | total;
                int from = bits << BITS - length;
                Arrays.fill(single, from, from + (1 << BITS - length), entry);
            }
        });
        return single;
    }

    private static int entry(int[] single, int bits) {
        int length = 0;
        int advance = 0;
        while (true) {
            int next = single[bits << length & (1 << BITS) - 1];
            int longer = length + (next & 31);
            int farther = advance + (next >> 5 & MOST);
            if (next == 0 || longer > BITS || farther > MOST) {
                return advance << 5 | length;
            }
            if ((next & END) != 0) {
                return END | advance << 5 | longer;
            }
            length = longer;
            advance = farther;
        }
    }
}
