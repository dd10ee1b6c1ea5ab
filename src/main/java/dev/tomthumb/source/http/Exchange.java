package dev.tomthumb.source.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One request and its response on a connection of its own. */
final class Exchange implements Closeable {
    private final Socket socket;
    private final ResponseHead head;
    private final InputStream in;

    private Exchange(Socket socket, ResponseHead head, InputStream in) {
        this.socket = socket;
        this.head = head;
        this.in = in;
    }

    /** Connects, asks, and reads the answer's head. */
    static Exchange start(
            Connector connector,
            HttpTarget target,
            List<InetAddress> addresses,
            Map<String, String> fields,
            Deadline deadline)
            throws IOException {
        Socket socket = connector.connect(target, addresses, deadline);
        try {
            socket.getOutputStream().write(request(target, fields));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            return new Exchange(socket, ResponseHead.read(in), in);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static byte[] request(HttpTarget target, Map<String, String> fields) {
        StringBuilder text = new StringBuilder(256);
        text.append("GET ").append(target.path()).append(" HTTP/1.1\r\n");
        text.append("Host: ").append(target.hostAndPort()).append("\r\n");
        fields.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    ResponseHead head() {
        return head;
    }

    /** The body as framed; closed with this. */
    InputStream body() throws IOException {
        return BodyStream.of(head, in);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Whatever was wanted from this connection has been read.
        }
    }
}
