package dev.tomthumb.codec.png;

import java.util.zip.Deflater;

/**
 * Compresses filtered rows into IDAT chunks (sections 10 and 11.2.3), with zlib's usual strategy: the one for filtered
 * data makes photographs smaller by a hundredth and drawings, which are what PNG is for, larger by a twentieth. Must be
 * closed.
 */
final class DataWriter implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 16;

    private final FileBuilder file;
    private final Deflater deflater;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;

    /** @param level zlib's, 1 fast to 9 small */
    DataWriter(FileBuilder file, int level) {
        this.file = file;
        this.deflater = new Deflater(level);
    }

    /** Appends {@code count} bytes. */
    void write(byte[] bytes, int from, int count) {
        deflater.setInput(bytes, from, count);
        while (!deflater.needsInput()) {
            drain();
        }
    }

    /** Ends the stream and writes what is left of it. */
    void finish() {
        deflater.finish();
        while (!deflater.finished()) {
            drain();
        }
        file.chunk(Chunks.IDAT, chunk, filled);
    }

    private void drain() {
        if (filled == CHUNK_BYTES) {
            file.chunk(Chunks.IDAT, chunk, filled);
            filled = 0;
        }
        filled += deflater.deflate(chunk, filled, CHUNK_BYTES - filled);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
