package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TerracottaServer;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Two Tomcats with the WAR as it ships and {@code tomcat-conf/ehcache-cluster.xml}, and a Terracotta server between them.
 * {@code -Dcluster.renditions=2000} makes it longer.
 */
@Isolated("its times are measured")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final int RENDITIONS = Integer.getInteger("cluster.renditions", 200);
    /** Milliseconds that a question, and a change, wait for the server. */
    private static final long READ = 500;

    private static final long WRITE = 1000;
    /** What making one of these pictures takes at most beside everything else that this machine does, in milliseconds. */
    private static final long RENDER = 2000;

    private static final String TOKEN = "cluster-test-token-of-some-length";
    private static final String HIT = "Hit from tomthumb";
    private static final String MISS = "Miss from tomthumb";

    private static Path base;
    private static TerracottaServer server;
    private static TomcatServer one;
    private static TomcatServer other;

    @BeforeAll
    static void start() throws Exception {
        base = Bases.empty("cluster");
        Path originals = Files.createDirectories(base.resolve("originals"));
        for (int i = 0; i < RENDITIONS; i++) {
            Files.write(originals.resolve("p" + i + ".jpg"), HostSite.OPEN_PICTURE);
        }
        server = TerracottaServer.start(BuildOutputs.terracottaHome(), base.resolve("terracotta"));
        one = node("one");
        other = node("other");
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable started : new AutoCloseable[] {one, other, server}) {
            if (started != null) {
                try {
                    started.close();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            }
        }
    }

    /** The file that ships, with the address of this server and less memory than it takes. */
    private static Path configuration() throws IOException {
        String shipped = Files.readString(Path.of("tomcat-conf/ehcache-cluster.xml"));
        Path file = base.resolve("ehcache.xml");
        Files.writeString(
                file,
                shipped.replace(
                                "terracotta://localhost:9410/tomthumb",
                                server.uri("tomthumb").toString())
                        // The machine of a build has other things to do than to answer.
                        .replace("\"millis\">150<", "\"millis\">" + READ + "<")
                        .replace("\"millis\">250<", "\"millis\">" + WRITE + "<")
                        .replace(
                                "<tc:clustered-dedicated unit=\"MB\">2048<",
                                "<tc:clustered-dedicated unit=\"MB\">96<"));
        assertThat(file)
                .content()
                .contains(">96<")
                .contains(server.uri("tomthumb").toString());
        return file;
    }

    private static TomcatServer node(String name) throws Exception {
        Path war = BuildOutputs.tomcatLine().equals("9") ? BuildOutputs.javaxWar() : BuildOutputs.war();
        return TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base.resolve(name))
                .jvmArguments("-Xmx384m")
                .serverXml(xml -> xml.replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "))
                .systemProperty("tomthumb.cache.config", configuration().toString())
                .systemProperty("tomthumb.ops.token", TOKEN)
                .systemProperty("tomthumb.ttl.files", "1h")
                .systemProperty("tomthumb.query.ladder", "off")
                .systemProperty("tomthumb.local.root", base.resolve("originals").toString())
                .systemProperty("tomthumb.mounts", "/photos/ = local:///")
                .deploy("ROOT", war)
                .start();
    }

    private static String path(int number) {
        return "/photos/p" + number + ".jpg?w=64";
    }

    private static Response get(TomcatServer node, String path) throws IOException {
        Response response = new Visitor(node.uri()).get(path);
        assertThat(response.status()).as(path + ": " + response.text()).isEqualTo(200);
        return response;
    }

    private static String xCache(TomcatServer node, String path) throws IOException {
        return get(node, path).get("X-Cache");
    }

    private static long metric(TomcatServer node, String beginning) throws IOException {
        return new Visitor(node.uri())
                .get("/tomthumb/metrics", "Authorization: Bearer " + TOKEN)
                .text()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                .sum();
    }

    private static String health(TomcatServer node) throws IOException {
        return new Visitor(node.uri()).get("/tomthumb/health").text();
    }

    private static void purge(TomcatServer node, String path) throws IOException {
        Response response = new Visitor(node.uri())
                .send("POST", "/tomthumb/purge?original=" + path, "Authorization: Bearer " + TOKEN);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void whatOneMakesTheOtherDoesNotMakeAgain() throws Exception {
        assertThat(health(one)).doesNotContain("degraded").contains("shared: ");
        for (int i = 0; i < RENDITIONS; i++) {
            assertThat(xCache(one, path(i))).isEqualTo(MISS);
        }
        Eventually.isTrue(
                "all are written", () -> metric(one, "tomthumb_cache_puts_total{tier=\"shared\"}") >= RENDITIONS);

        long start = System.nanoTime();
        for (int i = 0; i < RENDITIONS; i++) {
            assertThat(xCache(other, path(i))).as(path(i)).isEqualTo(HIT);
        }
        System.out.println("ClusterIT: " + RENDITIONS + " renditions of another node took "
                + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");

        assertThat(metric(other, "tomthumb_cache_hits_total{tier=\"shared\"}")).isEqualTo(RENDITIONS);
        assertThat(renders(other)).isZero();
    }

    @Test
    @Order(2)
    void whatIsPurgedOnOneIsServedByNobodyTwoSecondsLater() throws Exception {
        List<Duration> took = new ArrayList<>();
        for (int number : new int[] {10, 11, 12}) {
            took.add(purged(number));
        }
        System.out.println("ClusterIT: purges reached the other node within " + took);

        assertThat(took).allMatch(time -> time.compareTo(Duration.ofSeconds(2)) < 0);
        assertThat(xCache(other, path(2))).isEqualTo(HIT);
    }

    /** How long it takes from the order on one node until the other has obeyed. */
    private static Duration purged(int number) throws Exception {
        assertThat(xCache(other, path(number))).isEqualTo(HIT);
        long start = System.nanoTime();
        purge(one, "/photos/p" + number + ".jpg");
        Eventually.isTrue("the other obeys", () -> xCache(other, path(number)).equals(MISS));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    @Order(3)
    void aNodeThatWasDownObeysWhenItComesBackAndKeepsTheRest() throws Exception {
        other.kill();
        purge(one, "/photos/p3.jpg");

        other = node("other");

        assertThat(xCache(other, path(3))).isEqualTo(MISS);
        assertThat(xCache(other, path(2))).isEqualTo(HIT);
    }

    /** One that takes long enough; the first two tell the nodes so. */
    @Test
    @Order(4)
    void whatBothWantAtOnceIsMostlyMadeOnce() throws Exception {
        Files.write(base.resolve("originals/large.jpg"), TestPictures.jpeg(TestPictures.noise(3000, 2000), 95));
        get(one, large(1501));
        get(other, large(1502));
        long before = renders(one) + renders(other);

        int pictures = 9;
        AtOnce.Medians took = AtOnce.medians(pictures, one, other, i -> large(1490 - i));
        long made = renders(one) + renders(other) - before;
        System.out.println("ClusterIT: " + pictures + " pictures that both wanted at once, and " + 2 * pictures
                + " of one: " + made + " renders, "
                + (metric(one, "tomthumb_cache_waits_total") + metric(other, "tomthumb_cache_waits_total"))
                + " waits; the later answer after " + took);

        assertThat(made).as("best effort").isLessThan(4 * pictures);
    }

    private static String large(int width) {
        return "/photos/large.jpg?fm=webp&w=" + width;
    }

    private static long renders(TomcatServer node) throws IOException {
        return metric(node, "tomthumb_render_seconds_count");
    }

    @Test
    @Order(5)
    void theServersDeathUnderLoadFailsNobodyAndItsReturnIsSeen() throws Exception {
        List<String> kept = List.of(path(20), path(21), path(22));
        for (String path : kept) {
            get(one, path);
            get(other, path);
        }
        AtomicInteger asked = new AtomicInteger();
        try (Crowd crowd = Crowd.at(
                List.of(one, other),
                kept,
                () -> "/photos/p" + (30 + asked.get() % 100) + ".jpg?w=100&v=" + asked.getAndIncrement())) {
            System.out.println("ClusterIT: with the server " + told(crowd.during(2000)));
            server.hang();
            holds(crowd.during(1000), "in the first second after the server hangs");
            holds(crowd.during(3000), "then");
            server.kill();
            holds(crowd.during(3000), "after it was killed");
            assertThat(health(one)).contains("degraded: shared: The Terracotta server");
            assertThat(health(other)).contains("degraded: shared: The Terracotta server");

            server.restart();
            Eventually.isTrue(
                    "both are back",
                    () -> !health(one).contains("degraded") && !health(other).contains("degraded"));
            assertThat(crowd.failures()).isEmpty();
        }
        assertThat(xCache(one, "/photos/p5.jpg?w=150")).isEqualTo(MISS);
        Eventually.isTrue("shared again", () -> metric(one, "tomthumb_cache_queued{tier=\"shared\"}") == 0);
        assertThat(xCache(other, "/photos/p5.jpg?w=150")).isEqualTo(HIT);
    }

    private static String told(Crowd crowd) {
        return crowd.hits() + " hits, " + crowd.misses() + " misses";
    }

    /** Hits are given within a second whatever the server does, and a miss waits for both timeouts at most. */
    private static void holds(Crowd crowd, String when) {
        System.out.println("ClusterIT: " + when + " " + told(crowd));
        assertThat(crowd.failures()).isEmpty();
        assertThat(crowd.hits().count()).isPositive();
        assertThat(crowd.hits().percentile(99)).as("hits").isLessThan(1000);
        if (crowd.misses().count() > 0) {
            assertThat(crowd.misses().percentile(99)).as("misses").isLessThan(READ + WRITE + RENDER);
        }
    }

    @Test
    @Order(6)
    void anUndeployedApplicationLeavesNothing() throws Exception {
        other.undeploy("ROOT");
        Eventually.isTrue("it has gone", () -> new Visitor(other.uri()).get("/").status() == 404);

        assertThat(other.logs()).doesNotContain("The web application [ROOT]").doesNotContain("still runs");
    }
}
