package dev.tomthumb.dialect.query;

/**
 * A box's height over its width as a ratio of two whole numbers up to 32.
 *
 * <p>Widths on a ladder alone would still leave every height free. The usual proportions (16:9, 3:2, 4:3, 1:1, 21:9 and
 * 647 in all) are exact; others move to the nearest one, by 1.6 % at most within 1:32 to 32:1.
 *
 * @param height 1..32
 * @param width 1..32, without a common divisor
 */
record Proportion(int height, int width) {
    static final int LARGEST_TERM = 32;

    /** @param ratio height over width, greater than 0 */
    static Proportion nearest(double ratio) {
        Proportion best = new Proportion(1, 1);
        double smallest = Double.POSITIVE_INFINITY;
        for (int width = 1; width <= LARGEST_TERM; width++) {
            int height = (int) Math.max(1, Math.min(LARGEST_TERM, Math.rint(ratio * width)));
            // Relative to the ratio, so that tall and wide boxes are treated alike.
            double error = Math.abs(Math.log((double) height / width / ratio));
            if (error < smallest - 1e-12) {
                smallest = error;
                best = new Proportion(height, width);
            }
        }
        return best;
    }

    /** The height that belongs to a width, rounded half up; at least 1. */
    int heightOf(int pixels) {
        return (int) Math.max(1, Math.round((double) pixels * height / width));
    }
}
