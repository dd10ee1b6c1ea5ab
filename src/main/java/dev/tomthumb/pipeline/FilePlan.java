package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Encoding;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.OutputOptions.Autoquality;
import dev.tomthumb.model.OutputOptions.Webp.Compression;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How finished pixels become a file of one format.
 *
 * @param format of the file
 * @param encoding how it is written, its quality that of the first or only try
 * @param search how its quality is found; empty = it is given
 * @param maxBytes it is written with less quality until it is not larger, at least 1; empty = once is enough
 * @param space the RGB profile its colours are brought to at the end; empty = they stay
 */
@SuppressWarnings("ArrayRecordComponent")
record FilePlan(
        ImageFormat format,
        Encoding encoding,
        Optional<Autoquality> search,
        OptionalInt maxBytes,
        Optional<byte[]> space) {
    /** A file that is written once. */
    static FilePlan once(ImageFormat format, Encoding encoding) {
        return new FilePlan(format, encoding, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** Whether pixels are not needed any more once they are on their way into the file. */
    boolean isStraight() {
        return search.isEmpty() && maxBytes.isEmpty() && space.isEmpty();
    }

    /** Whether another quality is a file of another size. */
    boolean hasQuality() {
        boolean lossless = format == ImageFormat.WEBP && encoding.webp().compression() == Compression.LOSSLESS;
        return format.usesQuality() && !lossless;
    }

    FilePlan with(Encoding changed) {
        return new FilePlan(format, changed, search, maxBytes, space);
    }
}
