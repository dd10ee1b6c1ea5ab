package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;

/**
 * A chunk of a WebP (section 2.3), or where one would begin. Each is at least eight bytes long, so that every walk ends.
 *
 * @param bytes what it lies in
 * @param at where its name stands
 */
record RiffChunk(ByteReader bytes, long at) {
    private static final int HEAD_BYTES = 8;
    private static final int FILE_HEAD_BYTES = 12;

    /** The first one of a file. */
    static RiffChunk first(ByteReader file) {
        return new RiffChunk(file, FILE_HEAD_BYTES);
    }

    /** Whether a chunk begins here. */
    boolean isBegun() {
        return bytes.has(at, HEAD_BYTES);
    }

    /** Whether all of it is there. */
    boolean isWhole() throws ImageException {
        return isBegun() && bytes.has(content(), length());
    }

    boolean is(String name) {
        return bytes.isText(at, name);
    }

    long length() throws ImageException {
        return bytes.u32(at + 4);
    }

    /** Where its content begins. */
    long content() {
        return at + HEAD_BYTES;
    }

    /** The one behind it, whose beginning is on an even place. */
    RiffChunk next() throws ImageException {
        return new RiffChunk(bytes, content() + length() + (length() & 1));
    }

    /** The whole chunk, name and length included. */
    byte[] copy() throws ImageException {
        return bytes.bytes(at, HEAD_BYTES + length());
    }
}
