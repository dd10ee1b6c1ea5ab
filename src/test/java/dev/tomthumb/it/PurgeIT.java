package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.S3Server;
import dev.tomthumb.testkit.TomcatServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Purges, events of S3 and warming in the WAR that ships, with originals on an S3 server. On one
 * line of Tomcat: it is not about the container.
 */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
class PurgeIT {
    private static final String TOKEN = "it-token-it-token-it";
    private static final String BUCKET = "purged";
    private static final String KEY = "a cat+1.jpg";
    private static final String PATH = "/photos/a%20cat+1.jpg";
    /** A picture of 200 x 150 before, and of 200 x 100 after it was changed. */
    private static final byte[] OLD = TestPictures.jpeg(TestPictures.gradient(200, 150), 90);

    private static final byte[] NEW = TestPictures.jpeg(TestPictures.gradient(200, 100), 90);

    private static final List<String> SIZES = List.of(
            PATH + "?w=64",
            PATH + "?w=32",
            "/img/insecure/w:16/cache_tags:Red/plain/s3://" + BUCKET + "/a%20cat+1.jpg");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static S3Server s3;
    private static HeldOrigin origin;
    private static TomcatServer tomcat;
    private static Path cache;
    private static Path logs;

    @BeforeAll
    static void start() throws Exception {
        Path base = Bases.empty("purge");
        cache = base.resolve("cache");
        logs = Files.createDirectories(base.resolve("access-logs"));
        s3 = S3Server.in(base.resolve("s3")).start();
        origin = new HeldOrigin(OLD);
        startTomcat();
    }

