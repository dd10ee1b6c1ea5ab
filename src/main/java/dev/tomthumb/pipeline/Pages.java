package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.HeifThumbnail;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.TiffPages;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Reading;
import java.util.Optional;

/**
 * The pages of an original that a request is about. Only a TIFF has any here; others are read as if none was named. The small
 * picture in an AVIF or HEIC counts as a page that is used in place of the other, if it is there.
 *
 * @param file a file whose first page is the first that was asked for
 * @param header of all of these pages, under each other
 * @param memory bytes that {@code file} and others like it need beside the original
 */
@SuppressWarnings("ArrayRecordComponent")
record Pages(byte[] file, ImageHeader header, long memory) {
    /**
     * @param thumbnails whether the small picture in an AVIF or HEIC is used where the request does not say
     * @throws ImageException {@code UNSUPPORTED_INPUT} for a page that is not there, or a refusal of the header
     */
    static Pages of(byte[] original, Codecs codecs, Reading reading, boolean thumbnails) throws ImageException {
        Optional<byte[]> small = reading.enforceThumbnail().orElse(thumbnails)
                ? thumbnail(original, codecs.sniff(original))
                : Optional.empty();
        return small.isPresent()
                ? new Pages(small.get(), codecs.header(small.get()), original.length)
                : of(original, codecs, reading);
    }

    /** Whether the file is the original itself. */
    boolean isOriginal() {
        return memory == 0;
    }

    private static Optional<byte[]> thumbnail(byte[] original, Optional<ImageFormat> format) {
        return format.filter(found -> found == ImageFormat.AVIF || found == ImageFormat.HEIC)
                .flatMap(found -> HeifThumbnail.promoted(original, found));
    }

    private static Pages of(byte[] original, Codecs codecs, Reading reading) throws ImageException {
        int page = reading.page().orElse(0);
        int pages = reading.pages().orElse(1);
        ImageHeader header = codecs.header(original);
        if (header.format() != ImageFormat.TIFF || page == 0 && pages == 1) {
            return new Pages(original, header, 0);
        }
        byte[] file = TiffPages.from(original, page);
        ImageHeader first = page == 0 ? header : codecs.header(file);
        return pages == 1
                ? new Pages(file, first, original.length)
                : new Pages(file, TiffPages.stacked(file, first, pages), 2L * original.length);
    }
}
