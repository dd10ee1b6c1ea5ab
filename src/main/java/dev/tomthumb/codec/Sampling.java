package dev.tomthumb.codec;

/**
 * How finely a plane samples the picture: samples per pixel on each axis. The chroma planes of a 4:2:0 JPEG have one
 * half on both, those of 4:2:2 one half across and 1 down.
 *
 * @param x across, &gt; 0, at most 1
 * @param y down, &gt; 0, at most 1
 */
public record Sampling(double x, double y) {
    /** One sample for every pixel. */
    public static final Sampling FULL = new Sampling(1, 1);

    /** One sample for two pixels on both axes, the chroma of 4:2:0. */
    public static final Sampling HALF = new Sampling(0.5, 0.5);

    /** @throws IllegalArgumentException for a share outside (0, 1] */
    public Sampling {
        if (!(x > 0 && x <= 1 && y > 0 && y <= 1)) {
            throw new IllegalArgumentException("a plane has at most one sample per pixel, not " + x + "x" + y);
        }
    }

    /** Samples that cover a width of {@code pixels}; the last may stand for less than its share. */
    public int across(int pixels) {
        return (int) Math.ceil(pixels * x);
    }

    /** Samples that cover a height of {@code pixels}; the last may stand for less than its share. */
    public int down(int pixels) {
        return (int) Math.ceil(pixels * y);
    }
}
