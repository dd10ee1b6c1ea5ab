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
    /** The symbol of sixteen zeros. */
    private static final int ZERO_RUN = 0xf0;

    /** The farthest advance. */
    static final int MOST = 63;
    /** The bits of the length: as many as a shift of a long looks at. */
    static final int LENGTH = 63;

    /** Of every number of bits up to those of the index: what is left behind a symbol is one of them again. */
    private final short[] all = new short[2 << BITS];

    private SkipTable() {}

    /** The table of an AC code of a sequential scan. */
    static short[] of(HuffmanCode code) {
        SkipTable table = new SkipTable();
        for (int count = 1; count <= BITS; count++) {
            int bits = count;
            code.forEach((word, length, symbol) -> table.add(bits, word, length, symbol));
        }
        return Arrays.copyOfRange(table.all, 1 << BITS, 2 << BITS);
    }

    /** Sets the entries of all {@code count} bits that begin with a code word, whatever its magnitude bits are. */
    private void add(int count, int word, int length, int symbol) {
        int size = symbol & 15;
        int left = count - length - size;
        if (left < 0) {
            return;
        }
        int from = 1 << count | word << count - length;
        if (size == 0 && symbol != ZERO_RUN) {
            Arrays.fill(all, from, from + (1 << left), (short) (END | length));
            return;
        }
        int first = (symbol >> 4) + 1 << 6 | length + size;
        for (int magnitude = 0; magnitude < 1 << size; magnitude++) {
            append(first, from + (magnitude << left), left);
        }
    }

    /** To {@code first}, what each value of the {@code left} bits behind it says. */
    private void append(int first, int from, int left) {
        int advance = first >> 6;
        all[from] = (short) first;
        for (int rest = 0; left > 0 && rest < 1 << left; rest++) {
            int next = all[1 << left | rest];
            boolean inside = advance + (next >> 6 & MOST) <= MOST;
            all[from + rest] = (short) (inside ? first + next : first);
        }
    }
}
