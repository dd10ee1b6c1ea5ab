package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** A file while it grows: in chunks, so that nothing is copied before its length is known. */
final class ChunkedOutput {
    private static final int CHUNK_BYTES = 1 << 16;
    /** The longest array that every JVM can make. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8L;

    private final Scratch scratch;
    private final List<Full> full = new ArrayList<>();
    private byte[] chunk;
    private int at;

    ChunkedOutput(Scratch scratch) {
        this.scratch = scratch;
        chunk = scratch.bytes(CHUNK_BYTES);
    }

    private record Full(byte[] chunk, int length) {}

    /**
     * The array to write into from {@link #position} on, with room for {@code count} bytes there.
     *
     * @param count at most the size of a chunk
     */
    byte[] room(int count) {
        if (chunk.length - at < count) {
            full.add(new Full(chunk, at));
            chunk = scratch.bytes(CHUNK_BYTES);
            at = 0;
        }
        return chunk;
    }

    /** Where the next byte goes in the array that {@link #room} gave. */
    int position() {
        return at;
    }

    /** Says up to where that array has been filled. */
    void position(int next) {
        at = next;
    }

    /** Writes the lowest byte. */
    void u8(int value) {
        room(1)[at++] = (byte) value;
    }

    /** Writes the two lowest bytes, the higher one first. */
    void u16(int value) {
        u8(value >> 8);
        u8(value);
    }

    /** Writes a part of an array. */
    void bytes(byte[] source, int from, int count) {
        for (int done = 0; done < count; ) {
            room(1);
            int length = Math.min(count - done, chunk.length - at);
            System.arraycopy(source, from + done, chunk, at, length);
            at += length;
            done += length;
        }
    }

    /** Writes an array. */
    void bytes(byte[] source) {
        bytes(source, 0, source.length);
    }

    /**
     * All that was written.
     *
     * @throws ImageException {@code UNSUPPORTED_OUTPUT} if no array can hold it
     */
    byte[] toByteArray() throws ImageException {
        long length = at;
        for (Full part : full) {
            length += part.length;
        }
        if (length > MAX_ARRAY) {
            throw new ImageException(
                    Problem.UNSUPPORTED_OUTPUT,
                    "The JPEG would be larger than two gigabytes. Ask for a smaller size or a lower quality.");
        }
        return joined((int) length);
    }

    private byte[] joined(int length) {
        byte[] file = new byte[length];
        int next = 0;
        for (Full part : full) {
            System.arraycopy(part.chunk, 0, file, next, part.length);
            next += part.length;
        }
        System.arraycopy(chunk, 0, file, next, at);
        return file;
    }
}
