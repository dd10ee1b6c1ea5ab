package dev.tomthumb.model.geometry;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import java.util.Optional;
import java.util.OptionalInt;

/** How large a rendition will be, from what is known of its original without its pixels. */
public final class ResultSize {
    /** Larger than any picture that is made; beyond it a size is no whole number any more. */
    private static final double MOST_PIXELS = Integer.MAX_VALUE;
    /** EXIF orientations from here on exchange columns and rows. */
    private static final int FIRST_LYING = 5;

    private ResultSize() {}

    /**
     * What decides beside the transform.
     *
     * @param original the original's size as stored
     * @param orientation EXIF's, 1..8
     * @param vector whether it is a drawing, which may grow
     * @param upright whether EXIF counts where the transform does not say
     * @param longest ceiling of the result's sides
     * @param format of the file that is made
     */
    public record Given(
            Size original, int orientation, boolean vector, boolean upright, OptionalInt longest, ImageFormat format) {}

    /** The size in pixels; empty if the pixels decide (trimming) or if no such picture would be made. */
    public static Optional<Size> of(Given given, Transform transform) {
        if (transform.trim().isPresent()) {
            return Optional.empty();
        }
        boolean exif = transform.turn().auto().orElse(given.upright());
        boolean lies = exif && given.orientation() >= FIRST_LYING;
        boolean quarter = transform.turn().angle() % 180 != 0;
        Size turned = lies != quarter ? given.original().turned() : given.original();
        Size part = CropSize.of(turned, transform.crop());
        Extent.Sides result =
                Extent.within(given.longest(), part, transform, given.vector()).padded();
        // Written so that NaN is none, too.
        return result.pixels() <= MOST_PIXELS
                ? Optional.of(FormatLimits.fitted(result.size(), given.format()))
                : Optional.empty();
    }
}
