package dev.tomthumb.pixel;

/**
 * A share that rises over a picture in one direction. Positions are counted along a line through the picture's middle, as
 * long as the picture is seen from there (CSS Images, level 3, section 3.1.1): the corner farthest back is at 0, the
 * one farthest ahead at 1.
 */
final class Ramp {
    private final double dx;
    private final double dy;
    private final double base;
    private final double start;
    private final double stop;
    private final float[] share;

    /**
     * @param angle direction of the rise in degrees clockwise: 0 is down, 90 to the left
     * @param start position up to which the share is 0
     * @param stop position from which on it is 1; not behind {@code start} = it jumps there
     */
    Ramp(int width, int height, double angle, double start, double stop) {
        double radians = Math.toRadians(angle);
        double right = -Math.sin(radians);
        double down = Math.cos(radians);
        double length = Math.abs(width * right) + Math.abs(height * down);
        dx = right / length;
        dy = down / length;
        base = 0.5 - (width / 2.0 - 0.5) * dx - (height / 2.0 - 0.5) * dy;
        this.start = start;
        this.stop = stop;
        this.share = new float[width];
    }

    /** The shares of row {@code y}; the next call overwrites them. */
    float[] row(int y) {
        for (int x = 0; x < share.length; x++) {
            double at = base + x * dx + y * dy;
            double risen = stop > start ? (at - start) / (stop - start) : at >= start ? 1 : 0;
            share[x] = (float) Math.max(0, Math.min(1, risen));
        }
        return share;
    }
}
