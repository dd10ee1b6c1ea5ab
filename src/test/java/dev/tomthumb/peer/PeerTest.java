package dev.tomthumb.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints where this product and a peer differ: {@code ./mvnw -Ppeer test -Dtomthumb.peer=…} with what stands before the
 * signature in the URLs of a running imgproxy ({@code http://127.0.0.1:8080}), or the path of its binary, which is then
 * started with the settings that the examples need. One that runs already must be allowed to fetch from loopback. What
 * is printed stands in {@code target/peer.md} as well. To differ is no failure.
 */
@EnabledIfSystemProperty(named = "tomthumb.peer", matches = ".+")
class PeerTest {
    private static final Path TABLE = Path.of("target/peer.md");
    private static final Duration START = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Test
    void whereWeDiffer() throws Exception {
        String peer = System.getProperty("tomthumb.peer", "");
        try (PeerRun run = new PeerRun(directory.resolve("ours"))) {
            String table = peer.startsWith("http")
                    ? run.table(run.differences(peer.replaceFirst("/+$", "")))
                    : withBinary(run, Path.of(peer));
            System.out.println(table);
            Files.createDirectories(TABLE.toAbsolutePath().getParent());
            Files.writeString(TABLE, table);
            assertThat(table).contains("URLs differ.");
        }
    }

    private String withBinary(PeerRun run, Path binary) throws Exception {
        int port = Ports.free();
        ProcessBuilder builder = new ProcessBuilder(binary.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("peer.log").toFile());
        builder.environment().putAll(run.environment());
        builder.environment().put("IMGPROXY_BIND", "127.0.0.1:" + port);
        Process process = builder.start();
        try {
            awaitAnswer(process, URI.create("http://127.0.0.1:" + port + "/health"));
            return run.table(run.differences("http://127.0.0.1:" + port));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void awaitAnswer(Process process, URI health) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long latest = System.nanoTime() + START.toNanos();
        while (true) {
            assertThat(process.isAlive() && System.nanoTime() < latest)
                    .as("the peer has started")
                    .isTrue();
            try {
                client.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
    }
}
