package dev.tomthumb.source.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/** A body that must have arrived by a moment; the SDK's own limit ends with the response's header. */
final class TimedStream extends FilterInputStream {
    private final long end;

    /** @param end on the clock of {@link System#nanoTime()} */
    TimedStream(InputStream in, long end) {
        super(in);
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        requireTime();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        requireTime();
        return super.read(buffer, offset, length);
    }

    private void requireTime() throws SocketTimeoutException {
        if (System.nanoTime() - end > 0) {
            throw new SocketTimeoutException("the fetch as a whole took too long");
        }
    }
}
