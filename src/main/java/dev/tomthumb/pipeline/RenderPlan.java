package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
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
 * @param demand which part is decoded, and how finely; changes no size and no position
 * @param chroma how finely colour differences sample the upright result, if it stays in luma and colour differences
 *     from the original to the file; empty = it becomes RGB, or is grey
 * @param toSrgb whether colours are brought from the original's profile to sRGB
 * @param transfer in which proportion pixels are weighed
 * @param transform what was asked for: what the steps behind scaling read
 * @param dpr the device pixel ratio that is left (imgproxy's effective dpr): multiplies offsets and paddings
 */
public record RenderPlan(
        ImageHeader original,
        ImageFormat output,
        Size scaled,
        Box cut,
        Size result,
        Optional<Color> background,
        Demand demand,
        Optional<Sampling> chroma,
        boolean toSrgb,
        Transfer transfer,
        Transform transform,
        double dpr) {

    /** How the picture is turned upright. */
    public Orientation orientation() {
        return Orientation.ofExif(original.orientation());
    }

    /** {@link #cut} in the scaled picture as it is stored, before it is turned. */
    public Box window() {
        return orientation().stored(cut, scaled);
    }

    /** Whether samples are weighed at all, or only moved. */
    boolean scales() {
        return !scaled.equals(original.size());
    }

    /** Whether nothing happens to a pixel but scaling and cutting. */
    boolean onlyScales() {
        return orientation().equals(Orientation.UPRIGHT)
                && result.equals(cut.size())
                && !toSrgb
                && transfer == Transfer.STORED;
    }
}
