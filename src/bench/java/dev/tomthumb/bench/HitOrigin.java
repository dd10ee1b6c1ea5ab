package dev.tomthumb.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers nginx once for each picture, with the very bytes that Tomthumb made, and with few headers. */
final class HitOrigin implements AutoCloseable {
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    private final Map<String, HttpResponse<byte[]>> answers = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int tomcat;

    /** @param tomcat the port of the Tomcat that makes the pictures */
    HitOrigin(int tomcat) throws IOException {
        this.tomcat = tomcat;
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> made =
                    answers.computeIfAbsent(exchange.getRequestURI().toString(), this::made);
            for (String name : List.of("Content-Type", "ETag", "Last-Modified")) {
                made.headers()
                        .firstValue(name)
                        .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
            }
            exchange.getResponseHeaders().set("Cache-Control", "public, max-age=31536000");
            exchange.sendResponseHeaders(made.statusCode(), made.body().length);
            exchange.getResponseBody().write(made.body());
        }
    }

    private HttpResponse<byte[]> made(String url) {
        return get(client, tomcat, url);
    }

    /** One picture, as a browser would ask for it. */
    static HttpResponse<byte[]> get(HttpClient client, int port, String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + url))
                .header("Accept", HitPath.ACCEPT)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
