package dev.tomthumb.pipeline;

import dev.tomthumb.model.Reading;
import java.util.OptionalInt;

/**
 * How large pictures may be. All of it is checked from the header, before memory is taken.
 *
 * @param maxPixels pixels of an original, up to 536 million; one more is refused (imgproxy's MAX_SRC_RESOLUTION)
 * @param maxResultDimension longest side of a result; a larger one is made smaller, not refused (imgproxy's
 *     MAX_RESULT_DIMENSION, pipeline section 3)
 * @param maxResultPixels pixels of a result, up to 536 million; one more is refused
 */
public record Limits(long maxPixels, OptionalInt maxResultDimension, long maxResultPixels) {
    /** 50 megapixels in, 50 megapixels out. */
    public static final Limits DEFAULT = new Limits(50_000_000, OptionalInt.empty(), 50_000_000);

    /** The most that four samples per pixel leave room for in one array. */
    private static final long MOST_PIXELS = Integer.MAX_VALUE / 4;

    /** @throws IllegalArgumentException for a limit below 1, or for pixels that no array could hold */
    public Limits {
        if (maxPixels > MOST_PIXELS || maxResultPixels > MOST_PIXELS) {
            throw new IllegalArgumentException("more than " + MOST_PIXELS + " pixels do not fit into memory");
        }
        if (maxPixels < 1 || maxResultPixels < 1 || maxResultDimension.orElse(1) < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }

    /** The same with what a request sets in their place; more than memory could hold is cut down to that. */
    Limits with(Reading.Limits asked) {
        long pixels = asked.megapixels().isPresent()
                ? Math.max(1, (long) Math.min(MOST_PIXELS, asked.megapixels().getAsDouble() * 1_000_000))
                : maxPixels;
        OptionalInt dimension = asked.resultDimension().isPresent() ? asked.resultDimension() : maxResultDimension;
        return new Limits(pixels, dimension, maxResultPixels);
    }
}
