package dev.tomthumb.codec.clean;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG (PNG third edition, section 5). Those of an animation go as well: here a PNG is its first picture,
 * and frames that nobody has decoded must not stay.
 */
final class PngParts {
    private static final int SIGNATURE = 8;
    /** Length, type and checksum. */
    private static final int AROUND = 12;

    private static final Set<String> KEPT = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "cICP");

    private PngParts() {}

    static CleanFile clean(byte[] file, int orientation) throws ImageException {
        ByteReader bytes = ByteReader.bigEndian(file, "PNG");
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.addExact(file.length, CleanFile.PUT_IN));
        out.write(file, 0, SIGNATURE);
        boolean left = false;
        for (long at = SIGNATURE; ; ) {
            if (!bytes.has(at, AROUND) || !bytes.has(at + AROUND, bytes.u32(at))) {
                throw bytes.damaged("it ends before its picture does");
            }
            long length = bytes.u32(at) + AROUND;
            String type = new String(bytes.bytes(at + 4, 4), StandardCharsets.ISO_8859_1);
            if (KEPT.contains(type)) {
                out.write(file, (int) at, (int) length);
            } else {
                left = true;
            }
            if (type.equals("IHDR") && orientation != 1) {
                chunk(out, "eXIf", BareExif.of(orientation));
            }
            at += length;
            if (type.equals("IEND")) {
                return new CleanFile(out.toByteArray(), left, at < file.length);
            }
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
