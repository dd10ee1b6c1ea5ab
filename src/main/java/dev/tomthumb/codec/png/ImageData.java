package dev.tomthumb.codec.png;

import static dev.tomthumb.codec.png.Refusals.damaged;
import static dev.tomthumb.codec.png.Refusals.endsEarly;

import dev.tomthumb.model.ImageException;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The filtered rows of a PNG: what its IDAT chunks hold as one zlib stream (sections 10 and 11.2.3), unfolded as far as
 * it is asked for and no further.
 *
 * <p>The inflater gets the deflate stream inside of the zlib stream, for its checksum is computed faster here: the JDK
 * does it in vector instructions, zlib does not. Must be closed.
 */
final class ImageData implements AutoCloseable {
    /** How many times its length a deflate stream can unfold to at most (RFC 1951, section 3.2.5: 258 bytes by 2 bits). */
    private static final int MOST_FOLDED = 1032;

    private static final int ZLIB_HEAD_BYTES = 2;
    private static final int ADLER_BYTES = 4;

    private final byte[] file;
    private final Chunks chunks;
    private final Inflater inflater = new Inflater(true);
    private final Adler32 adler = new Adler32();
    private int at;
    private int end;

    private ImageData(byte[] file, Chunks chunks) {
        this.file = file;
        this.chunks = chunks;
    }

    /**
     * Opens the data of a picture.
     *
     * @throws ImageException {@code BROKEN_IMAGE} if it is no zlib stream, or so short that it cannot hold all pixels:
     *     asked before anybody allocates room for them
     */
    static ImageData open(byte[] file, Preamble preamble) throws ImageException {
        if (preamble.rawBytes() > (long) file.length * MOST_FOLDED) {
            throw endsEarly();
        }
        ImageData data = new ImageData(file, preamble.data());
        data.enterChunk();
        try {
            data.requireZlib();
            return data;
        } catch (ImageException refusal) {
            data.close();
            throw refusal;
        }
    }

    /** Method 8, its checksum, and no preset dictionary (RFC 1950, section 2.2; section 10.1). */
    private void requireZlib() throws ImageException {
        int method = require();
        int flags = require();
        if ((method & 0x0f) != 8 || (method << 8 | flags) % 31 != 0 || (flags & 0x20) != 0) {
            throw damaged("is not compressed as a PNG is");
        }
        inflater.setInput(file, at, end - at);
    }

    private int require() throws ImageException {
        int value = nextByte();
        if (value < 0) {
            throw endsEarly();
        }
        return value;
    }

    /** The next byte as stored; -1 after the last. */
    private int nextByte() throws ImageException {
        while (at == end) {
            if (!nextChunk()) {
                return -1;
            }
        }
        return file[at++] & 0xff;
    }

    /** The chunks of the stream follow each other without another between them. */
    private boolean nextChunk() throws ImageException {
        if (!chunks.next() || !chunks.is(Chunks.IDAT)) {
            return false;
        }
        enterChunk();
        return true;
    }

    private void enterChunk() throws ImageException {
        if (!chunks.isIntact()) {
            throw damaged("has a wrong checksum");
        }
        at = chunks.start();
        end = at + chunks.length();
    }

    /**
     * The next bytes, at least one.
     *
     * @return how many there are, at most {@code length}
     * @throws ImageException {@code BROKEN_IMAGE} if there are none, or the stream is damaged
     */
    int read(byte[] into, int from, int length) throws ImageException {
        int count = inflate(into, from, length);
        while (count == 0) {
            if (inflater.finished() || !feed()) {
                throw endsEarly();
            }
            count = inflate(into, from, length);
        }
        adler.update(into, from, count);
        return count;
    }

    private int inflate(byte[] into, int from, int length) throws ImageException {
        try {
            return inflater.inflate(into, from, length);
        } catch (DataFormatException e) {
            throw damaged("cannot be decompressed");
        }
    }

    private boolean feed() throws ImageException {
        if (!nextChunk()) {
            return false;
        }
        inflater.setInput(file, at, end - at);
        return true;
    }

    /**
     * Compares the checksum of the stream (RFC 1950, section 2.2), once all that the picture needs has been read. A file
     * cut off behind its last pixel has none, and a stream that goes on is not read to its end: all pixels are there.
     */
    void finish() throws ImageException {
        if (!atEnd()) {
            return;
        }
        at = end - inflater.getRemaining();
        int stored = 0;
        for (int i = 0; i < ADLER_BYTES; i++) {
            int value = nextByte();
            if (value < 0) {
                return;
            }
            stored = stored << 8 | value;
        }
        if (stored != (int) adler.getValue()) {
            throw damaged("has a wrong checksum");
        }
    }

    private boolean atEnd() throws ImageException {
        byte[] surplus = new byte[1];
        while (inflate(surplus, 0, 1) == 0) {
            if (inflater.finished()) {
                return true;
            }
            if (!feed()) {
                return false;
            }
        }
        return false;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
