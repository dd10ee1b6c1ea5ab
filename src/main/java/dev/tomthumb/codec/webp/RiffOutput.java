package dev.tomthumb.codec.webp;

import dev.tomthumb.model.Size;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The chunks of a WebP file (section 2.3). */
final class RiffOutput {
    /** Flags of the extended header (section 2.7). */
    static final int ALPHA = 0x10;

    static final int ANIMATION = 0x02;
    static final int PROFILE = 0x20;
    static final int EXIF = 0x08;

    private static final int FILE_HEAD_BYTES = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    RiffOutput() {
        text("RIFF");
        number(0, 4);
        text("WEBP");
    }

    /** The extended header. */
    void extended(int flags, Size canvas) {
        head("VP8X", 10);
        number(flags, 4);
        number(canvas.width() - 1, 3);
        number(canvas.height() - 1, 3);
    }

    void head(String name, int length) {
        text(name);
        number(length, 4);
    }

    /** A chunk of this name. */
    void chunk(String name, byte[] content) {
        head(name, content.length);
        whole(content);
    }

    /** Bytes, up to the next even place. */
    void whole(byte[] chunk) {
        out.writeBytes(chunk);
        if ((chunk.length & 1) != 0) {
            out.write(0);
        }
    }

    /** A number, its least significant byte first. */
    void number(int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write(value >> 8 * i);
        }
    }

    /** The file, its length put in. */
    byte[] finish() {
        return withFlags(0);
    }

    /** As {@link #finish}, with more flags in the extended header that stands first. */
    byte[] withFlags(int flags) {
        byte[] file = out.toByteArray();
        int length = file.length - 8;
        for (int i = 0; i < 4; i++) {
            file[4 + i] = (byte) (length >> 8 * i);
        }
        if (flags != 0) {
            file[FILE_HEAD_BYTES + 8] |= (byte) flags;
        }
        return file;
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
