package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.S3Server;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Two nodes with the WAR that ships, which share renditions and purges in a bucket of an S3 server. */
@Isolated("its times are measured")
@Timeout(300)
class SharedRenditionsIT {
    private static final String TOKEN = "it-token-it-token-it";
    private static final String BUCKET = "fleet";
    private static final String PREFIX = "tomthumb/";
    private static final int ORIGINALS = 20;
    /** The product's bar is 2,000; so many are made where nobody asks for more. */
    private static final int RENDITIONS = Integer.getInteger("shared.renditions", 200);
    /** A look of one node at the purges of others. */
    private static final long POLL_MILLIS = 1000;
    /** The machine may be busy with other tests; the bound itself has a test of its own. */
    private static final long TIMEOUT_MILLIS = 3000;
    /** What everything else may take on this machine. */
    private static final long SLACK_MILLIS = 2000;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Path base;
    private static int port;
    private static S3Server s3;
    private static TomcatServer a;
    private static TomcatServer b;

    @BeforeAll
    static void start() throws Exception {
        base = Bases.empty("shared");
        Path originals = Files.createDirectories(base.resolve("originals"));
        for (int i = 0; i < ORIGINALS; i++) {
            Files.write(originals.resolve(i + ".jpg"), TestPictures.jpeg(TestPictures.gradient(200 + i, 150), 90));
        }
        startS3();
        port = s3.endpoint().getPort();
        a = node("a", s3.secretKey());
        b = node("b", s3.secretKey());
    }

    private static void startS3() throws Exception {
        S3Server.Builder server = S3Server.in(base.resolve("s3"));
        s3 = (port == 0 ? server : server.port(port)).start();
        s3.bucket(BUCKET);
    }

