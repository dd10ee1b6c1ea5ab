package dev.tomthumb.codec.gif;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;

/** How far the blocks of a GIF reach (appendix A). Every step is at least one byte long, so that every walk ends. */
final class Blocks {
    /** An image descriptor and the code size behind it, colours not counted. */
    static final int IMAGE_BYTES = 11;

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;

    private Blocks() {}

    /** Whether an extension or an image begins there; else the file ends, or what follows is none of its blocks. */
    static boolean isBlock(ByteReader bytes, long at) throws ImageException {
        return bytes.has(at, 1) && (bytes.u8(at) == EXTENSION || bytes.u8(at) == IMAGE);
    }

    static boolean isImage(ByteReader bytes, long at) throws ImageException {
        return bytes.u8(at) == IMAGE;
    }

    /** The length of the colour table that packed {@code flags} announce. */
    static int tableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    static long behindImage(ByteReader bytes, long at) throws ImageException {
        return bytes.has(at, IMAGE_BYTES)
                ? behindBlocks(bytes, at + IMAGE_BYTES + tableBytes(bytes.u8(at + 9)))
                : at + IMAGE_BYTES;
    }

    /** Behind the sub-blocks that begin there. */
    static long behindBlocks(ByteReader bytes, long from) throws ImageException {
        long at = from;
        while (bytes.has(at, 1) && bytes.u8(at) != 0) {
            at += 1 + bytes.u8(at);
        }
        return at + 1;
    }
}
