package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import java.util.Optional;

/**
 * Everything that will happen to a picture, in numbers: what {@link Planner} decides and the steps carry out.
 *
 * @param original what is decoded, orientation and colour profile included
 * @param output the file it becomes
 * @param orientation how the picture is turned: as EXIF says, and as asked
 * @param part what is used of the original, as stored
 * @param scaled the size of that part after scaling, as stored. Only {@link #window()} of it is ever made, so it may be
 *     far larger than memory
 * @param cut what is kept of the scaled part once it is turned
 * @param canvas what that is put on
 * @param result the size of the file: that of {@code canvas}, unless the format cannot hold it
 * @param background the colour behind transparent pixels; empty = they stay transparent
 * @param backgroundOpacity how opaque it is, 0..1; below 1 the picture stays transparent
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
        Orientation orientation,
        Box part,
        Size scaled,
        Box cut,
        Canvas canvas,
        Size result,
        Optional<Color> background,
        double backgroundOpacity,
        Demand demand,
        Optional<Sampling> chroma,
        boolean toSrgb,
        Transfer transfer,
        Transform transform,
        double dpr) {

    /** {@link #cut} in the scaled part as it is stored, before it is turned. */
    public Box window() {
        return orientation.stored(cut, scaled);
    }

    /** Whether samples are weighed at all, or only moved. */
    boolean scales() {
        return !scaled.equals(part.size());
    }

    /** Whether the picture is put on a larger canvas. */
    boolean isSurrounded() {
        return !canvas.size().equals(cut.size());
    }

    /** How the window is made. */
    Scaling scaling() {
        return new Scaling(
                original.size(),
                part,
                scaled,
                window(),
                orientation,
                transfer,
                transform.resize().kernel().orElse(Scaling.STANDARD));
    }

    /** Whether nothing happens to a pixel but scaling, cutting and turning. */
    boolean onlyScales() {
        return orientation.equals(Orientation.UPRIGHT)
                && !isSurrounded()
                && result.equals(canvas.size())
                && !toSrgb
                && transform.effects().equals(Effects.NONE)
                && transform.watermark().isEmpty()
                && transfer == Transfer.STORED;
    }
}
