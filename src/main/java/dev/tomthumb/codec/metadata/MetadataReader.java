package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.Optional;

/**
 * Finds the metadata of a JPEG, PNG, WebP or TIFF. Metadata never break a picture: what is damaged or longer than {@link
 * #MAX_BYTES} counts as absent.
 */
public final class MetadataReader {
    /** The most that one block may have. A JPEG's have 64 kB at most, those of other formats rarely more. */
    public static final int MAX_BYTES = 1 << 20;

    private MetadataReader() {}

    /** The metadata of {@code file}, copied; none for a format that has no place for them. */
    public static Metadata read(byte[] file, ImageFormat format) {
        return switch (format) {
            case JPEG -> new JpegMetadata(ByteReader.bigEndian(file, "JPEG")).read();
            case PNG -> new PngMetadata(ByteReader.bigEndian(file, "PNG")).read();
            case WEBP -> new WebpMetadata(ByteReader.littleEndian(file, "WebP")).read();
            case TIFF -> tiff(ByteReader.bigEndian(file, "TIFF"));
            default -> Metadata.NONE;
        };
    }

    /** A TIFF's own first directory is what other formats carry as EXIF. */
    private static Metadata tiff(ByteReader file) {
        Optional<ExifBlock> exif = ExifBlock.read(file);
        if (exif.isEmpty()) {
            return Metadata.NONE;
        }
        return new Metadata(
                exif.get().described(),
                exif.get().value(ExifTags.IPTC),
                exif.get().value(ExifTags.XMP));
    }

    /** A copy of all of {@code block}; empty if it has nothing, or too much. */
    static Optional<byte[]> copy(ByteReader block) throws ImageException {
        return block.length() == 0 || block.length() > MAX_BYTES
                ? Optional.empty()
                : Optional.of(block.bytes(0, block.length()));
    }
}
