package dev.tomthumb.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tomthumb.options.OptionExample;
import dev.tomthumb.options.Originals;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Serves the originals of the examples on loopback, where both sides fetch them. */
final class Origin implements AutoCloseable {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final HttpServer server;

    Origin() throws IOException {
        Originals originals = new Originals();
        for (OptionExample.Original original : OptionExample.Original.values()) {
            files.put("/" + original.name().toLowerCase(Locale.ROOT), originals.file(original));
        }
        files.put("/star", Originals.star(120));
        files.put("/text", "no picture".getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] file = files.get(exchange.getRequestURI().getPath());
        try (exchange) {
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"as-drawn\"");
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        }
    }

    byte[] file(OptionExample.Original original) {
        return files.getOrDefault("/" + original.name().toLowerCase(Locale.ROOT), new byte[0]);
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The source of a URL. */
    String url(String name) {
        return "http://" + authority() + "/" + name.toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
