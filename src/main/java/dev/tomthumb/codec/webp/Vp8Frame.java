package dev.tomthumb.codec.webp;

import dev.tomthumb.model.Size;

/**
 * A decoded key frame: luma 16..235 and colour differences 16..240 at half its width and height (RFC 6386, section 2).
 *
 * @param size in pixels; the planes are as large as whole macroblocks
 * @param blue the blue colour difference, called U
 * @param red the red colour difference, called V
 */
record Vp8Frame(Size size, FramePlane luma, FramePlane blue, FramePlane red) {
    /** A frame of nothing yet. */
    static Vp8Frame of(Vp8Header header) {
        int columns = header.columns();
        int rows = header.rows();
        return new Vp8Frame(
                header.size(),
                new FramePlane(16 * columns, 16 * rows),
                new FramePlane(8 * columns, 8 * rows),
                new FramePlane(8 * columns, 8 * rows));
    }

    /** The bytes a frame takes. */
    static long memory(Size size) {
        long columns = size.width() + 15 >> 4;
        long rows = size.height() + 15 >> 4;
        return FramePlane.memory(16 * columns, 16 * rows)
                + 2 * FramePlane.memory(8 * columns, 8 * rows)
                + 64 * columns
                + columns * rows;
    }
}
