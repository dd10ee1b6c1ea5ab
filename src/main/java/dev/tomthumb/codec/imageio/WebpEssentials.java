package dev.tomthumb.codec.imageio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * A WebP without its metadata: TwelveMonkeys would convert by an embedded profile at full size. (RFC 9649, section 2.7:
 * unknown and absent optional chunks change nothing.)
 */
final class WebpEssentials {
    private static final int RIFF_HEADER_BYTES = 12;
    private static final int FLAGS_AT = 20;
    /** Alpha and animation; not profile, EXIF and XMP. */
    private static final int KEPT_FLAGS = 0x12;

    private static final Set<Integer> DROPPED = Set.of(type("ICCP"), type("EXIF"), type("XMP "));

    private WebpEssentials() {}

    /** {@code file} as it is if it is a simple one, else without metadata chunks. */
    static byte[] of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length <= FLAGS_AT || bytes.getInt(RIFF_HEADER_BYTES) != type("VP8X")) {
            return file;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, RIFF_HEADER_BYTES);
        long at = RIFF_HEADER_BYTES;
        while (at + 8 <= file.length) {
            long length = bytes.getInt((int) at + 4) & 0xffffffffL;
            long end = at + 8 + length + (length & 1);
            if (!DROPPED.contains(bytes.getInt((int) at))) {
                kept.write(file, (int) at, (int) (Math.min(end, file.length) - at));
            }
            at = end;
        }
        return withHonestHeader(kept.toByteArray(), bytes.getInt(4) - (file.length - kept.size()));
    }

    /** Whether every chunk that begins in {@code file} also ends in it; what lies behind the RIFF's own end is not looked at. */
    static boolean isWhole(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long riffEnd = Math.min(file.length, 8 + (bytes.getInt(4) & 0xffffffffL));
        long at = RIFF_HEADER_BYTES;
        while (at + 8 <= riffEnd) {
            long length = bytes.getInt((int) at + 4) & 0xffffffffL;
            if (at + 8 + length > file.length) {
                return false;
            }
            at += 8 + length + (length & 1);
        }
        return true;
    }

    private static byte[] withHonestHeader(byte[] file, int riffLength) {
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, riffLength);
        if (file.length > FLAGS_AT) {
            file[FLAGS_AT] &= KEPT_FLAGS;
        }
        return file;
    }

    private static int type(String name) {
        return name.charAt(3) << 24 | name.charAt(2) << 16 | name.charAt(1) << 8 | name.charAt(0);
    }
}
