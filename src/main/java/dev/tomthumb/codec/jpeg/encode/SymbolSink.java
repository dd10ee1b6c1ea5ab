package dev.tomthumb.codec.jpeg.encode;

/** Takes what a progressive scan says: first to be counted, then to be written. */
interface SymbolSink {
    /**
     * A symbol to be coded.
     *
     * @param table 0 luma's, 1 chroma's
     */
    void symbol(int table, int symbol);

    /**
     * Bits that follow as they are.
     *
     * @param value has no others
     * @param length 0..16
     */
    void bits(int value, int length);

    /** Counts symbols. */
    final class Counting implements SymbolSink {
        private final long[][] frequencies = new long[2][256];
        private long otherBits;

        @Override
        public void symbol(int table, int symbol) {
            frequencies[table][symbol]++;
        }

        @Override
        public void bits(int value, int length) {
            otherBits += length;
        }

        /** How many bits came that are no symbols. */
        long otherBits() {
            return otherBits;
        }

        /** How many bits the symbols take. */
        long symbolBits(int table, HuffmanCode code) {
            long bits = 0;
            for (int symbol = 0; symbol < 256; symbol++) {
                bits += frequencies[table][symbol] * (code.word(symbol) & HuffmanCode.LENGTH);
            }
            return bits;
        }

        /** The shortest code for what was counted. */
        HuffmanCode code(int table) {
            return OptimalCode.of(frequencies[table]);
        }
    }

    /** Writes symbols. */
    final class Coding implements SymbolSink {
        private final HuffmanCode[] codes;
        private final EntropyWriter writer;

        /** @param codes by table */
        Coding(HuffmanCode[] codes, EntropyWriter writer) {
            this.codes = codes;
            this.writer = writer;
        }

        @Override
        public void symbol(int table, int symbol) {
            writer.word(codes[table].word(symbol));
        }

        @Override
        public void bits(int value, int length) {
            writer.bits(value, length);
        }
    }
}
