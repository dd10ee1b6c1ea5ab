package dev.tomthumb.codec.jpeg.decode;

/** The order in which the 64 coefficients of a block are coded (T.81, figure A.6). */
final class ZigZag {
    private static final byte[] NATURAL = {
        0, 1, 8, 16, 9, 2, 3, 10,
        17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34,
        27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36,
        29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46,
        53, 60, 61, 54, 47, 55, 62, 63
    };

    private ZigZag() {}

    /** Row of the {@code k}th coefficient: its vertical frequency, 0..7. */
    static int row(int k) {
        return NATURAL[k] >> 3;
    }

    /** Column of the {@code k}th coefficient: its horizontal frequency, 0..7. */
    static int column(int k) {
        return NATURAL[k] & 7;
    }

    /** Whether the {@code k}th coefficient is one of the lowest {@code n} frequencies on both axes. */
    static boolean within(int k, int n) {
        return row(k) < n && column(k) < n;
    }

    /** The coefficients within the lowest {@code n} frequencies, as a set of bits {@code k}. */
    static long within(int n) {
        long set = 0;
        for (int k = 0; k < 64; k++) {
            set |= within(k, n) ? 1L << k : 0;
        }
        return set;
    }
}
