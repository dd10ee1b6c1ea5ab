package dev.tomthumb.source.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * The body of a response, ending where its framing says (RFC 9112, section 6.3). Ends with {@link EOFException} if the
 * connection ends before that.
 */
abstract class BodyStream extends InputStream {
    final InputStream in;

    BodyStream(InputStream in) {
        this.in = in;
    }

    static InputStream of(ResponseHead head, InputStream in) throws ProtocolException {
        if (head.chunked()) {
            return new Chunked(in);
        }
        return head.contentLength().isPresent()
                ? new Sized(in, head.contentLength().getAsLong())
                : in;
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;

    /** Reads at most {@code left} bytes of {@code in}. */
    final int some(byte[] buffer, int offset, int length, long left) throws IOException {
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the connection ended inside the body");
        }
        return count;
    }

    private static final class Sized extends BodyStream {
        private long left;

        Sized(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = some(buffer, offset, length, left);
            left -= count;
            return count;
        }
    }

    /** RFC 9112, section 7.1. Trailer fields are not read: the connection is closed after the body. */
    private static final class Chunked extends BodyStream {
        private static final int MAX_LINE = 4096;
        private long left;
        private boolean first = true;
        private boolean ended;

        Chunked(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = some(buffer, offset, length, left);
            left -= count;
            return count;
        }

        private void nextChunk() throws IOException {
            if (!first && !line().isEmpty()) {
                throw new ProtocolException("a chunk is longer than it says");
            }
            first = false;
            String line = line();
            int extension = line.indexOf(';');
            String size = (extension < 0 ? line : line.substring(0, extension)).strip();
            if (!size.matches("[0-9A-Fa-f]{1,15}")) {
                throw new ProtocolException("not the size of a chunk");
            }
            left = Long.parseLong(size, 16);
            ended = left == 0;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(16);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the connection ended between two chunks");
                }
                if (line.length() == MAX_LINE) {
                    throw new ProtocolException("a chunk's first line is too long");
                }
                line.append((char) c);
            }
            int length = line.length();
            return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
        }
    }
}
