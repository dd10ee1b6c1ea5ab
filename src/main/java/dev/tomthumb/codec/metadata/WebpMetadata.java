package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.model.ImageException;
import java.util.Optional;

/** The chunks of a WebP that hold EXIF and XMP (RFC 9649, section 2.7.1.5). */
final class WebpMetadata {
    private final ByteReader file;
    private Optional<byte[]> exif = Optional.empty();
    private Optional<byte[]> xmp = Optional.empty();

    WebpMetadata(ByteReader file) {
        this.file = file;
    }

    Metadata read() {
        try {
            walk();
        } catch (ImageException cutOff) {
            // What came before the cut still counts.
        }
        return new Metadata(exif, Optional.empty(), xmp);
    }

    private void walk() throws ImageException {
        for (long at = 12; file.has(at, 8); ) {
            long length = file.u32(at + 4);
            if (file.isText(at, "EXIF") && exif.isEmpty()) {
                exif = unlabelled(file.slice(at + 8, length));
            } else if (file.isText(at, "XMP ") && xmp.isEmpty()) {
                xmp = MetadataReader.copy(file.slice(at + 8, length));
            }
            at += 8 + length + (length & 1);
        }
    }

    /** Some writers put JPEG's label before it. */
    private static Optional<byte[]> unlabelled(ByteReader content) throws ImageException {
        int label = content.isText(0, "Exif\0\0") ? 6 : 0;
        return MetadataReader.copy(content.slice(label, content.length() - (long) label));
    }
}
