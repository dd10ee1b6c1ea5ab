package dev.tomthumb.codec.png;

import dev.tomthumb.model.Size;
import java.util.List;

/**
 * A part of a picture's pixels that is stored as a picture of its own (section 8.2).
 *
 * @param left column of its first pixel
 * @param top row of its first pixel
 * @param across distance of its columns
 * @param down distance of its rows
 */
record Pass(int left, int top, int across, int down) {
    /** All pixels at once. */
    static final List<Pass> WHOLE = List.of(new Pass(0, 0, 1, 1));
    /** From coarse to fine. */
    static final List<Pass> ADAM7 = List.of(
            new Pass(0, 0, 8, 8),
            new Pass(4, 0, 8, 8),
            new Pass(0, 4, 4, 8),
            new Pass(2, 0, 4, 4),
            new Pass(0, 2, 2, 4),
            new Pass(1, 0, 2, 2),
            new Pass(0, 1, 1, 2));

    /** Pixels in a row of it; 0 if it has no pixels. */
    int width(Size picture) {
        return steps(picture.width(), left, across);
    }

    /** Rows of it; 0 if it has no pixels. */
    int height(Size picture) {
        return steps(picture.height(), top, down);
    }

    /** Not as {@code (length + step - 1) / step}, which would wrap around at the longest sides. */
    private static int steps(int length, int first, int step) {
        return length <= first ? 0 : (length - first - 1) / step + 1;
    }

    boolean isEmpty(Size picture) {
        return width(picture) == 0 || height(picture) == 0;
    }

    /** Bytes it takes up before it is compressed: each row has a filter byte, and an empty pass has no rows. */
    long rawBytes(Size picture, PixelFormat format) {
        return isEmpty(picture) ? 0 : height(picture) * (format.rowBytes(width(picture)) + 1);
    }
}
