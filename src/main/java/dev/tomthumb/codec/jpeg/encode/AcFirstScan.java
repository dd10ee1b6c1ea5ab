package dev.tomthumb.codec.jpeg.encode;

/** AC coefficients that have not been told before, down to a bit position (T.81, G.1.2.2). */
final class AcFirstScan extends AcScan {
    AcFirstScan(ProgressiveScript.Step step, int table, SymbolSink sink) {
        super(step, table, sink);
    }

    @Override
    void coefficients(byte[] blocks, int at, long mask) {
        int previous = first() - 1;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int k = Long.numberOfTrailingZeros(rest);
            int value = LittleEndian.getShort(blocks, at + 2 * k);
            int magnitude = magnitude(value);
            if (magnitude != 0) {
                coefficient(k - previous - 1, value < 0 ? -magnitude : magnitude);
                previous = k;
            }
        }
        if (previous < last()) {
            endOfBlock();
        }
    }

    private void coefficient(int zeros, int value) {
        for (int i = 0; i < zeros >> 4; i++) {
            symbol(AcWords.SIXTEEN_ZEROS);
        }
        int category = Magnitude.category(value);
        symbol((zeros & 15) << 4 | category);
        bits(Magnitude.bits(value, category), category);
    }
}
