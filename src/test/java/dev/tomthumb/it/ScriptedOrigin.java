package dev.tomthumb.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web server whose paths say what it answers: {@code /ok/…} a picture, {@code /<status>/…} that status with a page,
 * {@code /html/…} a page with a script, {@code /kept/…} a picture with a lifetime of its own.
 */
final class ScriptedOrigin implements AutoCloseable {
    static final String PAGE = "<script>alert(1)</script>";

    private final byte[] picture;
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    ScriptedOrigin(byte[] picture) throws IOException {
        this.picture = picture;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** {@code 127.0.0.1:12345} */
    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often it has been asked. */
    int asked() {
        return asked.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            String kind = exchange.getRequestURI().getPath().split("/")[1];
            boolean isPicture = kind.equals("ok") || kind.equals("kept");
            byte[] body = isPicture ? picture : PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", isPicture ? "image/png" : "text/html");
            exchange.getResponseHeaders().set("ETag", "\"origin\"");
            exchange.getResponseHeaders().set("Set-Cookie", "origin=1");
            if (kind.equals("kept")) {
                exchange.getResponseHeaders().set("Cache-Control", "max-age=77, stale-if-error=7");
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (isPicture && "bytes=0-7".equals(range)) {
                exchange.getResponseHeaders().set("Content-Range", "bytes 0-7/" + body.length);
                exchange.sendResponseHeaders(206, 8);
                exchange.getResponseBody().write(body, 0, 8);
                return;
            }
            exchange.sendResponseHeaders(isPicture || kind.equals("html") ? 200 : Integer.parseInt(kind), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
