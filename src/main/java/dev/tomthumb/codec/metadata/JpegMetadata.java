package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.model.ImageException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The application segments of a JPEG before its first scan (EXIF 2.32, 4.7.2; ISO 16684-3, section 7). */
final class JpegMetadata {
    private static final String EXIF = "Exif\0\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";
    private static final int IPTC_RESOURCE = 0x0404;
    private static final int APP1 = 0xe1;
    private static final int APP13 = 0xed;
    private static final int SOS = 0xda;
    private static final int EOI = 0xd9;

    private final ByteReader file;
    private final ByteArrayOutputStream resources = new ByteArrayOutputStream();
    private Optional<byte[]> exif = Optional.empty();
    private Optional<byte[]> xmp = Optional.empty();

    JpegMetadata(ByteReader file) {
        this.file = file;
    }

    Metadata read() {
        walkAsFarAsItGoes();
        return new Metadata(exif, resource(IPTC_RESOURCE), xmp);
    }

    /** Photoshop's image resource of that number. */
    Optional<byte[]> readResource(int number) {
        walkAsFarAsItGoes();
        return resource(number);
    }

    private void walkAsFarAsItGoes() {
        try {
            walk();
        } catch (ImageException cutOff) {
            // What came before the cut still counts.
        }
    }

    private void walk() throws ImageException {
        long at = 2;
        while (true) {
            while (file.u8(at) != 0xff || file.u8(at + 1) == 0xff || file.u8(at + 1) == 0) {
                at++;
            }
            int marker = file.u8(at + 1);
            if (marker == SOS || marker == EOI) {
                return;
            }
            at += 2;
            if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd8) {
                continue;
            }
            int length = file.u16(at);
            segment(marker, file.slice(at + 2, length - 2L));
            at += length;
        }
    }

    private void segment(int marker, ByteReader content) throws ImageException {
        if (marker == APP1 && content.isText(0, EXIF) && exif.isEmpty()) {
            exif = behind(content, EXIF);
        } else if (marker == APP1 && content.isText(0, XMP) && xmp.isEmpty()) {
            xmp = behind(content, XMP);
        } else if (marker == APP13 && content.isText(0, PHOTOSHOP) && resources.size() < MetadataReader.MAX_BYTES) {
            behind(content, PHOTOSHOP).ifPresent(resources::writeBytes);
        }
    }

    private static Optional<byte[]> behind(ByteReader content, String label) throws ImageException {
        return MetadataReader.copy(content.slice(label.length(), content.length() - (long) label.length()));
    }

    /** Of Photoshop's image resources: signature, number, name of even length, and content of even length. */
    private Optional<byte[]> resource(int wanted) {
        ByteReader bytes = ByteReader.bigEndian(resources.toByteArray(), "image resources");
        try {
            for (long at = 0; bytes.isText(at, "8BIM"); ) {
                int number = bytes.u16(at + 4);
                int name = bytes.u8(at + 6) + 2 & ~1;
                long length = bytes.u32(at + 6 + name);
                long content = at + 10 + name;
                if (number == wanted) {
                    return MetadataReader.copy(bytes.slice(content, length));
                }
                at = content + length + (length & 1);
            }
        } catch (ImageException damaged) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
