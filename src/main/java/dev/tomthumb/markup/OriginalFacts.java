package dev.tomthumb.markup;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;

/**
 * What is known of an original.
 *
 * @param size its size as viewers see it, EXIF counted
 * @param orientation EXIF's, 1..8
 * @param format of its file
 * @param alpha whether it can be seen through
 * @param placeholder the text of the placeholder that was asked for: a colour {@code #rrggbb}, a data URI, or a hash;
 *     empty if there is none
 */
public record OriginalFacts(Size size, int orientation, ImageFormat format, boolean alpha, String placeholder) {
    /** @throws IllegalArgumentException for an orientation outside 1..8 */
    public OriginalFacts {
        if (orientation < 1 || orientation > 8) {
            throw new IllegalArgumentException("an orientation is 1 to 8, not " + orientation);
        }
    }

    /** The size as the file has it. */
    Size stored() {
        return orientation >= 5 ? size.turned() : size;
    }
}
