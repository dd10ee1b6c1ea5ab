package dev.tomthumb.codec.clean;

import dev.tomthumb.codec.ByteReader;
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

    private WebpParts() {}

    static CleanFile clean(byte[] file, int orientation) throws ImageException {
        ByteReader bytes = ByteReader.littleEndian(file, "WebP");
        long end = 8 + bytes.u32(4);
        // The last byte of padding is often forgotten.
        if (end > file.length + 1L) {
            throw bytes.damaged("it ends before its picture does");
        }
        end = Math.min(end, file.length);
        ByteArrayOutputStream chunks = new ByteArrayOutputStream(Math.addExact(file.length, CleanFile.PUT_IN));
        boolean extended = false;
        boolean left = false;
        for (long at = 12; at + 8 <= end; ) {
            long length = bytes.u32(at + 4);
            if (at + 8 + length > end) {
                throw bytes.damaged("it ends before its picture does");
            }
            String type = new String(bytes.bytes(at, 4), StandardCharsets.ISO_8859_1);
            byte[] content = bytes.bytes(at + 8, length);
            if (type.equals("VP8X") && length > 0) {
                extended = true;
                content[0] = (byte) (content[0] & ~(EXIF_FLAG | XMP_FLAG) | (orientation == 1 ? 0 : EXIF_FLAG));
            }
            if (KEPT.contains(type)) {
                chunk(chunks, type, content);
            } else {
                left = true;
            }
            at += 8 + length + (length & 1);
        }
        if (extended && orientation != 1) {
            chunk(chunks, "EXIF", BareExif.of(orientation));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(chunks.size() + 12);
        out.writeBytes(text("RIFF"));
        out.writeBytes(little(chunks.size() + 4));
        out.writeBytes(text("WEBP"));
        out.writeBytes(chunks.toByteArray());
        return new CleanFile(out.toByteArray(), left, end < file.length);
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
