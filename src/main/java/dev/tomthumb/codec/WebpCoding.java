package dev.tomthumb.codec;

import dev.tomthumb.model.OutputOptions.Webp.Compression;
import java.util.Locale;
import java.util.Optional;

/**
 * How libwebp is to go about a picture.
 *
 * @param compression what may be lost
 * @param smartSubsample whether colour differences are subsampled with more care ("sharp YUV")
 * @param preset what kind of picture it is
 * @param effort 0 fast to 6 small
 */
public record WebpCoding(Compression compression, boolean smartSubsample, Preset preset, int effort) {
    /** imgproxy's defaults, which are libwebp's. */
    public static final WebpCoding DEFAULT = new WebpCoding(Compression.LOSSY, false, Preset.DEFAULT, 4);

    /** @throws IllegalArgumentException for an effort outside 0..6 */
    public WebpCoding {
        if (effort < 0 || effort > 6) {
            throw new IllegalArgumentException("an effort is 0 to 6, not " + effort);
        }
    }

    /** The same with another compression. */
    public WebpCoding withCompression(Compression changed) {
        return new WebpCoding(changed, smartSubsample, preset, effort);
    }

    /** Kinds of pictures for which libwebp has parameters of its own (WebPPreset). */
    public enum Preset {
        DEFAULT,
        /** Indoor photograph, portrait. */
        PICTURE,
        /** Outdoor photograph. */
        PHOTO,
        /** Line drawing with fine detail. */
        DRAWING,
        /** Small and colourful. */
        ICON,
        TEXT;

        /** The preset of that name, lower case; empty for any other. */
        public static Optional<Preset> named(String name) {
            for (Preset preset : values()) {
                if (preset.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(preset);
                }
            }
            return Optional.empty();
        }
    }
}
