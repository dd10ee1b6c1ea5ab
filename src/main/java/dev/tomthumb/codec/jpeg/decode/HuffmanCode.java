package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;
import java.util.Arrays;

/**
 * A Huffman code as a DHT segment defines it (T.81, B.2.4.2 and annex C): how many codes there are of each length, and
 * their symbols, shortest code first. Codes of one length are consecutive numbers.
 */
final class HuffmanCode {
    static final int LONGEST = 16;

    private final byte[] counts;
    private final byte[] symbols;

    private HuffmanCode(byte[] counts, byte[] symbols) {
        this.counts = counts;
        this.symbols = symbols;
    }

    /** Takes one code after the other. */
    interface Visitor {
        /**
         * @param code its bits, in the lower {@code length} ones
         * @param length 1..16
         * @param symbol 0..255
         */
        void visit(int code, int length, int symbol);
    }

    /** Reads the code whose counts begin at {@code at}. */
    static HuffmanCode read(Segment segment, int at) throws ImageException {
        int total = 0;
        int free = 1;
        for (int i = 0; i < LONGEST; i++) {
            int count = segment.u8(at + i);
            total += count;
            free = 2 * free - count;
            if (free < 0) {
                throw Refusals.damaged("a Huffman table has more codes than there can be");
            }
        }
        int start = segment.start() + at + LONGEST;
        if (total > 256 || start + total > segment.end()) {
            throw Refusals.damaged("a Huffman table has more symbols than its segment");
        }
        byte[] file = segment.file();
        return new HuffmanCode(
                Arrays.copyOfRange(file, start - LONGEST, start), Arrays.copyOfRange(file, start, start + total));
    }

    /** Bytes that the counts and symbols take up in their segment. */
    int codedLength() {
        return LONGEST + symbols.length;
    }

    int symbolCount() {
        return symbols.length;
    }

    int largestSymbol() {
        int largest = 0;
        for (byte symbol : symbols) {
            largest = Math.max(largest, symbol & 0xff);
        }
        return largest;
    }

    /** Shows all codes, the shortest first. */
    void forEach(Visitor visitor) {
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            for (int i = 0; i < (counts[length - 1] & 0xff); i++) {
                visitor.visit(code++, length, symbols[index++] & 0xff);
            }
            code <<= 1;
        }
    }
}
