package dev.tomthumb.codec.imageio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * A PNG without its metadata: header, palette, transparency and pixels. The JDK's reader would unfold compressed texts
 * and profiles that nobody asked for, each of which can be a bomb or a stumbling block.
 */
final class PngEssentials {
    private static final int SIGNATURE_BYTES = 8;
    private static final Set<Integer> KEPT =
            Set.of(type("IHDR"), type("PLTE"), type("tRNS"), type("IDAT"), type("IEND"));

    private PngEssentials() {}

    /** {@code file} with only the chunks that decide pixels; a chunk that is cut off is kept as it is. */
    static byte[] of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, SIGNATURE_BYTES);
        long at = SIGNATURE_BYTES;
        while (at + 8 <= file.length) {
            long end = at + 12 + (bytes.getInt((int) at) & 0xffffffffL);
            if (KEPT.contains(bytes.getInt((int) at + 4))) {
                kept.write(file, (int) at, (int) (Math.min(end, file.length) - at));
            }
            at = end;
        }
        return kept.toByteArray();
    }

    private static int type(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }
}
