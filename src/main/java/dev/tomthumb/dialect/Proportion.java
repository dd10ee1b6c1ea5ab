package dev.tomthumb.dialect;

/**
 * A box's height over its width as a ratio of two whole numbers up to 32.
 *
 * <p>Widths on a ladder alone would still leave every height free. There are 647 such ratios, 16:9, 3:2, 4:3, 1:1 and
 * 21:9 among them; every other one moves to the nearest, by 1.7 % at most from 1:4 to 4:1, by 3.1 % at most beyond, and
 * what is steeper than 32:1 becomes that.
 *
 * @param height 1..32
 * @param width 1..32, without a common divisor
 */
public record Proportion(int height, int width) {
    private static final int LARGEST_TERM = 32;

    /**
     * The nearest ratio there is.
     *
     * @param ratio height over width, greater than 0
     */
    public static Proportion nearest(double ratio) {
        Proportion best = new Proportion(1, 1);
        for (int width = 1; width <= LARGEST_TERM; width++) {
            int below = (int) Math.max(1, Math.min(LARGEST_TERM, Math.floor(ratio * width)));
            best = nearer(ratio, best, new Proportion(below, width));
            best = nearer(ratio, best, new Proportion(Math.min(LARGEST_TERM, below + 1), width));
        }
        return best;
    }

    /** The first of two equally near ones, so that 4:6 never replaces 2:3. */
    private static Proportion nearer(double ratio, Proportion one, Proportion other) {
        return other.distance(ratio) < one.distance(ratio) - 1e-12 ? other : one;
    }

    /** As a factor, so that tall and wide boxes are treated alike. */
    private double distance(double ratio) {
        return Math.abs(Math.log((double) height / width / ratio));
    }

    /** The height that belongs to a width, rounded half up; at least 1. */
    public int heightOf(int pixels) {
        return (int) Math.max(1, Math.round((double) pixels * height / width));
    }
}
