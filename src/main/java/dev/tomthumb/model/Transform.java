package dev.tomthumb.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What happens to the pixels, independent of the file they end up in. The components stand in the order in which they
 * take effect (imgproxy pipeline, section 2), except that {@code gravity} serves both cuts.
 *
 * @param trim borders of one colour to be taken off first; empty = none
 * @param crop the part of the upright original that is used; empty = all of it
 * @param resize the size asked for
 * @param turn how the picture is turned, and whether its EXIF orientation counts
 * @param gravity what survives when {@code resize} cuts, and when {@code crop} does and has no gravity of its own
 * @param effects what changes samples and no size
 * @param extend fills up to the size asked for; empty = the picture stays smaller where it is smaller
 * @param extendAspectRatio fills up to the proportions asked for; empty = not
 * @param padding space around the picture
 * @param background the colour behind transparent pixels; empty = kept transparent where the format can
 * @param backgroundOpacity how opaque {@code background} is, 0..1; empty = opaque. Below 1 the picture stays transparent
 *     where the format can
 * @param watermark a picture or a text put on top; empty = none
 */
public record Transform(
        Optional<Trim> trim,
        Optional<Crop> crop,
        Resize resize,
        Turn turn,
        Gravity gravity,
        Effects effects,
        Optional<Extend> extend,
        Optional<Extend> extendAspectRatio,
        Padding padding,
        Optional<Color> background,
        OptionalDouble backgroundOpacity,
        Optional<Watermark> watermark) {
    /** The picture as it is. */
    public static final Transform NONE = new Transform(Resize.NONE, Gravity.CENTER, Optional.empty());

    /** @throws IllegalArgumentException for a background opacity outside 0..1 */
    public Transform {
        double opacity = backgroundOpacity.orElse(1);
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("a background's opacity is 0 to 1, not " + opacity);
        }
    }

    /** A picture that is resized, cut and put on a background, and nothing else. */
    public Transform(Resize resize, Gravity gravity, Optional<Color> background) {
        this(
                Optional.empty(),
                Optional.empty(),
                resize,
                Turn.BY_SETTING,
                gravity,
                Effects.NONE,
                Optional.empty(),
                Optional.empty(),
                Padding.NONE,
                background,
                OptionalDouble.empty(),
                Optional.empty());
    }

    /** The same with another size. */
    public Transform withResize(Resize changed) {
        return new Transform(
                trim,
                crop,
                changed,
                turn,
                gravity,
                effects,
                extend,
                extendAspectRatio,
                padding,
                background,
                backgroundOpacity,
                watermark);
    }

    /** The same without trimming: what one frame shows is no measure for the others. */
    public Transform withoutTrim() {
        return new Transform(
                Optional.empty(),
                crop,
                resize,
                turn,
                gravity,
                effects,
                extend,
                extendAspectRatio,
                padding,
                background,
                backgroundOpacity,
                watermark);
    }

    /** The same with another gravity. */
    public Transform withGravity(Gravity changed) {
        return new Transform(
                trim,
                crop,
                resize,
                turn,
                changed,
                effects,
                extend,
                extendAspectRatio,
                padding,
                background,
                backgroundOpacity,
                watermark);
    }

    /** The same with another crop. */
    public Transform withCrop(Optional<Crop> changed) {
        return new Transform(
                trim,
                changed,
                resize,
                turn,
                gravity,
                effects,
                extend,
                extendAspectRatio,
                padding,
                background,
                backgroundOpacity,
                watermark);
    }

    /** The same turned otherwise. */
    public Transform withTurn(Turn changed) {
        return new Transform(
                trim,
                crop,
                resize,
                changed,
                gravity,
                effects,
                extend,
                extendAspectRatio,
                padding,
                background,
                backgroundOpacity,
                watermark);
    }
}
