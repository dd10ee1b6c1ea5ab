package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The connector of {@code tomcat-conf} with virtual threads, for which the Tomcat's JDK must be of 24 or later
 * ({@code -Dtomthumb.server-jdk}), and an old site whose filter forbids asynchronous mode.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VirtualThreadsIT {
    private static final int FIRST_JDK = 24;
    private static final int CROWD = 20;
    /** Larger than all that sockets take in by themselves. */
    private static final int SIDE = 2400;

    @TempDir
    private static Path directory;

    private static HeldOrigin origin;
    private static TomcatServer tomcat;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(TomcatServer.javaRelease())
                .as("the release of Java that runs Tomcat")
                .isGreaterThanOrEqualTo(FIRST_JDK);
        origin = new HeldOrigin(TestPictures.jpeg(TestPictures.gradient(200, 150), 90));
        Files.write(directory.resolve("large.jpg"), TestPictures.jpeg(noise(), 95));
        String shipped = Files.readString(Path.of("tomcat-conf/server.xml"));
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), Bases.empty("virtual-threads"))
                .serverXml(unused -> shipped.replace("${tomcat.http.port:-8080}", "${tomcat.port}")
                        .replace("autoDeploy=\"false\"", "autoDeploy=\"true\""))
                .systemProperty("tomcat.http.virtual-threads", "true")
                .jvmArguments("-Xmx1g")
                .deploy(
                        "legacy",
                        HostSite.ofSchema("2.5")
                                .with("tomthumb.mounts", "/slow/ = " + origin.uri() + "; /large/ = local:///")
                                .with("tomthumb.local.root", directory.toString())
                                .with("tomthumb.query.ladder", "off")
                                .with("tomthumb.http.allow-loopback", "true")
                                .with("tomthumb.download-timeout", "60 s")
                                .with("tomthumb.timeout", "60 s")
                                .with("tomthumb.blocking-waiters", "2")
                                .file(directory, "legacy.war"))
                .start();
    }

    private static BufferedImage noise() {
        BufferedImage noise = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(7);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                noise.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return noise;
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
            origin.close();
        }
    }

    private static Response get(String path) throws IOException {
        return new Visitor(tomcat.uri("legacy")).get(path);
    }

    @Test
    @Order(1)
    void whoReadsSlowlyHoldsNobodyUp() throws Exception {
        String large = "/large/large.jpg?w=" + (SIDE - 1) + "&q=95";
        get("/slow/quick.jpg?w=64");
        int length = get(large).body().length;
        assertThat(length).isGreaterThan(5_000_000);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                slow.add(asking(large));
            }

            assertThat(get("/slow/quick.jpg?w=64").get("X-Cache")).isEqualTo("Hit from tomthumb");
            assertThat(get("/").text()).contains("<h1>The old site</h1>");
            for (Socket reader : slow) {
                assertThat(reader.getInputStream().readAllBytes().length).isGreaterThan(length);
            }
        } finally {
            for (Socket reader : slow) {
                reader.close();
            }
        }
    }

    /** Has its answer's first byte, and reads no further. */
    private static Socket asking(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8192);
        socket.connect(new InetSocketAddress("127.0.0.1", tomcat.uri().getPort()));
        socket.getOutputStream()
                .write(("GET /legacy" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    @Test
    @Order(2)
    void anyNumberWaitsAndAnUndeployLeavesNothingBehind() throws Exception {
        get("/slow/quick.jpg?w=64");
        origin.hold();
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                String url = "/slow/" + i + ".jpg?w=64";
                answers.add(crowd.submit(() -> get(url)));
            }
            Eventually.isTrue("all are being made", () -> origin.asked() == CROWD);

            assertThat(get("/slow/quick.jpg?w=64").get("X-Cache")).isEqualTo("Hit from tomthumb");
            assertThat(get("/").text()).contains("<h1>The old site</h1>");
            assertThat(answers).noneMatch(Future::isDone);
            origin.release();
            for (Future<Response> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        } finally {
            origin.release();
            crowd.shutdownNow();
        }
        assertThat(tomcat.console()).doesNotContain("cannot wait without holding a container thread");

        tomcat.undeploy("legacy");
        Eventually.isTrue("undeployed", () -> get("/").status() == 404);
        assertThat(tomcat.logs())
                .doesNotContain("memory leak")
                .doesNotContain("failed to stop it")
                .doesNotContain("SEVERE");
    }
}
