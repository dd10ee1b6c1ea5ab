package dev.tomthumb.pipeline;

import dev.tomthumb.model.Size;

/**
 * The transparent ground a picture is put on: what extending and padding come to when taken together.
 *
 * @param size of the ground, on neither side less than the picture
 * @param left where the picture's left edge lies on it, at least 0
 * @param top where the picture's top edge lies on it, at least 0
 */
public record Canvas(Size size, int left, int top) {
    /** No more than the picture itself. */
    static Canvas of(Size picture) {
        return new Canvas(picture, 0, 0);
    }

    /** This canvas put on a larger one. */
    Canvas on(Size larger, int fromLeft, int fromTop) {
        return new Canvas(larger, left + fromLeft, top + fromTop);
    }
}
