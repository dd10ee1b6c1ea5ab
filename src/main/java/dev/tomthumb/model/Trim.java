package dev.tomthumb.model;

import java.util.Optional;

/**
 * Takes off borders of one colour (imgproxy pipeline, section 5, step 2).
 *
 * @param threshold by how much a sample may differ from the colour and still be border, finite and &ge; 0, in 0..255
 *     steps of one channel
 * @param color the border's colour; empty = that of the pixel at the top left
 * @param equalHorizontal whether left and right lose the same number of columns, the smaller of both
 * @param equalVertical whether top and bottom lose the same number of rows, the smaller of both
 */
public record Trim(double threshold, Optional<Color> color, boolean equalHorizontal, boolean equalVertical) {
    /** @throws IllegalArgumentException for a threshold that is negative or not finite */
    public Trim {
        if (!(threshold >= 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("a trim threshold is a number from 0 on, not " + threshold);
        }
    }
}
