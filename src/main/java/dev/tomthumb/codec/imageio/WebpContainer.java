package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Metadata;
import dev.tomthumb.model.Size;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Puts a colour profile and metadata around a picture that libwebp has written (RFC 9649, section 2.7). */
final class WebpContainer {
    private static final int RIFF_HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int EXTENDED_BYTES = 10;
    private static final int ICC_FLAG = 0x20;
    private static final int ALPHA_FLAG = 0x10;
    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;

    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    private WebpContainer() {}

    /** {@code file} itself if there is nothing to put around it. IPTC has no place in a WebP. */
    static byte[] with(byte[] file, Size size, Optional<byte[]> profile, Metadata metadata) {
        if (profile.isEmpty() && metadata.exif().isEmpty() && metadata.xmp().isEmpty()) {
            return file;
        }
        return new WebpContainer().written(file, size, profile, metadata);
    }

    private byte[] written(byte[] file, Size size, Optional<byte[]> profile, Metadata metadata) {
        int flags = (hasAlpha(file) ? ALPHA_FLAG : 0)
                | (profile.isPresent() ? ICC_FLAG : 0)
                | (metadata.exif().isPresent() ? EXIF_FLAG : 0)
                | (metadata.xmp().isPresent() ? XMP_FLAG : 0);
        chunk("VP8X", extended(flags, size));
        profile.ifPresent(icc -> chunk("ICCP", icc));
        int picture = RIFF_HEADER_BYTES + (isExtended(file) ? CHUNK_HEADER_BYTES + EXTENDED_BYTES : 0);
        chunks.write(file, picture, file.length - picture);
        metadata.exif().ifPresent(exif -> chunk("EXIF", exif));
        metadata.xmp().ifPresent(xmp -> chunk("XMP ", xmp));
        ByteBuffer riff = ByteBuffer.allocate(RIFF_HEADER_BYTES + chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
        riff.put(ascii("RIFF")).putInt(4 + chunks.size()).put(ascii("WEBP")).put(chunks.toByteArray());
        return riff.array();
    }

    private static boolean isExtended(byte[] file) {
        return file[15] == 'X';
    }

    /** By the flag of VP8X, or by the bit of VP8L behind its signature and its two sides of 14 bits. */
    private static boolean hasAlpha(byte[] file) {
        if (isExtended(file)) {
            return (file[20] & ALPHA_FLAG) != 0;
        }
        return file[15] == 'L' && (file[24] & 0x10) != 0;
    }

    private static byte[] extended(int flags, Size size) {
        ByteBuffer content = ByteBuffer.allocate(EXTENDED_BYTES + 2).order(ByteOrder.LITTLE_ENDIAN);
        content.putInt(0, flags).putInt(4, size.width() - 1).putInt(7, size.height() - 1);
        return java.util.Arrays.copyOf(content.array(), EXTENDED_BYTES);
    }

    private void chunk(String type, byte[] content) {
        ByteBuffer head = ByteBuffer.allocate(CHUNK_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        chunks.writeBytes(head.put(ascii(type)).putInt(content.length).array());
        chunks.writeBytes(content);
        if ((content.length & 1) != 0) {
            chunks.write(0);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
