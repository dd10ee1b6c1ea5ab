package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;
import java.util.Arrays;

/**
 * A Huffman code in the form that decodes fastest: the next {@value #BITS} bits of the file are an index to what they
 * say. Usually that is a coefficient, code and magnitude bits together:
 *
 * <pre>
 *   31            16 15       8   7   6     0
 *  +----------------+----------+-----+--------+
 *  | coefficient    | run      |  0  | length |   code and magnitude fit: length of both
 *  | magnitude size | run      |  1  | length |   only the code fits: length of the code
 *  | 0              | 0        |  1  |   0    |   not even the code fits: ask {@link #find}
 *  +----------------+----------+-----+--------+
 * </pre>
 *
 * The run is how many zero coefficients come before (T.81, F.1.2.2). The end of a block is a run of {@value #END_OF_BLOCK}
 * that ends in a coefficient 0: a decoder that stores it beyond the 64th place needs no test for it.
 */
final class HuffmanTable {
    /** Index bits: enough for nearly all coefficients, few enough to stay in the processor's first cache. */
    static final int BITS = 10;

    /** The bits of the length; a shift of a long by the entry is one by the length, as it looks at the lowest six only. */
    static final int LENGTH = 0x3f;

    /** Set where the entry is not a coefficient. */
    static final int PARTIAL = 0x80;

    static final int END_OF_BLOCK = 64;
    /** A table without a code. */
    static final HuffmanTable EMPTY = new HuffmanTable(Kind.DC, 0);

    private static final int LARGEST_SIZE = 15;
    /** With size 0, sixteen zeros. */
    static final int ZERO_RUN = 15;

    private final Kind kind;
    /** By the next {@value #BITS} bits. Not to be changed. */
    final int[] entries = new int[1 << BITS];
    /** Of the codes of each length: the first number, the number behind the last, and the place of the first entry. */
    private final int[] first = new int[HuffmanCode.LONGEST + 1];

    private final int[] end = new int[HuffmanCode.LONGEST + 1];
    private final int[] place = new int[HuffmanCode.LONGEST + 1];
    private final int[] bySymbol;
    private int added;

    /** What symbols mean. */
    enum Kind {
        /** The size of a difference (T.81, F.1.2.1). */
        DC,
        /** A run and a size; size 0 is a run of 16 or the end of the block. */
        AC,
        /** As AC, but size 0 may end many blocks at once (T.81, G.1.2.2) and is left to the decoder. */
        AC_PROGRESSIVE
    }

    private HuffmanTable(Kind kind, int symbols) {
        this.kind = kind;
        this.bySymbol = new int[symbols];
        Arrays.fill(entries, PARTIAL);
    }

    /** @throws ImageException for a symbol that {@code kind} does not have */
    static HuffmanTable of(HuffmanCode code, Kind kind) throws ImageException {
        if (kind == Kind.DC && code.largestSymbol() > LARGEST_SIZE) {
            throw Refusals.damaged("a Huffman table has a symbol that does not exist");
        }
        HuffmanTable table = new HuffmanTable(kind, code.symbolCount());
        code.forEach(table::add);
        return table;
    }

    private void add(int code, int length, int symbol) {
        int index = added++;
        if (end[length] == 0) {
            first[length] = code;
            place[length] = index;
        }
        end[length] = code + 1;
        bySymbol[index] = partial(symbol, length);
        if (length <= BITS) {
            fill(code << BITS - length, length, symbol);
        }
    }

    /** Sets all entries whose index begins with the code. */
    private void fill(int from, int length, int symbol) {
        int size = size(symbol);
        int total = length + size;
        if (total > BITS || size == 0 && kind == Kind.AC_PROGRESSIVE) {
            Arrays.fill(entries, from, from + (1 << BITS - length), partial(symbol, length));
            return;
        }
        int same = 1 << BITS - total;
        for (int magnitude = 0, at = from; magnitude < 1 << size; magnitude++, at += same) {
            int value = size == 0 ? 0 : extended(magnitude, size);
            Arrays.fill(entries, at, at + same, value << 16 | run(symbol) << 8 | total);
        }
    }

    private int partial(int symbol, int length) {
        return size(symbol) << 16 | run(symbol) << 8 | PARTIAL | length;
    }

    private int size(int symbol) {
        return symbol & 15;
    }

    private int run(int symbol) {
        int run = symbol >> 4;
        boolean ends = kind == Kind.AC && size(symbol) == 0 && run != ZERO_RUN;
        return ends ? END_OF_BLOCK : run;
    }

    /** The number that {@code size} magnitude bits stand for, size at least 1 (EXTEND of T.81, F.2.2.1). */
    static int extended(int magnitude, int size) {
        int negative = magnitude - (1 << size - 1) >> 31;
        return magnitude + (negative & (-1 << size) + 1);
    }

    /**
     * The entry of a code too long for the index: always partial, with the length of the code.
     *
     * @param bits the next bits of the file, from the highest down
     */
    int find(long bits) throws ImageException {
        for (int length = BITS + 1; length <= HuffmanCode.LONGEST; length++) {
            int code = (int) (bits >>> 64 - length);
            if (code >= first[length] && code < end[length]) {
                return bySymbol[place[length] + code - first[length]];
            }
        }
        throw Refusals.damaged("it has a code that is not in its Huffman table");
    }
}
