package dev.tomthumb.codec.clean;

import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.Optional;

/**
 * A file written again from the parts that draw it, with no pixel decoded: metadata, comments, unknown parts and whatever
 * follows the picture's end are left out. The colour profile and the EXIF orientation stay.
 *
 * @param bytes the file
 * @param metadata whether something between beginning and end was left out
 * @param tail whether something followed the end
 */
@SuppressWarnings("ArrayRecordComponent")
public record CleanFile(byte[] bytes, boolean metadata, boolean tail) {
    /** More than what is put in beside the parts that stay: an EXIF block with the orientation. */
    static final int PUT_IN = 128;

    /**
     * The most memory that {@link #of} takes, in bytes, {@code file} itself not counted: what is written and its copy,
     * for WebP also the parts before they are put together.
     */
    public static long memory(byte[] file, ImageHeader header) {
        return (header.format() == ImageFormat.WEBP ? 3 : 2) * ((long) file.length + PUT_IN);
    }

    /**
     * The clean file; empty for a format whose parts cannot be taken out one by one: all but JPEG, PNG, GIF and WebP.
     *
     * @param header what {@code Codecs#header} told of {@code file}
     * @throws ImageException {@code BROKEN_IMAGE} if the file ends before its picture does, or its parts are damaged
     */
    public static Optional<CleanFile> of(byte[] file, ImageHeader header) throws ImageException {
        ImageFormat format = header.format();
        return switch (format) {
            case JPEG -> Optional.of(JpegParts.clean(file, header.orientation()));
            case PNG -> Optional.of(PngParts.clean(file, header.orientation()));
            case GIF -> Optional.of(GifParts.clean(file));
            case WEBP -> Optional.of(WebpParts.clean(file, header.orientation()));
            case BMP, TIFF, AVIF, HEIC, JXL, ICO, SVG -> Optional.empty();
        };
    }
}
