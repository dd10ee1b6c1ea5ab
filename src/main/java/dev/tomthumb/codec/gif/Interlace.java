package dev.tomthumb.codec.gif;

/** The order of an interlaced frame's rows: every eighth, those between, and so on (appendix E). */
final class Interlace {
    private static final int[] FIRST = {0, 4, 2, 1};
    private static final int[] STEP = {8, 8, 4, 2};

    private Interlace() {}

    /** Where the row that comes as {@code row}th lies in a frame of that height. */
    static int line(int row, int height) {
        int left = row;
        for (int pass = 0; pass < FIRST.length; pass++) {
            int rows = (height - FIRST[pass] + STEP[pass] - 1) / STEP[pass];
            if (left < rows) {
                return FIRST[pass] + left * STEP[pass];
            }
            left -= Math.max(0, rows);
        }
        throw new IllegalArgumentException("row " + row + " of " + height);
    }
}
