package dev.tomthumb.pipeline;

import dev.tomthumb.model.ImageFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The quality a file is written with (imgproxy pipeline, section 7).
 *
 * @param standard 1..100, for every format without its own
 * @param byFormat 1..100 each
 */
public record Qualities(int standard, Map<ImageFormat, Integer> byFormat) {
    /** imgproxy's QUALITY and FORMAT_QUALITY. */
    public static final Qualities DEFAULT =
            new Qualities(80, Map.of(ImageFormat.WEBP, 79, ImageFormat.AVIF, 63, ImageFormat.JXL, 77));

    /** @throws IllegalArgumentException for a quality outside 1..100 */
    public Qualities {
        byFormat = Map.copyOf(byFormat);
        require(standard);
        byFormat.values().forEach(Qualities::require);
    }

    private static void require(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality is 1 to 100, not " + quality);
        }
    }

    /** The quality asked for, else the format's own, else the standard one. */
    public int quality(OptionalInt asked, ImageFormat format) {
        return asked.orElseGet(() -> byFormat.getOrDefault(format, standard));
    }

    /** The same with other qualities for some formats. */
    Qualities with(Map<ImageFormat, Integer> changed) {
        if (changed.isEmpty()) {
            return this;
        }
        Map<ImageFormat, Integer> all = new EnumMap<>(ImageFormat.class);
        all.putAll(byFormat);
        all.putAll(changed);
        return new Qualities(standard, all);
    }
}
