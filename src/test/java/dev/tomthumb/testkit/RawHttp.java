package dev.tomthumb.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A client that sends a path as it is written. The JDK's own refuses {@code %zz}, resolves dot segments and follows
 * its own mind elsewhere; hostile visitors do not.
 */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final String host;
    private final int port;

    /** @param server whose host and port are used */
    public RawHttp(URI server) {
        this.host = server.getHost();
        this.port = server.getPort();
    }

    /**
     * What came back.
     *
     * @param status of the status line
     * @param headers names in lower case; several lines joined with a comma
     * @param body without transfer coding
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Response(int status, Map<String, String> headers, byte[] body) {
        /** A header's value. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** A header's value, or a text that no header has. */
        public String get(String name) {
            return header(name).orElse("(no " + name + ")");
        }

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** GET with headers given as {@code "Name: value"}. */
    public Response get(String target, String... headers) throws IOException {
        return send("GET", target, headers);
    }

    /** Any method without a body. */
    public Response send(String method, String target, String... headers) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            List<String> lines = new ArrayList<>();
            lines.add(method + " " + target + " HTTP/1.1");
            lines.add("Host: " + host + ":" + port);
            lines.add("Connection: close");
            lines.addAll(Arrays.asList(headers));
            if (method.equals("POST")) {
                lines.add("Content-Length: 0");
            }
            String head = String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return read(socket.getInputStream(), method.equals("HEAD"));
        }
    }

    private static Response read(InputStream in, boolean headOnly) throws IOException {
        String statusLine = line(in);
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        boolean empty = headOnly || status == 304 || status == 204;
        byte[] body = empty ? new byte[0] : body(in, headers);
        return new Response(status, headers, body);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                whole.write(in.readNBytes(size));
                line(in);
            }
            return whole.toByteArray();
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended after \"" + line.toString(StandardCharsets.UTF_8) + "\"");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
