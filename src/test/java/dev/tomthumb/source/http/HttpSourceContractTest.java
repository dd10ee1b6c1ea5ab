package dev.tomthumb.source.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.source.Source;
import dev.tomthumb.source.SourceContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class HttpSourceContractTest extends SourceContract {
    private static final String DATE = "Thu, 29 Feb 2024 12:00:00 GMT";

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] file = files.get(exchange.getRequestURI().getPath().substring(1));
        String tag = file == null ? "" : "\"" + file.length + "\"";
        String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
        boolean same = known != null
                ? known.equals(tag)
                : since != null && !date(since).isBefore(date(DATE));
        exchange.getResponseHeaders().add("ETag", tag);
        exchange.getResponseHeaders().add("Last-Modified", DATE);
        int status = file == null ? 404 : same ? 304 : 200;
        exchange.sendResponseHeaders(status, status != 200 || file.length == 0 ? -1 : file.length);
        if (status == 200) {
            exchange.getResponseBody().write(file);
        }
        exchange.close();
    }

    private static Instant date(String text) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    }

    @Override
    protected Source source() {
        return new HttpSource(Configs.loopback(uri -> true));
    }

    @Override
    protected SourceRef store(String name, byte[] content) {
        files.put(name, content);
        return refTo(name.replace("%", "%25"));
    }

    @Override
    protected SourceRef refTo(String name) {
        return new SourceRef("http", "//127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    }
}
