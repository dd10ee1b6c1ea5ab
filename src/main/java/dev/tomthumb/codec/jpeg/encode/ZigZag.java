package dev.tomthumb.codec.jpeg.encode;

/** The order in which the coefficients of a block are coded, from low frequencies to high (T.81, figure A.6). */
final class ZigZag {
    /** By place in the zig-zag order: row times eight plus column. */
    private static final int[] NATURAL = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private static final int[] PLACE = new int[64];

    static {
        for (int k = 0; k < 64; k++) {
            PLACE[NATURAL[k]] = k;
        }
    }

    private ZigZag() {}

    /** Row times eight plus column of the coefficient that is {@code k}th, 0..63, in the order. */
    static int natural(int k) {
        return NATURAL[k];
    }

    /** The place, 0..63, of the coefficient in {@code row} and {@code column}, 0..7 each. */
    static int place(int row, int column) {
        return PLACE[row * 8 + column];
    }
}
