package dev.tomthumb.codec.clean;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.codec.WebpHeader;
import dev.tomthumb.model.ImageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The chunks of a WebP (RFC 9649, section 2). */
final class WebpParts {
    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;
    private static final Set<String> KEPT = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");

    private static final Set<String> PICTURES = Set.of("VP8 ", "VP8L", "ANMF");

    private final ByteArrayOutputStream chunks;
    private final int orientation;
    private boolean extended;
    private boolean picture;
    private boolean left;

    private WebpParts(int most, int orientation) {
        this.chunks = new ByteArrayOutputStream(most);
        this.orientation = orientation;
    }

    static CleanFile clean(byte[] file, int orientation) throws ImageException {
        ByteReader bytes = WebpHeader.riff(file);
        // The last byte of padding is often forgotten.
        if (8 + bytes.u32(4) > file.length + 1L) {
            throw endsEarly(bytes);
        }
        WebpParts parts = new WebpParts(Math.addExact(file.length, CleanFile.PUT_IN), orientation);
        parts.takeAll(bytes);
        byte[] clean = parts.file();
        // What a damaged file is read by may have been left out: then it is refused, as its pixels would be.
        WebpHeader.read(clean);
        return new CleanFile(clean, parts.left, bytes.length() < file.length);
    }

    private static ImageException endsEarly(ByteReader bytes) {
        return bytes.damaged("it ends before its picture does");
    }

    private void takeAll(ByteReader bytes) throws ImageException {
        for (long at = 12; bytes.has(at, 8); ) {
            long length = bytes.u32(at + 4);
            if (!bytes.has(at + 8, length)) {
                throw endsEarly(bytes);
            }
            take(new String(bytes.bytes(at, 4), StandardCharsets.ISO_8859_1), bytes.bytes(at + 8, length));
            at += 8 + length + (length & 1);
        }
        if (!picture) {
            // It may lie behind what the file says is its end, where other readers look.
            throw endsEarly(bytes);
        }
    }

    private void take(String type, byte[] content) {
        if (type.equals("VP8X") && content.length > 0) {
            extended = true;
            content[0] = (byte) (content[0] & ~(EXIF_FLAG | XMP_FLAG) | (orientation == 1 ? 0 : EXIF_FLAG));
        }
        picture |= PICTURES.contains(type);
        if (KEPT.contains(type)) {
            chunk(chunks, type, content);
        } else {
            left = true;
        }
    }

    private byte[] file() {
        if (extended && orientation != 1) {
            chunk(chunks, "EXIF", BareExif.of(orientation));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(chunks.size() + 12);
        out.writeBytes(text("RIFF"));
        out.writeBytes(little(chunks.size() + 4));
        out.writeBytes(text("WEBP"));
        out.writeBytes(chunks.toByteArray());
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        out.writeBytes(text(type));
        out.writeBytes(little(content.length));
        out.writeBytes(content);
        if ((content.length & 1) != 0) {
            out.write(0);
        }
    }

    private static byte[] text(String type) {
        return type.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
