package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a real Tomcat writes into its logs: its own access log with the pattern of {@code tomcat-conf/server.xml}, and
 * CloudFront's fields by our valve; and how an application in it drains. In this order, since the last test takes the
 * application away.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObserveIT {
    private static final String TOKEN = "observe-token-observe-token";
    private static final String AUTHORIZED = "Authorization: Bearer " + TOKEN;
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Pattern PATTERN = Pattern.compile("pattern=\"([^\"]+)\"");

    /** As published in CloudFront's guide, standard logs, version 1.0. */
    private static final String FIELDS =
            "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status"
                    + " cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header"
                    + " cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type"
                    + " cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte"
                    + " x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end";

    private static HeldOrigin origin;
    private static TomcatServer tomcat;
    private static RawHttp http;

    @BeforeAll
    static void start() throws Exception {
        origin = new HeldOrigin(TestPictures.jpeg(TestPictures.geometry(300, 200), 90));
        Path base = Bases.empty("observe");
        tomcat = withJar(base, BuildOutputs.tomcatLine())
                .systemProperty("tomthumb.mounts", "/held/ = " + origin.uri())
                .systemProperty("tomthumb.http.allow-loopback", "true")
                .systemProperty("tomthumb.download-timeout", "60")
                .systemProperty("tomthumb.timeout", "60")
                .systemProperty("tomthumb.query.ladder", "off")
                .systemProperty("tomthumb.ops.token", TOKEN)
                .systemProperty("tomthumb.drain.time", "0")
                .deploy("ROOT", BuildOutputs.war())
                .start();
        http = new RawHttp(tomcat.uri());
    }

    /** With our jar in its lib and both access logs, which are written at once. */
    private static TomcatServer.Builder withJar(Path base, String line) throws IOException {
        Path lib = Files.createDirectories(base.resolve("lib"));
        Files.copy(BuildOutputs.tomcatJar(), lib.resolve("tomthumb-tomcat.jar"));
        Matcher shipped = PATTERN.matcher(Files.readString(Path.of("tomcat-conf/server.xml")));
        assertThat(shipped.find()).isTrue();
        return TomcatServer.of(BuildOutputs.tomcatHome(line), base)
                .jvmArguments("-Xmx256m")
                .serverXml(xml -> xml.replaceFirst(
                        "(<Host [^>]*)/>",
                        Matcher.quoteReplacement("<Host name=\"localhost\" appBase=\"webapps\" autoDeploy=\"true\">"
                                + "<Valve className=\"org.apache.catalina.valves.AccessLogValve\" directory=\"logs\""
                                + " prefix=\"access\" suffix=\".log\" buffered=\"false\" pattern=\"" + shipped.group(1)
                                + "\" />"
                                + "<Valve className=\"dev.tomthumb.tomcat.CloudFrontLogValve\" directory=\"logs\""
                                + " buffered=\"false\" edgeLocation=\"SEO 1\" />"
                                + "</Host>")));
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
        origin.close();
    }

    private static List<String> log(TomcatServer server, String start) throws IOException {
        try (Stream<Path> files = Files.list(server.base().resolve("logs"))) {
            Path file = files.filter(each -> each.getFileName().toString().startsWith(start))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        }
    }

    /** A line is written when the answer is out, which a client may see a moment before. */
    private static String access(String path) throws Exception {
        Eventually.isTrue(path, () -> log(tomcat, "access").stream().anyMatch(line -> line.contains(path)));
        return log(tomcat, "access").stream()
                .filter(line -> line.contains(path))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> cloudFront(TomcatServer server, String query) throws Exception {
        Eventually.isTrue(
                query, () -> log(server, "cloudfront").stream().anyMatch(line -> line.contains("\t" + query + "\t")));
        List<String> lines = log(server, "cloudfront");
        assertThat(lines.get(0)).isEqualTo("#Version: 1.0");
        assertThat(lines.get(1)).isEqualTo("#Fields: " + FIELDS);
        String line = lines.stream()
                .filter(each -> each.contains("\t" + query + "\t"))
                .findFirst()
                .orElseThrow();
        String[] names = FIELDS.split(" ");
        String[] values = line.split("\t", -1);
        assertThat(values).hasSameSizeAs(names).allMatch(value -> value.matches("[!-~]+"));
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            fields.put(names[i], values[i]);
        }
        return fields;
    }

    @Test
    @Order(1)
    void theAccessLogTellsResultTimesAndTrace() throws Exception {
        Response miss = http.get("/held/quick.jpg?w=90", "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01");
        http.get("/held/quick.jpg?w=90&hit");
        http.get("/held/quick.jpg?w=0&bad");

        assertThat(miss.status()).as(miss.text()).isEqualTo(200);
        assertThat(access("/held/quick.jpg?w=90 "))
                .matches(".* 200 \\d+ \\d+ - Miss wait=\\d+ fetch=\\d+ decode=\\d+ process=\\d+ encode=\\d+"
                        + " http://127\\.0\\.0\\.1:\\d+/quick.jpg " + TRACE);
        assertThat(access("&hit"))
                .matches(".* 200 \\d+ \\d+ - Hit wait=- fetch=- decode=- process=- encode=- http://\\S+/quick.jpg -");
        assertThat(access("&bad")).matches(".* 400 \\d+ \\d+ bad-option Error wait=- fetch=- .* - -");
    }

    @Test
    @Order(2)
    void cloudFrontsFieldsAreWritten() throws Exception {
        Response miss = http.get(
                "/held/quick.jpg?w=91",
                "User-Agent: Mozilla/5.0 (X11)\tforged\"'",
                "Referer: https://example.com/a%20page?q=1",
                "Cookie: secret=1",
                "X-Forwarded-For: 203.0.113.9, 10.0.0.1");
        http.get("/held/quick.jpg?w=91&again", "Range: bytes=10-19");
        http.get("/held/quick.jpg?w=0&refused");

        Map<String, String> fields = cloudFront(tomcat, "w=91");
        assertThat(fields)
                .containsEntry("x-edge-location", "SEO%201")
                .containsEntry("c-ip", "127.0.0.1")
                .containsEntry("cs-method", "GET")
                .containsEntry("cs(Host)", "127.0.0.1")
                .containsEntry("cs-uri-stem", "/held/quick.jpg")
                .containsEntry("sc-status", "200")
                .containsEntry("cs(Referer)", "https://example.com/a%20page?q=1")
                .containsEntry("cs(User-Agent)", "Mozilla/5.0%20(X11)%09forged%22%27")
                .containsEntry("cs(Cookie)", "-")
                .containsEntry("x-edge-result-type", "Miss")
                .containsEntry("x-edge-response-result-type", "Miss")
                .containsEntry("x-edge-detailed-result-type", "Miss")
                .containsEntry("x-host-header", "127.0.0.1:" + tomcat.uri().getPort())
                .containsEntry("cs-protocol", "http")
                .containsEntry("cs-protocol-version", "HTTP/1.1")
                .containsEntry("x-forwarded-for", "203.0.113.9,%2010.0.0.1")
                .containsEntry("ssl-protocol", "-")
                .containsEntry("ssl-cipher", "-")
                .containsEntry("fle-status", "-")
                .containsEntry("fle-encrypted-fields", "-")
                .containsEntry("sc-content-type", miss.get("Content-Type"))
                .containsEntry("sc-content-len", Integer.toString(miss.body().length))
                .containsEntry("sc-range-start", "-")
                .containsEntry("sc-range-end", "-");
        assertThat(fields.get("date")).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(fields.get("time")).matches("\\d{2}:\\d{2}:\\d{2}");
        assertThat(fields.get("time-taken")).matches("\\d+\\.\\d{3}");
        assertThat(fields.get("time-to-first-byte")).matches("\\d+\\.\\d{3}");
        assertThat(Integer.parseInt(fields.get("c-port"))).isPositive();
        assertThat(Integer.parseInt(fields.get("cs-bytes"))).isBetween(150, 500);
        assertThat(Integer.parseInt(fields.get("sc-bytes")))
                .isBetween(miss.body().length + 200, miss.body().length + 1500);

        Map<String, String> range = cloudFront(tomcat, "w=91&again");
        assertThat(range)
                .containsEntry("sc-status", "206")
                .containsEntry("x-edge-result-type", "Hit")
                .containsEntry("sc-range-start", "10")
                .containsEntry("sc-range-end", "19")
                .containsEntry("sc-content-len", "10");
        assertThat(cloudFront(tomcat, "w=0&refused"))
                .containsEntry("sc-status", "400")
                .containsEntry("x-edge-result-type", "Error")
                .containsEntry("x-edge-detailed-result-type", "InvalidRequest");
    }

    @Test
    @Order(3)
    void drainingIsForTheTokenOnlyAndCanBeTakenBack() throws Exception {
        assertThat(http.send("POST", "/tomthumb/drain").status()).isEqualTo(401);
        assertThat(http.get("/tomthumb/health", AUTHORIZED).status()).isEqualTo(200);

        Response begun = http.send("POST", "/tomthumb/drain", AUTHORIZED);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        assertThat(new JSONObject(begun.text()).getBoolean("draining")).isTrue();
        Response health = http.get("/tomthumb/health", AUTHORIZED);
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.text()).startsWith("Tomthumb is draining\n");
        assertThat(http.get("/img/health").status()).isEqualTo(503);
        assertThat(keptAlive("held/quick.jpg?w=90")).isFalse();
        assertThat(http.get("/tomthumb/metrics", AUTHORIZED).text()).contains("tomthumb_draining 1\n");
        Eventually.isTrue(
                "it is drained",
                () -> new JSONObject(http.get("/tomthumb/drain", AUTHORIZED).text()).getBoolean("done"));

        http.send("POST", "/tomthumb/drain/stop", AUTHORIZED);
        assertThat(http.get("/tomthumb/health", AUTHORIZED).status()).isEqualTo(200);
        assertThat(keptAlive("held/quick.jpg?w=90")).isTrue();
    }

    /** Whether the connection that a picture came over goes on, as its client would like. */
    private static boolean keptAlive(String path) throws Exception {
        HttpResponse<byte[]> response = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(HttpRequest.newBuilder(tomcat.uri(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.headers()
                .firstValue("Connection")
                .filter("close"::equals)
                .isEmpty();
    }

    /** The application is taken away while its only render waits for its original. */
    @Test
    @Order(4)
    void aPictureUnderWayIsFinishedWhenTheApplicationIsStopped() throws Exception {
        origin.hold();
        CompletableFuture<Response> slow = CompletableFuture.supplyAsync(() -> {
            try {
                return http.get("/held/slow.jpg?w=95");
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        });
        Eventually.isTrue("the origin is asked", () -> origin.asked() == 1);
        tomcat.undeploy("ROOT");
        Eventually.isTrue("the application stops", () -> tomcat.logs().contains("Undeploying context"));
        origin.release();

        Response response = slow.get(60, TimeUnit.SECONDS);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
    }

    /** The same jar, on a Tomcat whose servlet API has other names. */
    @Test
    @Order(5)
    void theValveWorksOnTomcat9() throws Exception {
        Path base = Bases.empty("observe-9");
        try (TomcatServer nine = withJar(base, "9").start()) {
            Response missing = new RawHttp(nine.uri()).get("/nothing?nine", "User-Agent: probe");

            assertThat(missing.status()).isEqualTo(404);
            assertThat(cloudFront(nine, "nine"))
                    .containsEntry("sc-status", "404")
                    .containsEntry("cs(User-Agent)", "probe")
                    .containsEntry("x-edge-result-type", "Error");
        }
    }
}
