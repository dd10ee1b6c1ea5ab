package dev.tomthumb.codec.clean;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;
import java.io.ByteArrayOutputStream;

/** The blocks of a GIF (GIF89a specification, appendix B). */
final class GifParts {
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int APPLICATION = 0xff;
    private static final int IMAGE_BYTES = 10;

    private final byte[] file;
    private final ByteReader bytes;
    private final ByteArrayOutputStream out;
    private boolean left;

    private GifParts(byte[] file) {
        this.file = file;
        this.bytes = ByteReader.littleEndian(file, "GIF");
        this.out = new ByteArrayOutputStream(Math.addExact(file.length, CleanFile.PUT_IN));
    }

    static CleanFile clean(byte[] file) throws ImageException {
        return new GifParts(file).run();
    }

    private CleanFile run() throws ImageException {
        long at = 13 + table(bytes.u8(10));
        keep(0, at);
        while (bytes.has(at, 1) && bytes.u8(at) != TRAILER) {
            at = switch (bytes.u8(at)) {
                case EXTENSION -> extension(at);
                case IMAGE -> image(at);
                default -> throw bytes.damaged("there is no block where one must be");
            };
        }
        // Some old writers leave the last byte out; all readers do without it.
        out.write(TRAILER);
        return new CleanFile(out.toByteArray(), left, at + 1 < file.length);
    }

    private long extension(long at) throws ImageException {
        long end = behindBlocks(at + 2);
        int label = bytes.u8(at + 1);
        boolean loops = label == APPLICATION
                && (bytes.isText(at + 2, "\u000bNETSCAPE2.0") || bytes.isText(at + 2, "\u000bANIMEXTS1.0"))
                && end - at <= 24;
        if (label == GRAPHIC_CONTROL || loops) {
            keep(at, end);
        } else {
            left = true;
        }
        return end;
    }

    private long image(long at) throws ImageException {
        long end = behindBlocks(at + IMAGE_BYTES + table(bytes.u8(at + 9)) + 1);
        keep(at, end);
        return end;
    }

    private static int table(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    /** Skips data sub-blocks: each is at least one byte, so this ends. */
    private long behindBlocks(long from) throws ImageException {
        long at = from;
        while (bytes.has(at, 1) && bytes.u8(at) != 0) {
            at += 1 + bytes.u8(at);
        }
        if (!bytes.has(at, 1)) {
            throw bytes.damaged("it ends before its picture does");
        }
        return at + 1;
    }

    private void keep(long from, long to) throws ImageException {
        out.writeBytes(bytes.bytes(from, to - from));
    }
}
