package dev.tomthumb.pipeline;

import dev.tomthumb.model.ImageFormat;
import java.util.List;

/**
 * The format of a rendition whose request names none (imgproxy pipeline, section 1.4).
 *
 * @param preferred the formats a picture may keep, best first; at least one
 */
public record OutputFormats(List<ImageFormat> preferred) {
    /** imgproxy's PREFERRED_FORMATS. */
    public static final OutputFormats DEFAULT =
            new OutputFormats(List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF));

    /** @throws IllegalArgumentException for an empty list */
    public OutputFormats {
        preferred = List.copyOf(preferred);
        if (preferred.isEmpty()) {
            throw new IllegalArgumentException("at least one format must be preferred");
        }
    }

    /**
     * The original's own format if it is a preferred one, else the first preferred that can hold the picture.
     *
     * @param source the original's format
     * @param transparent whether the result may be transparent
     * @param animated whether the original moves, and may go on doing so
     */
    public ImageFormat forSource(ImageFormat source, boolean transparent, boolean animated) {
        if (preferred.contains(source)) {
            return source;
        }
        return preferred.stream()
                .filter(format -> format.hasAlpha() || !transparent)
                .filter(format -> format.canAnimate() || !animated)
                .findFirst()
                .orElse(preferred.get(0));
    }

    /** The same for a still. */
    public ImageFormat forSource(ImageFormat source, boolean transparent) {
        return forSource(source, transparent, false);
    }
}
