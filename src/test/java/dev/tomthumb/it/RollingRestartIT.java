package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.Ports;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Two Tomcats behind a real nginx, all with the configuration of {@code tomcat-conf}, restarted one after the other with
 * SIGTERM under load, hits and new pictures: no request fails. On one line of Tomcat: four starts take their time.
 */
@Isolated("its times are measured")
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
class RollingRestartIT {
    private static final int CLIENTS = 3;
    /** So many that a hash of their names gives some to each node. */
    private static final List<String> ORIGINALS =
            List.of("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg", "g.jpg", "h.jpg");

    private static final String TOKEN = "rolling-token-rolling-token";

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, AtomicInteger> byNode = new ConcurrentHashMap<>();

    @Test
    void noRequestIsLost() throws Exception {
        assumeThat(Nginx.installed()).isPresent();
        Path directory = Bases.empty("rolling");
        Path originals = Files.createDirectories(directory.resolve("originals"));
        byte[] picture = TestPictures.jpeg(TestPictures.geometry(1200, 800), 90);
        for (String original : ORIGINALS) {
            Files.write(originals.resolve(original), picture);
        }
        int portA = Ports.free();
        int portB = Ports.free();
        int balancer = Ports.free();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        AtomicBoolean loaded = new AtomicBoolean(true);
        TomcatServer a = start(directory, "a", portA, originals);
        TomcatServer b = start(directory, "b", portB, originals);
        try (Nginx nginx = Nginx.start(directory.resolve("nginx"), balancer, site(balancer, portA, portB))) {
            List<CompletableFuture<Void>> load = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                load.add(CompletableFuture.runAsync(() -> visit(nginx.uri(), number, loaded), clients));
            }
            awaitMore(50);

            drainsAndStops(a);
            a = start(directory, "a", portA, originals);
            awaitHealth(a);
            awaitMore(50);
            drainsAndStops(b);
            b = start(directory, "b", portB, originals);
            awaitHealth(b);
            awaitMore(50);

            loaded.set(false);
            load.forEach(CompletableFuture::join);
        } finally {
            loaded.set(false);
            clients.shutdown();
            clients.awaitTermination(30, TimeUnit.SECONDS);
            a.close();
            b.close();
        }
        System.out.println("RollingRestartIT: " + answered + " requests, of which " + failures.size()
                + " failed; by node " + byNode);
        assertThat(failures).isEmpty();
        assertThat(answered.get()).isGreaterThan(200);
        assertThat(byNode).containsOnlyKeys("a", "b");
    }

    private TomcatServer start(Path directory, String name, int port, Path originals) throws Exception {
        Path base = Files.createDirectories(directory.resolve(name));
        Path lib = Files.createDirectories(base.resolve("lib"));
        Files.copy(BuildOutputs.tomcatJar(), lib.resolve("tomthumb-tomcat.jar"), StandardCopyOption.REPLACE_EXISTING);
        String shipped = Files.readString(Path.of("tomcat-conf/server.xml"));
        String serverXml = shipped.replace(
                        "<Service name=\"Catalina\">",
                        "<Listener className=\"dev.tomthumb.tomcat.DrainListener\" /><Service name=\"Catalina\">")
                .replace("<Connector ", "<Connector bindOnInit=\"false\" ");
        assertThat(serverXml).isNotEqualTo(shipped);
        return TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base)
                .port(port)
                .jvmArguments("-Xmx256m")
                .serverXml(unused -> serverXml)
                .systemProperty("tomcat.http.port", Integer.toString(port))
                .systemProperty("tomthumb.mounts", "/photos/ = local:///")
                .systemProperty("tomthumb.local.root", originals.toString())
                .systemProperty("tomthumb.query.ladder", "off")
                .systemProperty("tomthumb.x-cache-name", name)
                .systemProperty("tomthumb.ops.token", TOKEN)
                .systemProperty("tomthumb.drain.time", "4s")
                .deploy("ROOT", BuildOutputs.war())
                .start();
    }

    /** The file that ships, with other ports. */
    private static String site(int balancer, int a, int b) throws IOException {
        return Files.readString(Path.of("tomcat-conf/nginx-balancer.conf"))
                .replace("127.0.0.1:8080", "127.0.0.1:" + a)
                .replace("127.0.0.1:8081", "127.0.0.1:" + b)
                .replace("listen 80;", "listen 127.0.0.1:" + balancer + ";");
    }

    /** Every third request is for a picture that nobody has made. */
    private void visit(URI root, int client, AtomicBoolean loaded) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; loaded.get(); i++) {
            String path = "photos/" + ORIGINALS.get(i % ORIGINALS.size()) + "?w="
                    + (i % 3 == 0 ? 100 + i % 500 + "&v=" + client + "-" + i : "120");
            try {
                HttpResponse<byte[]> response = http.send(
                        HttpRequest.newBuilder(root.resolve(path))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                judge(path, response);
            } catch (IOException | InterruptedException failure) {
                failures.add(path + " " + failure);
            }
        }
    }

    private void judge(String path, HttpResponse<byte[]> response) {
        answered.incrementAndGet();
        if (response.statusCode() != 200) {
            failures.add(path + " " + response.statusCode() + " "
                    + response.headers().map());
            return;
        }
        String node = response.headers().firstValue("X-Cache").orElse("?").replaceFirst(".* from ", "");
        byNode.computeIfAbsent(node, any -> new AtomicInteger()).incrementAndGet();
    }

    private void awaitMore(int requests) throws Exception {
        int until = answered.get() + requests;
        Eventually.isTrue("the load goes on", () -> answered.get() >= until);
    }

    /** Its health page says so while it still answers. */
    private static void drainsAndStops(TomcatServer tomcat) throws Exception {
        RawHttp http = new RawHttp(tomcat.uri());
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(tomcat::stop);
        Eventually.isTrue("it drains", () -> {
            RawHttp.Response health = http.get("/tomthumb/health", "Authorization: Bearer " + TOKEN);
            return health.status() == 503 && health.text().startsWith("Tomthumb is draining\n");
        });
        assertThat(http.get("/photos/a.jpg?w=120").status()).as("still served").isEqualTo(200);
        stopping.get(60, TimeUnit.SECONDS);
        assertThat(tomcat.isAlive()).isFalse();
        assertThat(tomcat.logs()).doesNotContain("has not drained");
    }

    private static void awaitHealth(TomcatServer tomcat) throws Exception {
        RawHttp http = new RawHttp(tomcat.uri());
        Eventually.isTrue(
                "it is back",
                () -> http.get("/tomthumb/health", "Authorization: Bearer " + TOKEN)
                                .status()
                        == 200);
    }
}
