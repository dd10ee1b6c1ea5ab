package dev.tomthumb.source.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * A socket whose every wait for bytes ends at the deadline, so that a server that sends one byte now and then cannot
 * hold a thread. TLS is layered on top and reads through the same stream, its handshake included.
 */
final class DeadlineSocket extends Socket {
    private final Deadline deadline;
    private final Duration readTimeout;

    DeadlineSocket(Deadline deadline, Duration readTimeout) {
        this.deadline = deadline;
        this.readTimeout = readTimeout;
    }

    void connect(InetAddress address, int port, Duration timeout) throws IOException {
        connect(new InetSocketAddress(address, port), deadline.millis(timeout));
        setTcpNoDelay(true);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new TimedStream(super.getInputStream());
    }

    private final class TimedStream extends FilterInputStream {
        TimedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            setSoTimeout(deadline.millis(readTimeout));
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            setSoTimeout(deadline.millis(readTimeout));
            return super.read(buffer, offset, length);
        }
    }
}