    private static void startTomcat() throws Exception {
        tomcat = TomcatServer.of(
                        BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()),
                        BuildOutputs.target().resolve("it-purge-" + BuildOutputs.tomcatLine() + "-tomcat"))
                .systemProperty("tomthumb.ops.token", TOKEN)
                .systemProperty("tomthumb.cache.dir", cache.toAbsolutePath().toString())
                .systemProperty("tomthumb.warm.log-dir", logs.toAbsolutePath().toString())
                .systemProperty("tomthumb.s3.endpoint", s3.endpoint().toString())
                .systemProperty("tomthumb.s3.region", S3Server.REGION)
                .systemProperty("tomthumb.s3.access-key", s3.accessKey())
                .systemProperty("tomthumb.s3.secret-key", s3.secretKey())
                .systemProperty("tomthumb.cache-tag-header", "true")
                .systemProperty("tomthumb.query.ladder", "off")
                .systemProperty("tomthumb.download-timeout", "60")
                .systemProperty("tomthumb.timeout", "60")
                .systemProperty("tomthumb.http.allow-loopback", "true")
                .systemProperty("tomthumb.mounts", "/photos/ = s3://" + BUCKET + "/; /held/ = " + origin.uri())
                .deploy("ROOT", BuildOutputs.war())
                .start();
    }

    @AfterAll
    static void stop() {
        tomcat.close();
        origin.close();
        s3.close();
    }

    @BeforeEach
    void originalsAsTheyWere() throws Exception {
        upload(KEY, OLD);
        upload("dog.jpg", OLD);
        purge("{\"all\":true}");
    }

    private static void upload(String key, byte[] bytes) throws IOException {
        s3.bucket(BUCKET);
        try (S3Client client = s3.client()) {
            client.putObject(
                    put -> put.bucket(BUCKET)
                            .key(key)
                            .contentType("image/jpeg")
                            .metadata(Map.of("cache-tag", key.equals(KEY) ? "Product:42, summer" : "winter")),
                    RequestBody.fromBytes(bytes));
        }
    }

    private static RawHttp.Response get(String path) throws IOException {
        return new RawHttp(tomcat.uri()).get(path);
    }

    private static String result(String path) throws IOException {
        RawHttp.Response response = get(path);
        assertThat(response.status()).as(path + " " + response.text()).isEqualTo(200);
        return response.get("X-Cache").replace(" from tomthumb", "");
    }

    /** Of 64 pixels' width the old picture is 48 high and the new one 32, and so on. */
    private static boolean showsTheNew(String path) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(get(path).body()));
        return picture.getHeight() * 2 == picture.getWidth();
    }

    private static HttpResponse<String> post(String page, String authorization, String type, String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(tomcat.uri(page)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String page, String body) throws Exception {
        return post(page, "Bearer " + TOKEN, "application/json", body);
    }

    private static String purge(String json) throws Exception {
        HttpResponse<String> answer = post("/tomthumb/purge", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    // ---- Every way

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        /tomthumb/purge     | {"originals":["s3://purged/a cat+1.jpg"]}
        /tomthumb/purge     | {"originals":["/photos/a%20cat+1.jpg"]}
        /tomthumb/purge     | {"prefixes":["/photos/a%20c*"]}
        /tomthumb/purge     | {"prefixes":["s3://purged/a*"]}
        /tomthumb/purge     | {"tags":["PRODUCT:42"]}
        /tomthumb/purge     | {"Paths":{"Quantity":1,"Items":["/photos/a%20cat+1.jpg"]},"CallerReference":"1"}
        /tomthumb/purge     | {"Paths":{"Quantity":1,"Items":["#summer"]},"CallerReference":"1"}
        /tomthumb/purge     | {"urls":["/photos/a%20cat+1.jpg?w=64","https://cdn.example.com/photos/a%20cat+1.jpg?w=32","/img/insecure/w:16/plain/s3://purged/a%20cat+1.jpg"]}
        /tomthumb/events/s3 | {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"purged"},"object":{"key":"a+cat%2B1.jpg"}}}]}
        /tomthumb/events/s3 | {"detail-type":"Object Created","detail":{"bucket":{"name":"purged"},"object":{"key":"a cat+1.jpg"}}}
        """)
    void aChangedOriginalIsShownInAllSizesAtOnceAndItsNeighbourStays(String page, String body) throws Exception {
        for (String size : SIZES) {
            assertThat(result(size)).isEqualTo("Miss");
            assertThat(result(size)).isEqualTo("Hit");
            assertThat(showsTheNew(size)).isFalse();
        }
        result("/photos/dog.jpg?w=64");
        upload(KEY, NEW);
        assertThat(showsTheNew(SIZES.get(0))).as("nobody has said so yet").isFalse();

        HttpResponse<String> answer = post(page, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"found\":3");
        for (String size : SIZES) {
            assertThat(result(size)).as(size).isEqualTo("Miss");
            assertThat(showsTheNew(size)).as(size).isTrue();
        }
        assertThat(result("/photos/dog.jpg?w=64")).isEqualTo("Hit");
    }

    @Test
    void tagsOfTheUrlAndOfTheObjectAreToldAndPurged() throws Exception {
        assertThat(get(SIZES.get(0)).get("Cache-Tag")).isEqualTo("product:42,summer");
        assertThat(get(SIZES.get(2)).get("Cache-Tag")).isEqualTo("red,product:42,summer");

        assertThat(post("/tomthumb/purge?tag=rEd", "").body()).contains("\"found\":1");

        assertThat(result(SIZES.get(2))).isEqualTo("Miss");
        assertThat(result(SIZES.get(0))).isEqualTo("Hit");
    }

    @Test
    void anOriginalThatWasMissingIsThereOnceS3HasSaidSo() throws Exception {
        String name = "new-" + Visitor.fresh() + ".jpg";
        assertThat(get("/photos/" + name + "?w=64").status()).isEqualTo(404);
        upload(name, OLD);

        String event = "{\"Records\":[{\"eventName\":\"s3:ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"" + BUCKET
                + "\"},\"object\":{\"key\":\"" + name + "\"}}}]}";
        assertThat(post("/tomthumb/events/s3", event).statusCode()).isEqualTo(200);

        assertThat(result("/photos/" + name + "?w=64")).isEqualTo("Miss");
    }

    @Test
    void whatIsBeingMadeWhenItIsPurgedIsSentToThoseWhoWaitAndToNobodyElse() throws Exception {
        String path = "/held/" + Visitor.fresh() + ".jpg?w=64";
        origin.hold();
        CompletableFuture<RawHttp.Response> before = asked(path);
        Eventually.isTrue("asked for", () -> origin.asked() == 1);

        purge("{\"prefixes\":[\"/held/*\"]}");
        CompletableFuture<RawHttp.Response> after = asked(path);
        Eventually.isTrue("it does not wait for the old one", () -> origin.asked() == 2);
        purge("{\"prefixes\":[\"/held/*\"]}");
        origin.release();

        assertThat(before.get().status()).isEqualTo(200);
        assertThat(after.get().get("X-Cache")).startsWith("Miss");
        assertThat(result(path)).as("neither was kept").isEqualTo("Miss");
        assertThat(result(path)).isEqualTo("Hit");
    }

    private static CompletableFuture<RawHttp.Response> asked(String path) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return get(path);
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    @Test
    void whatIsPurgedStaysSoWhenTomcatIsKilled() throws Exception {
        for (String size : SIZES) {
            result(size);
        }
        result("/photos/dog.jpg?w=64");
        upload(KEY, NEW);
        purge("{\"urls\":[\"" + SIZES.get(0) + "\"],\"tags\":[\"product:42\"]}");
        tomcat.kill();
        startTomcat();

        assertThat(result("/photos/dog.jpg?w=64")).isEqualTo("Hit");
        for (String size : SIZES) {
            assertThat(showsTheNew(size)).as(size).isTrue();
        }
    }

    // ---- Who may

    @Test
    void nobodyChangesAnythingWithoutTheToken() throws Exception {
        result(SIZES.get(0));
        String all = "{\"all\":true}";
        for (String page : List.of("/tomthumb/purge", "/tomthumb/events/s3", "/tomthumb/warm", "/tomthumb/warm/stop")) {
            assertThat(post(page, "", "application/json", all).statusCode())
                    .as(page)
                    .isEqualTo(401);
            assertThat(post(page, "Bearer " + TOKEN + "x", "application/json", all)
                            .statusCode())
                    .isEqualTo(401);
        }
        String password =
                "Basic " + Base64.getEncoder().encodeToString(("x:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        assertThat(post("/tomthumb/purge", password, "application/json", all).statusCode())
                .isEqualTo(401);
        assertThat(result(SIZES.get(0))).isEqualTo("Hit");
        String note = "{\"Type\":\"Notification\",\"Message\":\"{\\\"Event\\\":\\\"s3:TestEvent\\\"}\"}";
        assertThat(post("/tomthumb/events/s3", password, "text/plain; charset=UTF-8", note)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void mistakesAreNamedAndChangeNothing() throws Exception {
        result(SIZES.get(0));
        HttpResponse<String> two = post("/tomthumb/purge", "{\"all\":true,\"tags\":[\"a,b\"],\"urls\":[\"/x?w=1\"]}");
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(two.body()).contains("is no tag").contains("is no URL of a picture");
        assertThat(post("/tomthumb/purge", "Bearer " + TOKEN, "application/x-www-form-urlencoded", "all=true")
                        .statusCode())
                .isEqualTo(415);
        assertThat(post("/tomthumb/purge", " ".repeat((1 << 20) + 1)).statusCode())
                .isEqualTo(413);
        assertThat(post("/tomthumb/purge", "[".repeat(500_000)).statusCode()).isEqualTo(400);
        RawHttp.Response read = new RawHttp(tomcat.uri()).get("/tomthumb/purge", "Authorization: Bearer " + TOKEN);
        assertThat(read.status()).isEqualTo(405);
        assertThat(read.get("Allow")).isEqualTo("POST");
        assertThat(result(SIZES.get(0))).isEqualTo("Hit");
    }

    @Test
    void anAddressThatSnsWantsOpenedIsLoggedAndNotOpened() throws Exception {
        origin.hold();
        String address = origin.uri() + "confirm";

        assertThat(post(
                                "/tomthumb/events/s3",
                                "{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"" + address + "\"}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(tomcat.logs()).contains("A topic of SNS asks").contains("127.0.0.1");
        assertThat(origin.asked()).isZero();
    }

    // ---- Warming

    @Test
    void aListAndALogAreWarmedAndFoundByVisitors() throws Exception {
        assertThat(post("/tomthumb/warm", "Bearer " + TOKEN, "text/plain", String.join("\n", SIZES))
                        .body())
                .contains("\"added\":3");
        awaitWarm();
        for (String size : SIZES) {
            assertThat(result(size)).isEqualTo("Hit");
        }
        Files.writeString(
                logs.resolve("access.log"),
                "127.0.0.1 - - [26/Nov/2026:03:00:00 +0000] \"GET /photos/dog.jpg?w=48 HTTP/1.1\" 200 512\n"
                        + "127.0.0.1 - - [26/Nov/2026:03:00:00 +0000] \"GET /index.html HTTP/1.1\" 200 512\nrubbish\n");

        HttpResponse<String> replayed = post("/tomthumb/warm?log=access.log", "");

        assertThat(replayed.body())
                .contains("\"added\":1")
                .contains("\"passed\":1")
                .contains("\"wrong\":1");
        awaitWarm();
        assertThat(result("/photos/dog.jpg?w=48")).isEqualTo("Hit");
        assertThat(post("/tomthumb/warm?log=../../../../etc/passwd", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void warmingGoesOnAfterTomcatWasKilled() throws Exception {
        origin.hold();
        String fresh = Visitor.fresh();
        String list = IntStream.range(0, 30)
                .mapToObj(i -> "/held/" + fresh + "-" + i + ".jpg?w=32")
                .collect(Collectors.joining("\n"));
        assertThat(post("/tomthumb/warm", "Bearer " + TOKEN, "text/plain", list).body())
                .contains("\"added\":30");
        Eventually.isTrue("asked for", () -> origin.asked() == 1);

        tomcat.kill();
        startTomcat();
        Eventually.isTrue("goes on", () -> get("/tomthumb/warm").text().contains("\"urls\":30"));
        origin.release();

        awaitWarm();
        assertThat(get("/tomthumb/warm").text()).contains("\"made\":30");
        assertThat(result("/held/" + fresh + "-29.jpg?w=32")).isEqualTo("Hit");
    }

    private static void awaitWarm() throws Exception {
        Eventually.isTrue("warmed", () -> get("/tomthumb/warm").text().contains("\"working\":false"));
    }
}
