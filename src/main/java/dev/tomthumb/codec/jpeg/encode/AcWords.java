package dev.tomthumb.codec.jpeg.encode;

/**
 * What stands in a file for a coefficient after a run of zeros (T.81, F.1.2.2): the Huffman word of run and magnitude
 * category together with the bits that tell the value. For small values, which nearly all are, it is one look-up.
 */
final class AcWords {
    /** Small values are -32..31. */
    static final int SMALL = 32;
    /** A pair of run and small value is {@code run << PAIR_BITS | value + SMALL}. */
    static final int PAIR_BITS = 6;

    static final int PAIRS = 16 << PAIR_BITS;
    /** The symbol that ends a block. */
    static final int END_OF_BLOCK = 0;
    /** The symbol for 16 zeros. */
    static final int SIXTEEN_ZEROS = 0xf0;

    private final int[] pairs = new int[PAIRS];
    private final int[] symbols = new int[256];

    AcWords(HuffmanCode code) {
        for (int symbol = 0; symbol < 256; symbol++) {
            symbols[symbol] = code.word(symbol, symbol & 15);
        }
        for (int pair = 0; pair < PAIRS; pair++) {
            int value = (pair & 2 * SMALL - 1) - SMALL;
            int category = Magnitude.category(value);
            int word = symbols[pair >> PAIR_BITS << 4 | category];
            pairs[pair] = word | Magnitude.bits(value, category) << HuffmanCode.LENGTH_BITS;
        }
    }

    /** Complete words, by pair. */
    int[] pairs() {
        return pairs;
    }

    /** Words by symbol, with zeros where the bits of the value belong. */
    int[] symbols() {
        return symbols;
    }
}
