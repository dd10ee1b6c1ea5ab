package dev.tomthumb.pipeline;

import dev.tomthumb.model.Box;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import java.util.Optional;

/**
 * Everything that will happen to a picture, in numbers: what {@link Planner} decides and the steps carry out.
 *
 * @param original what is decoded, orientation and colour profile included
 * @param output the file it becomes
 * @param scaled the size after scaling, orientation as stored. Only {@link #window()} of it is ever made, so it may be
 *     far larger than memory
 * @param cut what is kept of the scaled picture once it stands upright
 * @param result the size of the file: that of {@code cut}, unless the format cannot hold it
 * @param background the colour behind transparent pixels; empty = they stay transparent
 */
public record RenderPlan(
        ImageHeader original, ImageFormat output, Size scaled, Box cut, Size result, Optional<Color> background) {

    /** How the picture is turned upright. */
    public Orientation orientation() {
        return Orientation.ofExif(original.orientation());
    }

    /** {@link #cut} in the scaled picture as it is stored, before it is turned. */
    public Box window() {
        return orientation().stored(cut, scaled);
    }
}
