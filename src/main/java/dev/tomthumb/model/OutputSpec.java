package dev.tomthumb.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The file a rendition becomes: a picture, or a document about the original.
 *
 * @param verbatim the original's bytes as they are, once they are known to be an image; nothing else may be asked then
 * @param format the format asked for; empty = by the rule for the original's own format (imgproxy pipeline, 1.4)
 * @param quality 1..100; empty = the configured quality of the format
 * @param options everything else about the file
 * @param info what is told about the original in place of a picture; empty = a picture is made
 */
public record OutputSpec(
        boolean verbatim,
        Optional<ImageFormat> format,
        OptionalInt quality,
        OutputOptions options,
        Optional<InfoSpec> info) {
    /** The format that follows from the original, at its configured quality. */
    public static final OutputSpec LIKE_ORIGINAL = new OutputSpec(Optional.empty(), OptionalInt.empty());

    /** The original's own bytes: a mounted path without any parameter. */
    public static final OutputSpec VERBATIM =
            new OutputSpec(true, Optional.empty(), OptionalInt.empty(), OutputOptions.BY_SETTING);

    /** A picture. */
    public OutputSpec(boolean verbatim, Optional<ImageFormat> format, OptionalInt quality, OutputOptions options) {
        this(verbatim, format, quality, options, Optional.empty());
    }

    /** A document about the original. */
    public static OutputSpec telling(InfoSpec info) {
        return new OutputSpec(
                false, Optional.empty(), OptionalInt.empty(), OutputOptions.BY_SETTING, Optional.of(info));
    }

    /** A file made by an encoder as the server is configured. */
    public OutputSpec(Optional<ImageFormat> format, OptionalInt quality) {
        this(false, format, quality, OutputOptions.BY_SETTING);
    }

    /** @throws IllegalArgumentException for a quality outside 1..100, or a verbatim output of which more is asked */
    public OutputSpec {
        if (verbatim && (format.isPresent() || quality.isPresent() || !options.equals(OutputOptions.BY_SETTING))) {
            throw new IllegalArgumentException("a verbatim output has neither format nor quality nor options");
        }
        if (verbatim && info.isPresent()) {
            throw new IllegalArgumentException("an original is sent, or told about, not both");
        }
        if (quality.isPresent() && (quality.getAsInt() < 1 || quality.getAsInt() > 100)) {
            throw new IllegalArgumentException("quality is 1 to 100, not " + quality.getAsInt());
        }
    }

    /** The same file in another format. */
    public OutputSpec withFormat(ImageFormat changed) {
        return new OutputSpec(false, Optional.of(changed), quality, options, info);
    }

    /** The same file in another quality. */
    public OutputSpec withQuality(OptionalInt changed) {
        return new OutputSpec(verbatim, format, changed, options, info);
    }
}
