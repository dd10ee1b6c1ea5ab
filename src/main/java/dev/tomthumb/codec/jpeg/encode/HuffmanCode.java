package dev.tomthumb.codec.jpeg.encode;

/**
 * A Huffman code for writing: which word stands for which symbol (T.81, annex C).
 *
 * <p>A word is an int: its bits, shifted left by five, and its length, at most 27, in the lowest five bits.
 */
final class HuffmanCode {
    /** Bits of a word that tell its length. */
    static final int LENGTH_BITS = 5;

    static final int LENGTH = (1 << LENGTH_BITS) - 1;

    private final byte[] counts;
    private final byte[] symbols;
    private final int[] words = new int[256];

    /**
     * The code of a table as it is stored in a file (T.81, B.2.4.2).
     *
     * @param counts of the words of 1 to 16 bits
     * @param symbols in the order of their words
     */
    HuffmanCode(byte[] counts, byte[] symbols) {
        this.counts = counts;
        this.symbols = symbols;
        int word = 0;
        int next = 0;
        for (int length = 1; length <= 16; length++) {
            for (int i = 0; i < (counts[length - 1] & 0xff); i++) {
                words[symbols[next++] & 0xff] = word++ << LENGTH_BITS | length;
            }
            word <<= 1;
        }
    }

    /** How many words have 1 to 16 bits. */
    byte[] counts() {
        return counts.clone();
    }

    /** The symbols in the order of their words. */
    byte[] symbols() {
        return symbols.clone();
    }

    /** The word for a symbol; 0 if it has none. */
    int word(int symbol) {
        return words[symbol];
    }

    /** The word for a symbol with room behind it for so many bits more. */
    int word(int symbol, int bits) {
        int word = words[symbol];
        return word >>> LENGTH_BITS << bits << LENGTH_BITS | (word & LENGTH) + bits;
    }
}
