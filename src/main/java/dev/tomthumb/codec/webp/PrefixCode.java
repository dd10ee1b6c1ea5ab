package dev.tomthumb.codec.webp;

import dev.tomthumb.model.ImageException;
import java.util.Arrays;

/** A canonical prefix code (section 3.7.2). Short codes are looked up at once, long ones searched by their length. */
final class PrefixCode {
    private static final int LONGEST = 15;
    private static final int ROOT_BITS = 8;
    private static final int LENGTH_SHIFT = 16;
    private static final int SYMBOL = 0xffff;

    /** By the next bits: length and symbol; 0 where the code is longer. */
    private final int[] root;

    private final int rootMask;
    /** The symbols, by length and then by number. */
    private final short[] symbols;
    /** How many there are of each length. */
    private final int[] counts;

    private PrefixCode(int[] root, short[] symbols, int[] counts) {
        this.root = root;
        this.rootMask = root.length - 1;
        this.symbols = symbols;
        this.counts = counts;
    }

    /** The code that says nothing: it has one symbol, and takes no bits. */
    static PrefixCode of(int symbol) {
        return new PrefixCode(new int[] {symbol}, new short[] {(short) symbol}, new int[LONGEST + 1]);
    }

    /**
     * The code with these lengths.
     *
     * @param lengths of each symbol, 0 for one that does not occur
     * @throws ImageException {@code BROKEN_IMAGE} if they make no complete code
     */
    static PrefixCode ofLengths(int[] lengths) throws ImageException {
        int[] counts = new int[LONGEST + 1];
        for (int length : lengths) {
            counts[length]++;
        }
        int used = lengths.length - counts[0];
        counts[0] = 0;
        short[] symbols = sorted(lengths, counts, used);
        if (used == 1) {
            return of(symbols[0]);
        }
        int free = 1;
        int longest = 0;
        for (int length = 1; length <= LONGEST; length++) {
            free = 2 * free - counts[length];
            longest = counts[length] > 0 ? length : longest;
            if (free < 0) {
                throw Refusals.damaged("has a code with too many words");
            }
        }
        if (free != 0) {
            throw Refusals.damaged("has a code with too few words");
        }
        return new PrefixCode(root(symbols, counts, Math.min(ROOT_BITS, longest)), symbols, counts);
    }

    private static short[] sorted(int[] lengths, int[] counts, int used) {
        int[] next = new int[LONGEST + 2];
        for (int length = 1; length <= LONGEST; length++) {
            next[length + 1] = next[length] + counts[length];
        }
        short[] symbols = new short[used];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                symbols[next[lengths[symbol]]++] = (short) symbol;
            }
        }
        return symbols;
    }

    private static int[] root(short[] symbols, int[] counts, int bits) {
        int[] root = new int[1 << bits];
        int code = 0;
        int index = 0;
        for (int length = 1; length <= bits; length++) {
            for (int i = 0; i < counts[length]; i++, code++, index++) {
                int entry = length << LENGTH_SHIFT | symbols[index] & SYMBOL;
                int reversed = Integer.reverse(code) >>> Integer.SIZE - length;
                for (int at = reversed; at < root.length; at += 1 << length) {
                    root[at] = entry;
                }
            }
            code <<= 1;
        }
        return root;
    }

    /** The next symbol. At most 15 bits are used, of those that were {@linkplain LosslessBits#fill filled} before. */
    int read(LosslessBits in) {
        int bits = in.look();
        int entry = root[bits & rootMask];
        int length = entry >>> LENGTH_SHIFT;
        if (length > 0 || rootMask == 0) {
            in.skip(length);
            return entry & SYMBOL;
        }
        return search(in, bits);
    }

    private int search(LosslessBits in, int bits) {
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code |= bits >> length - 1 & 1;
            int place = code - first;
            if (place < counts[length]) {
                in.skip(length);
                return symbols[index + place] & SYMBOL;
            }
            index += counts[length];
            first = first + counts[length] << 1;
            code <<= 1;
        }
        throw new IllegalStateException("a complete code has a symbol for all bits");
    }

    /** The bytes it takes, roughly. */
    long memory() {
        return 4L * root.length + 2L * symbols.length + 200;
    }

    /** Reads the lengths of a code and makes it (section 3.7.2.1). */
    static PrefixCode read(LosslessBits in, int alphabet) throws ImageException {
        PrefixCode code = in.flag() ? simple(in, alphabet) : ofLengths(lengths(in, alphabet));
        in.requireMore();
        return code;
    }

    private static PrefixCode simple(LosslessBits in, int alphabet) throws ImageException {
        boolean two = in.flag();
        int first = in.number(in.flag() ? 8 : 1);
        int second = two ? in.number(8) : first;
        if (Math.max(first, second) >= alphabet) {
            throw Refusals.damaged("has a code with a symbol that does not exist");
        }
        int[] lengths = new int[alphabet];
        lengths[first] = 1;
        lengths[second] = 1;
        return ofLengths(lengths);
    }

    private static final int[] LENGTH_ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int LITERAL_LENGTHS = 16;
    private static final int[] REPEAT_BITS = {2, 3, 7};
    private static final int[] REPEAT_LEAST = {3, 3, 11};
    private static final int USUAL_LENGTH = 8;

    private static int[] lengths(LosslessBits in, int alphabet) throws ImageException {
        int[] ofLengths = new int[LENGTH_ORDER.length];
        int count = 4 + in.number(4);
        for (int i = 0; i < count; i++) {
            ofLengths[LENGTH_ORDER[i]] = in.number(3);
        }
        PrefixCode code = ofLengths(ofLengths);
        int tokens = alphabet;
        if (in.flag()) {
            tokens = 2 + in.number(2 + 2 * in.number(3));
            if (tokens > alphabet) {
                throw Refusals.damaged("has a code with more lengths than symbols");
            }
        }
        return lengths(in, code, tokens, alphabet);
    }

    private static int[] lengths(LosslessBits in, PrefixCode code, int tokens, int alphabet) throws ImageException {
        int[] lengths = new int[alphabet];
        int before = USUAL_LENGTH;
        int at = 0;
        for (int i = 0; i < tokens && at < alphabet; i++) {
            in.fill();
            int length = code.read(in);
            if (length < LITERAL_LENGTHS) {
                lengths[at++] = length;
                before = length > 0 ? length : before;
                continue;
            }
            int kind = length - LITERAL_LENGTHS;
            int end = at + REPEAT_LEAST[kind] + in.number(REPEAT_BITS[kind]);
            if (end > alphabet) {
                throw Refusals.damaged("has a code with more lengths than symbols");
            }
            Arrays.fill(lengths, at, end, kind == 0 ? before : 0);
            at = end;
        }
        return lengths;
    }
}
