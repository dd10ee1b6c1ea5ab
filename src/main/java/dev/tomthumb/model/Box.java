package dev.tomthumb.model;

/**
 * A rectangle of pixels.
 *
 * @param x left edge, at least 0
 * @param y top edge, at least 0
 * @param size how far it reaches right and down
 */
public record Box(int x, int y, Size size) {
    /** @throws IllegalArgumentException for a negative edge */
    public Box {
        if (x < 0 || y < 0) {
            throw new IllegalArgumentException("a box starts inside its picture, not at " + x + "," + y);
        }
    }

    /** The whole of a picture. */
    public static Box whole(Size size) {
        return new Box(0, 0, size);
    }

    public int width() {
        return size.width();
    }

    public int height() {
        return size.height();
    }

    @Override
    public String toString() {
        return size + "+" + x + "+" + y;
    }
}