    /** A node that keeps what it had before under that name. */
    private static TomcatServer node(String name, String secret) throws Exception {
        return TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base.resolve("tomcat-" + name))
                .jvmArguments("-Xmx256m")
                .systemProperty("tomthumb.ops.token", TOKEN)
                .systemProperty(
                        "tomthumb.cache.dir", base.resolve("cache-" + name).toString())
                .systemProperty("tomthumb.local.root", base.resolve("originals").toString())
                .systemProperty("tomthumb.mounts", "/photos/ = local:///")
                .systemProperty("tomthumb.ttl.files", "1d")
                .systemProperty("tomthumb.query.ladder", "off")
                .systemProperty("tomthumb.s3.stores", "fleet")
                .systemProperty(
                        "tomthumb.s3.fleet.endpoint",
                        "http://127.0.0.1:" + s3.endpoint().getPort())
                .systemProperty("tomthumb.s3.fleet.region", S3Server.REGION)
                .systemProperty("tomthumb.s3.fleet.access-key", s3.accessKey())
                .systemProperty("tomthumb.s3.fleet.secret-key", secret)
                .systemProperty("tomthumb.s3.fleet.buckets", BUCKET)
                .systemProperty("tomthumb.shared.bucket", "s3://" + BUCKET + "/" + PREFIX)
                .systemProperty("tomthumb.shared.poll", POLL_MILLIS + "ms")
                .systemProperty("tomthumb.shared.wait", System.getProperty("shared.wait", "20s"))
                .systemProperty("tomthumb.shared.timeout", TIMEOUT_MILLIS + "ms")
                .deploy("ROOT", BuildOutputs.war())
                .start();
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
        s3.close();
    }

    private static RawHttp.Response get(TomcatServer node, String path) throws IOException {
        RawHttp.Response response = new RawHttp(node.uri()).get(path);
        assertThat(response.status()).as(path + " " + response.text()).isEqualTo(200);
        return response;
    }

    private static String result(TomcatServer node, String path) throws IOException {
        return get(node, path).get("X-Cache").replace(" from tomthumb", "");
    }

    private static String page(TomcatServer node, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.uri(path)).header("Authorization", "Bearer " + TOKEN);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The sum of a metric over all its label values that contain {@code labels}. */
    private static double metric(TomcatServer node, String name, String labels) throws Exception {
        return page(node, "tomthumb/metrics", "")
                .lines()
                .filter(line -> (line.startsWith(name + "{") || line.startsWith(name + " ")) && line.contains(labels))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static double renders(TomcatServer node) throws Exception {
        return metric(node, "tomthumb_render_seconds_count", "");
    }

    private static double shared(TomcatServer node, String what) throws Exception {
        return metric(node, "tomthumb_cache_" + what, "tier=\"shared\"");
    }

    private static void written() throws Exception {
        Eventually.isTrue("everything is written", () -> shared(a, "queued_bytes") + shared(b, "queued_bytes") == 0);
    }

    /** A rendition nobody has asked for. */
    private static String fresh(int original) {
        return "/photos/" + original + ".jpg?w=" + (64 + Math.floorMod(System.nanoTime(), 900)) + "&q="
                + (30 + Math.floorMod(System.nanoTime() / 1000, 60));
    }

    /** The name of the rendition that was not there before. */
    private static String newSince(List<String> before) {
        List<String> now = new ArrayList<>(objects("renditions/"));
        now.removeAll(before);
        assertThat(now).hasSize(1);
        return now.get(0);
    }

    /** The names of all objects whose name begins so. */
    private static List<String> objects(String prefix) {
        try (S3Client client = s3.client()) {
            return client
                    .listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix(PREFIX + prefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    // ---- Renditions

    @Test
    void whatOneNodeMadeTheOtherDoesNotRender() throws Exception {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < RENDITIONS; i++) {
            paths.add("/photos/" + i % ORIGINALS + ".jpg?w=" + (20 + i / ORIGINALS) + "&fm="
                    + (i % 2 == 0 ? "jpg" : "webp"));
        }
        List<RawHttp.Response> first = new ArrayList<>();
        for (String path : paths) {
            first.add(get(a, path));
        }
        written();
        double before = renders(b);

        for (int i = 0; i < RENDITIONS; i++) {
            RawHttp.Response second = get(b, paths.get(i));
            assertThat(second.get("X-Cache")).as(paths.get(i)).startsWith("Hit");
            assertThat(second.body()).isEqualTo(first.get(i).body());
            assertThat(second.get("ETag")).isEqualTo(first.get(i).get("ETag"));
            assertThat(second.get("Content-Type")).isEqualTo(first.get(i).get("Content-Type"));
        }
        assertThat(renders(b)).isEqualTo(before);
        assertThat(get(b, paths.get(0)).get("Cache-Status"))
                .as("kept here by now")
                .doesNotContain("shared");
        assertThat(shared(b, "hits_total")).isGreaterThanOrEqualTo(RENDITIONS);
        assertThat(page(b, "tomthumb/health", "")).contains("shared: renditions of all nodes in s3://fleet/tomthumb/");
    }

    @Test
    void anObjectIsThePictureItself() throws Exception {
        String path = fresh(1) + "&fm=webp";
        List<String> before = objects("renditions/");
        RawHttp.Response made = get(a, path);
        written();
        String key = newSince(before);
        try (S3Client client = s3.client()) {
            var object = client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key));
            assertThat(object.asByteArray()).isEqualTo(made.body());
            assertThat(object.response().contentType()).isEqualTo("image/webp");
            assertThat(object.response().metadata()).containsEntry("tomthumb-original", "local%3A%2F%2F%2F1.jpg");
        }
    }

    @Test
    void damagedAndForeignObjectsAreMissesAndOverwritten() throws Exception {
        String path = "/photos/2.jpg?w=77&q=77&fm=jpg";
        List<String> before = objects("renditions/");
        byte[] made = get(a, path).body();
        written();
        String key = newSince(before);
        Map<String, String> metadata;
        try (S3Client client = s3.client()) {
            metadata = client.headObject(head -> head.bucket(BUCKET).key(key)).metadata();
            byte[] half = java.util.Arrays.copyOf(made, made.length / 2);
            client.putObject(put -> put.bucket(BUCKET).key(key).metadata(metadata), RequestBody.fromBytes(half));
        }
        double damaged = shared(b, "damaged_total");

        RawHttp.Response again = get(b, path);
        assertThat(again.get("X-Cache")).startsWith("Miss");
        assertThat(again.body()).isEqualTo(made);
        assertThat(shared(b, "damaged_total")).isEqualTo(damaged + 1);
        written();
        try (S3Client client = s3.client()) {
            assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key))
                            .asByteArray())
                    .isEqualTo(made);
        }
        assertThat(b.logs()).contains("is no rendition that can be used");
    }

    /** Large enough that the nodes think it worth arranging who makes it; the first two tell them how long that takes. */
    @Test
    void whatBothWantAtOnceIsMostlyMadeOnce() throws Exception {
        Files.write(base.resolve("originals/large.jpg"), TestPictures.jpeg(TestPictures.noise(3000, 2000), 95));
        get(a, large(1501));
        get(b, large(1502));
        double before = renders(a) + renders(b);
        int pictures = 9;
        AtOnce.Medians took = AtOnce.medians(pictures, a, b, i -> large(1490 - i));
        double made = renders(a) + renders(b) - before;
        System.out.println("SharedRenditionsIT: " + pictures + " pictures that both wanted at once, and " + 2 * pictures
                + " of one: " + made + " renders, " + (shared(a, "waits_total") + shared(b, "waits_total"))
                + " waits; the later answer after " + took);
        assertThat(made).as("best effort").isLessThan(4.0 * pictures);
    }

    private static String large(int width) {
        return "/photos/large.jpg?w=" + width + "&fm=webp";
    }

    // ---- Purges

    @Test
    void aPurgeOnOneNodeIsObeyedByTheOther() throws Exception {
        String path = fresh(3);
        get(a, path);
        written();
        assertThat(result(b, path)).isEqualTo("Hit");

        String answer = page(a, "tomthumb/purge", "{\"originals\":[\"/photos/3.jpg\"]}");
        long purged = System.nanoTime();
        assertThat(answer).contains("\"other_nodes\":\"told\"");
        Eventually.isTrue("it is not served any more", () -> !result(b, path).equals("Hit"));
        long took = (System.nanoTime() - purged) / 1_000_000;
        System.out.println("SharedRenditionsIT: purged on the other node after " + took + " ms");
        assertThat(took).isLessThan(POLL_MILLIS + SLACK_MILLIS);
        assertThat(result(a, path)).as("what is shared is older than the purge").isNotEqualTo("Hit");
    }

    @Test
    void aNodeThatWasDownObeysAPurgeWhenItComesBack() throws Exception {
        String purged = fresh(4);
        String neighbour = fresh(5);
        get(b, purged);
        get(b, neighbour);
        written();
        b.kill();
        page(a, "tomthumb/purge", "{\"originals\":[\"/photos/4.jpg\"]}");
        b = node("b", s3.secretKey());

        assertThat(result(b, purged)).isEqualTo("Miss");
        assertThat(result(b, neighbour)).isEqualTo("Hit");
    }

    // ---- Trouble

    @Test
    void withoutTheBucketHitsGoOnMissesAreMadeAndItComesBackByItself() throws Exception {
        List<String> hits = new ArrayList<>();
        for (int i = 6; i < 16; i++) {
            String path = fresh(i);
            get(a, path);
            hits.add(path);
        }
        written();
        AtomicInteger asked = new AtomicInteger();
        try (Crowd crowd = Crowd.at(List.of(a), hits, () -> fresh(16 + asked.getAndIncrement() % 4))) {
            tell("with the bucket", crowd.during(2000));
            s3.hang();
            holds(crowd.during(10_000), "while its server hangs");
            s3.kill();
            holds(crowd.during(3000), "after it was killed");
        }
        assertThat(page(a, "tomthumb/purge", "{\"originals\":[\"/photos/6.jpg\"]}"))
                .contains("not told yet");
        Eventually.isTrue(
                "the page says so", () -> page(a, "tomthumb/health", "").contains("degraded: shared: "));

        startS3();
        Eventually.isTrue(
                "it serves again",
                () -> shared(a, "serving") == 1
                        && !page(a, "tomthumb/health", "").contains("shared: Purges"));
        Eventually.isTrue("the purge is told", () -> !result(b, hits.get(0)).equals("Hit"));
        String path = fresh(17);
        get(a, path);
        written();
        assertThat(result(b, path)).isEqualTo("Hit");
    }

    /** Nobody fails, hits do not know of it, and a miss waits for the bucket, and for the right to make it, and no more. */
    private static void holds(Crowd crowd, String when) {
        tell(when, crowd);
        assertThat(crowd.failures()).isEmpty();
        assertThat(crowd.hits().percentile(99)).as("hits").isLessThan(1000);
        assertThat(crowd.misses().percentile(99)).as("misses").isLessThan(2 * TIMEOUT_MILLIS + SLACK_MILLIS);
    }

    private static void tell(String when, Crowd crowd) {
        System.out.println("SharedRenditionsIT: " + when + " " + crowd.hits() + " hits, " + crowd.misses() + " misses");
    }

    @Test
    void aNodeWithoutPermissionWorksAloneAndSaysWhy() throws Exception {
        b.close();
        b = node("b", "not-the-secret");
        try {
            assertThat(result(b, fresh(18))).isEqualTo("Miss");
            assertThat(page(b, "tomthumb/health", ""))
                    .contains("Tomthumb is running, degraded")
                    .contains("The S3 server refuses this server (SignatureDoesNotMatch)");
            assertThat(page(b, "tomthumb/purge", "{\"originals\":[\"/photos/18.jpg\"]}"))
                    .contains("not told yet");
        } finally {
            b.close();
            b = node("b", s3.secretKey());
        }
        assertThat(page(b, "tomthumb/health", "")).doesNotContain("shared: Purges");
    }
}
