package dev.tomthumb.model;

/**
 * A picture's size in pixels.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record Size(int width, int height) {
    /** @throws IllegalArgumentException if a side is below 1 */
    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture is at least 1x1, not " + width + "x" + height);
        }
    }

    /** Number of pixels; never overflows. */
    public long pixels() {
        return (long) width * height;
    }

    /** Width and height exchanged. */
    public Size turned() {
        return new Size(height, width);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
