package dev.tomthumb.model;

import java.util.Optional;

/**
 * What happens to the pixels, independent of the file they end up in.
 *
 * @param resize the size asked for
 * @param gravity what survives when {@code resize} cuts
 * @param background the colour behind transparent pixels; empty = kept transparent where the format can
 */
public record Transform(Resize resize, Gravity gravity, Optional<Color> background) {
    /** The picture as it is. */
    public static final Transform NONE = new Transform(Resize.NONE, Gravity.CENTER, Optional.empty());
}
