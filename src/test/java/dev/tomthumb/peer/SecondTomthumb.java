package dev.tomthumb.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tomthumb.web.WholeSite;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** A Tomthumb that listens. */
final class SecondTomthumb implements AutoCloseable {
    private final HttpServer server;

    SecondTomthumb(WholeSite site) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> serve(site, exchange));
        server.start();
    }

    private static void serve(WholeSite site, HttpExchange exchange) throws IOException {
        try (exchange) {
            WholeSite.Answer answer = site.answer(exchange.getRequestURI().toString(), Map.of());
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (ServletException failure) {
            throw new IOException(failure);
        }
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/img";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
