package dev.tomthumb.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A connection to a web server that is kept alive, for one thread. Costs little, so that it measures the server. */
final class Line implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 90_000;

    private final Socket socket;
    private final InputStream in;
    private final String host;

    Line(URI server) throws IOException {
        this(server, 0);
    }

    /** @param window bytes that the system takes in before anybody reads; 0 = what it likes */
    Line(URI server, int window) throws IOException {
        this.socket = new Socket();
        if (window > 0) {
            socket.setReceiveBufferSize(window);
        }
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        this.host = server.getHost() + ":" + server.getPort();
    }

    /** One question and its answer. */
    Answer get(String path, String... fields) throws IOException {
        long sent = ask("GET", path, fields);
        return read(sent);
    }

    /** Sends a question and reads nothing; returns the moment. */
    long ask(String method, String path, String... fields) throws IOException {
        StringBuilder text = new StringBuilder(200);
        text.append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        if (method.equals("POST")) {
            text.append("Content-Length: 0\r\n");
        }
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        long sent = System.nanoTime();
        socket.getOutputStream().write(bytes);
        return sent;
    }

    /** The answer to what was asked at this moment. */
    Answer read(long sent) throws IOException {
        String first = line();
        int status = Integer.parseInt(first.substring(9, 12));
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = status == 304 || status == 204 ? new byte[0] : body(headers);
        return new Answer(status, headers, body, sent, System.nanoTime());
    }

    /** The status of the answer that has begun to come; nothing more is read. */
    int status() throws IOException {
        return Integer.parseInt(line().substring(9, 12));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                whole.write(in.readNBytes(size));
                line();
            }
            line();
            return whole.toByteArray();
        }
        String length = headers.get("content-length");
        byte[] body = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        if (length != null && body.length < Integer.parseInt(length)) {
            throw new IOException("the connection ended in the middle of an answer");
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended after \"" + line + "\"");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
