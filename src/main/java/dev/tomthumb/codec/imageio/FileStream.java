package dev.tomthumb.codec.imageio;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file in memory that loses its patience with readers that will not accept its end.
 *
 * <p>TwelveMonkeys' lossless WebP reader takes every end of file for zeros and goes on: a few damaged bytes that
 * announce thousands of code tables kept it busy for many minutes. An end that is met again and again becomes an error
 * that no reader mistakes for data.
 */
final class FileStream extends ImageInputStreamImpl {
    /** Readers that look ahead meet the end some dozens of times in a sound file. */
    private static final int PATIENCE = 4096;

    private final byte[] file;
    private int ends;

    /** @param file not copied */
    FileStream(byte[] file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        return streamPos < file.length ? file[(int) streamPos++] & 0xff : end();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= file.length) {
            return end();
        }
        int count = (int) Math.min(length, file.length - streamPos);
        System.arraycopy(file, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    private int end() throws IOException {
        if (++ends > PATIENCE) {
            throw new IOException("read on and on behind the end of the file");
        }
        return -1;
    }

    @Override
    public long length() {
        return file.length;
    }

    @Override
    public boolean isCached() {
        return true;
    }

    @Override
    public boolean isCachedMemory() {
        return true;
    }
}
