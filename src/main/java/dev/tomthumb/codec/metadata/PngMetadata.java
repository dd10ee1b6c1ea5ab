package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.model.ImageException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The chunks of a PNG that hold EXIF and XMP (PNG, third edition, sections 11.3.3.4 and 11.3.4.5). */
final class PngMetadata {
    private static final String XMP = "XML:com.adobe.xmp\0";

    private final ByteReader file;
    private Optional<byte[]> exif = Optional.empty();
    private Optional<byte[]> xmp = Optional.empty();
    private boolean seen;

    PngMetadata(ByteReader file) {
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
        for (long at = 8; file.has(at, 8); ) {
            long length = file.u32(at);
            if (file.isText(at + 4, "eXIf") && exif.isEmpty()) {
                exif = MetadataReader.copy(file.slice(at + 8, length));
            } else if (file.isText(at + 4, "iTXt") && file.isText(at + 8, XMP) && !seen) {
                // The first one only: a file of nothing but such chunks would take for ever to unfold.
                seen = true;
                xmp = packet(file.slice(at + 8, length));
            }
            at += 12 + length;
        }
    }

    /** Behind the keyword: whether it is compressed, the method, language and translated keyword, each with its end. */
    private static Optional<byte[]> packet(ByteReader content) throws ImageException {
        boolean compressed = content.u8(XMP.length()) != 0;
        long text = behindZero(content, behindZero(content, XMP.length() + 2L));
        ByteReader packet = content.slice(text, content.length() - text);
        return compressed ? inflated(packet) : MetadataReader.copy(packet);
    }

    private static long behindZero(ByteReader content, long from) throws ImageException {
        long at = from;
        while (content.u8(at) != 0) {
            at++;
        }
        return at + 1;
    }

    private static Optional<byte[]> inflated(ByteReader zlib) throws ImageException {
        Optional<byte[]> packed = MetadataReader.copy(zlib);
        if (packed.isEmpty()) {
            return packed;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed.get());
            byte[] unfolded = new byte[MetadataReader.MAX_BYTES];
            int length = 0;
            while (!inflater.finished() && length < unfolded.length) {
                int count = inflater.inflate(unfolded, length, unfolded.length - length);
                if (count == 0 && !inflater.finished()) {
                    return Optional.empty();
                }
                length += count;
            }
            return inflater.finished() ? Optional.of(Arrays.copyOf(unfolded, length)) : Optional.empty();
        } catch (DataFormatException damaged) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
