package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What visitors of the WAR that ships see, with originals on an S3 server that checks signatures. */
@Execution(ExecutionMode.SAME_THREAD)
@ArquillianTest
@RunAsClient
class RenditionsIT {
    @ArquillianResource
    private URL context;

    private RawHttp http;
    private String root;

    @Deployment(testable = false)
    static WebArchive shippedWar() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, BuildOutputs.war().toFile());
    }

    @BeforeEach
    void connect() {
        URI uri = URI.create(context.toString());
        http = new RawHttp(uri);
        root = uri.getPath().replaceAll("/$", "");
    }

    private Response get(String path, String... headers) throws IOException {
        return http.get(root + path, headers);
    }

    /** A version nobody has asked for, so that the first call is the first. */
    private static String fresh() {
        return Long.toString(System.nanoTime(), 36);
    }

    private static BufferedImage picture(Response response) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    // ---- Miss, then Hit

    @Test
    void theFirstCallIsAMissTheSecondAHitWithFewerBytesThanTheOriginal() throws IOException {
        String url = "/photos/portrait_1.jpg?w=160&v=" + fresh();

        Response first = get(url);
        Response second = get(url);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.get("X-Cache")).isEqualTo("Miss from tomthumb");
        assertThat(second.get("X-Cache")).isEqualTo("Hit from tomthumb");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.get("ETag")).isEqualTo(first.get("ETag")).matches("\"[A-Za-z0-9_-]{20,}\"");
        assertThat(second.body().length).isLessThan(SampleOriginals.bytes("portrait_1.jpg").length);
        assertThat(picture(second).getWidth()).isEqualTo(160);
    }

    @Test
    void oneRenderServesEverybodyWhoAsksAtOnce() throws Exception {
        String url = "/photos/portrait_1.jpg?w=240&v=" + fresh();
        List<Callable<Response>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            calls.add(() -> get(url));
        }

        List<String> results = new ArrayList<>();
        ExecutorService visitors = Executors.newFixedThreadPool(calls.size());
        try {
            for (Future<Response> answer : visitors.invokeAll(calls)) {
                assertThat(answer.get().status()).isEqualTo(200);
                results.add(answer.get().get("X-Cache"));
            }
        } finally {
            visitors.shutdownNow();
        }

        assertThat(results).filteredOn("Miss from tomthumb"::equals).hasSize(1);
        assertThat(results).filteredOn("Hit from tomthumb"::equals).hasSize(23);
    }

    // ---- Both languages

    @Test
    void bothLanguagesShareARendition() throws IOException {
        String version = fresh();
        Response query = get("/photos/portrait_1.jpg?w=128&fm=png&v=" + version);
        Response imgproxy = get("/img/insecure/w:128/f:png/cb:" + version + "/plain/s3://originals/portrait_1.jpg");

        assertThat(query.get("X-Cache")).isEqualTo("Miss from tomthumb");
        assertThat(imgproxy.get("X-Cache")).isEqualTo("Hit from tomthumb");
        assertThat(query.get("Cache-Control")).isEqualTo("public, max-age=86400");
        assertThat(imgproxy.get("Cache-Control")).isEqualTo("public, max-age=31536000");
    }

    @ParameterizedTest
    @CsvSource({
        "rs:fit:120:60, 45, 60",
        "rs:fill:120:60, 120, 60",
        "rs:force:120:60, 120, 60",
        "rs:fill:60:60/dpr:2, 120, 120",
        "w:100, 100, 133",
        "h:100, 75, 100",
        "rs:fit:6000:8000, 600, 800",
    })
    void imgproxysGeometryHolds(String options, int width, int height) throws IOException {
        Response response = get("/img/insecure/" + options + "/plain/s3://originals/portrait_6.jpg@png");

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(picture(response).getWidth()).isEqualTo(width);
        assertThat(picture(response).getHeight()).isEqualTo(height);
    }

    @Test
    void sourcesMayBeEncodedInEveryWayImgproxyTakes() throws IOException {
        String base64 = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("s3://originals/portrait_1.jpg".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(get("/img/insecure/w:64/" + base64 + ".png").status()).isEqualTo(200);
        assertThat(get("/img/insecure/w:64/" + base64.substring(0, 10) + "/" + base64.substring(10))
                        .status())
                .isEqualTo(200);
        assertThat(get("/img/insecure/w:64/plain/s3%3A%2F%2Foriginals%2Fportrait_1.jpg")
                        .status())
                .isEqualTo(200);
        assertThat(get("/img/insecure/w:64/plain/s3:/originals/portrait_1.jpg").status())
                .isEqualTo(200);
    }

    @Test
    void unsignedSizesSnapToTheLadder() throws IOException {
        String version = fresh();

        Response odd = get("/photos/portrait_1.jpg?w=121&v=" + version);
        Response step = get("/photos/portrait_1.jpg?w=128&v=" + version);

        assertThat(picture(odd).getWidth()).isEqualTo(128);
        assertThat(step.get("X-Cache")).isEqualTo("Hit from tomthumb");
    }

    @Test
    void aSessionIdAndForeignParametersNeverReachTheKey() throws IOException {
        String version = fresh();
        get("/photos/portrait_1.jpg?w=128&v=" + version);

        assertThat(get("/photos/portrait_1.jpg;jsessionid=0123ABCD?w=128&v=" + version)
                        .get("X-Cache"))
                .isEqualTo("Hit from tomthumb");
        assertThat(get("/photos/portrait_1.jpg?utm_source=news&w=128&v=" + version)
                        .get("X-Cache"))
                .isEqualTo("Hit from tomthumb");
    }

    @Test
    void aMountedPathWithoutParametersIsTheOriginalItself() throws IOException {
        assertThat(get("/photos/portrait_1.jpg").body()).isEqualTo(SampleOriginals.bytes("portrait_1.jpg"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/photos/a%20name%20with%20spaces.jpg",
                "/photos/%ED%95%9C%EA%B5%AD%EC%96%B4%20%EC%82%AC%EC%A7%84.jpg",
                "/photos/plus+sign.jpg",
                "/photos/plus%2Bsign.jpg",
            })
    void namesWithSpacesKoreanAndPlusSignsAreFound(String path) throws IOException {
        assertThat(get(path + "?w=64").status()).isEqualTo(200);
    }

    // ---- Formats

    @ParameterizedTest
    @CsvSource({
        "grey.jpg, image/jpeg",
        "cmyk.jpg, image/jpeg",
        "alpha.png, image/png",
        "deep.png, image/png",
        "indexed.png, image/png",
        "tiny.png, image/png",
        "palette.gif, image/gif",
        "animated.gif, image/gif",
        "sample.bmp, image/jpeg",
        "photo.webp, image/jpeg",
    })
    void everyFormatIsReadAndKeepsOrChangesItsTypeByTheRule(String name, String type) throws IOException {
        Response response = get("/photos/" + name + "?w=64&v=" + fresh());

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(response.get("Content-Type")).isEqualTo(type);
        assertThat(response.get("Content-Length")).isEqualTo(Integer.toString(response.body().length));
        assertThat(picture(response)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"jpg, image/jpeg", "png, image/png", "gif, image/gif", "webp, image/webp"})
    void everyOutputFormatIsWritten(String format, String type) throws IOException {
        Response response = get("/photos/sample.tiff?w=64&fm=" + format + "&v=" + fresh());

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(response.get("Content-Type")).isEqualTo(type);
    }

    @Test
    void webpIsNegotiatedOnlyWhenAskedForAndSaysSo() throws IOException {
        String url = "/photos/portrait_1.jpg?w=64&auto=format&v=" + fresh();

        Response modern = get(url, "Accept: image/avif,image/webp,*/*;q=0.8");
        Response old = get(url, "Accept: image/png,*/*;q=0.8");
        Response fixed = get("/photos/portrait_1.jpg?w=64", "Accept: image/webp");

        assertThat(modern.get("Content-Type")).isEqualTo("image/webp");
        assertThat(modern.get("Vary")).isEqualTo("Accept");
        assertThat(old.get("Content-Type")).isEqualTo("image/jpeg");
        assertThat(old.get("Vary")).isEqualTo("Accept");
        assertThat(fixed.get("Content-Type")).isEqualTo("image/jpeg");
        assertThat(fixed.header("Vary")).isEmpty();
    }

    // ---- HTTP

    @Test
    void whoHoldsTheRenditionGets304() throws IOException {
        Response whole = get("/photos/portrait_1.jpg?w=64");

        Response byTag = get("/photos/portrait_1.jpg?w=64", "If-None-Match: \"other\", W/" + whole.get("ETag"));
        Response byDate = get("/photos/portrait_1.jpg?w=64", "If-Modified-Since: " + whole.get("Last-Modified"));
        Response other = get("/photos/portrait_1.jpg?w=64", "If-None-Match: \"other\"");

        assertThat(byTag.status()).isEqualTo(304);
        assertThat(byTag.get("ETag")).isEqualTo(whole.get("ETag"));
        assertThat(byTag.get("X-Cache")).isEqualTo("Hit from tomthumb");
        assertThat(byDate.status()).isEqualTo(304);
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void headIsGetWithoutItsBody() throws IOException {
        String url = "/photos/portrait_1.jpg?w=64&v=" + fresh();
        Response head = http.send("HEAD", root + url);
        Response whole = get(url);

        assertThat(head.get("X-Cache")).isEqualTo("Miss from tomthumb");
        assertThat(head.body()).isEmpty();
        assertThat(head.get("Content-Length")).isEqualTo(Integer.toString(whole.body().length));
        assertThat(head.get("ETag")).isEqualTo(whole.get("ETag"));
        assertThat(whole.get("X-Cache")).isEqualTo("Hit from tomthumb");
    }

    @Test
    void everyAnswerForbidsSniffingAndScripts() throws IOException {
        for (String url : List.of("/photos/portrait_1.jpg?w=64", "/photos/none.jpg?w=64")) {
            assertThat(get(url).get("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(get(url).get("Content-Security-Policy")).startsWith("default-src 'none'");
        }
    }

    @Test
    void postingAPictureIsRefusedWithWhatIsAllowed() throws IOException {
        Response response = http.send("POST", root + "/photos/portrait_1.jpg?w=64");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.get("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    // ---- Refusals

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        /photos/none.jpg?w=64                   | 404 | original-missing
        /photos/portrait_1.jpg?w=0              | 400 | bad-option
        /photos/portrait_1.jpg?w=-5             | 400 | bad-option
        /photos/portrait_1.jpg?w=99999999999999 | 400 | bad-option
        /photos/portrait_1.jpg?w=1e9            | 400 | bad-option
        /photos/portrait_1.jpg?w=64&dpr=NaN     | 400 | bad-option
        /photos/portrait_1.jpg?w=64&fm=avif     | 422 | unsupported-output
        /photos/portrait_1.jpg?w=64&fm=exe      | 400 | bad-option
        /photos/portrait_1.jpg?w=64&w=65        | 400 | bad-option
        /photos/zero.jpg?w=64                   | 422 | not-an-image
        /photos/html.jpg?w=64                   | 422 | not-an-image
        /photos/html.jpg                        | 422 | not-an-image
        /photos/truncated.jpg?w=64              | 422 | broken-image
        /photos/lying.png?w=64                  | 422 | original-too-large
        /photos/huge.png?w=64                   | 422 | original-too-large
        /photos//portrait_1.jpg?w=64            | 400 | invalid-url
        /photos/x/../portrait_1.jpg?w=64        | 400 | invalid-url
        /photos/%2e%2e/portrait_1.jpg?w=64      | 400 | invalid-url
        /photos/x%2Fportrait_1.jpg?w=64         | 400 | invalid-url
        """)
    void theQueryLanguageRefusesInItsOwnWords(String url, int status, String code) throws IOException {
        Response response = get(url);

        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.text()).startsWith(code + "\n").hasLineCount(2);
        assertThat(response.get("X-Cache")).isEqualTo("Error from tomthumb");
        assertThat(response.get("Cache-Control")).doesNotContain("86400").matches("no-store|.*max-age=1?[0-9]");
        assertThat(get("/photos/portrait_1.jpg?w=64").status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        /img/insecure/w:64/plain/s3://originals/none.jpg                    | 404 | Source is unreachable
        /img/insecure/w:x/plain/s3://originals/portrait_1.jpg               | 404 | Invalid URL
        /img/insecure/wdth:64/plain/s3://originals/portrait_1.jpg           | 404 | Invalid URL
        /img/insecure/exp:1/plain/s3://originals/portrait_1.jpg             | 404 | Invalid URL
        /img/w:64/plain/s3://originals/portrait_1.jpg                       | 403 | Forbidden
        /img/insecure/plain/s3://elsewhere/portrait_1.jpg                   | 404 | Source is unreachable
        /img/insecure/plain/http://169.254.169.254/latest/meta-data         | 404 | Source is unreachable
        /img/insecure/plain/webapp:/index.jsp                               | 404 | Source is unreachable
        /img/insecure/plain/local:///etc/passwd                             | 404 | Source is unreachable
        /img/insecure/w:64/plain/s3://originals/html.jpg                    | 422 | Invalid source image
        /img/insecure/w:64/plain/s3://originals/truncated.jpg               | 422 | Broken or unsupported image
        /img/insecure/w:64/plain/s3://originals/huge.png                    | 422 | Invalid source image
        /img/insecure/w:64/plain/s3://originals/portrait_1.jpg@avif         | 422 | Invalid URL
        /img/insecure/                                                      | 404 | Invalid URL
        /img/../photos/portrait_1.jpg                                       | 404 | Invalid URL
        """)
    void imgproxysLanguageRefusesInImgproxysWordsAndThenInOurs(String url, int status, String text) throws IOException {
        Response response = get(url);

        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.text()).startsWith(text + "\n").hasLineCount(2);
        assertThat(response.get("X-Cache")).isEqualTo("Error from tomthumb");
    }

    @Test
    void aUrlOfTenKilobytesGetsAnAnswerOfOurs() throws IOException {
        Response response = get("/img/insecure/plain/s3://originals/" + "a".repeat(10_000) + ".jpg");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text()).contains("characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/photos/a%00.jpg?w=64", "/photos/a%zz.jpg?w=64", "/photos/%ff.jpg?w=64"})
    void whatTomcatItselfRefusesHarmsNobody(String url) throws IOException {
        assertThat(get(url).status()).isEqualTo(400);
        assertThat(get("/photos/portrait_1.jpg?w=64").status()).isEqualTo(200);
    }

    @Test
    void anOriginalThatWasBrokenWorksOnceItIsMended() throws Exception {
        String name = "mended-" + fresh() + ".jpg";
        Path object = S3Session.bucket().resolve(name);
        Files.writeString(object, "not yet a picture");
        assertThat(get("/photos/" + name + "?w=64").status()).isEqualTo(422);

        Files.write(object, SampleOriginals.bytes("portrait_1.jpg"));

        Instant giveUp = Instant.now().plusSeconds(30);
        int status = 422;
        while (status == 422 && Instant.now().isBefore(giveUp)) {
            Thread.sleep(500);
            status = get("/photos/" + name + "?w=64").status();
        }
        assertThat(status).isEqualTo(200);
    }

    // ---- Operators

    @Test
    void healthAndMetricsTellWhatHappened() throws IOException {
        String url = "/photos/portrait_1.jpg?w=64&v=" + fresh();
        double misses = sample("tomthumb_responses_total{dialect=\"query\",result=\"miss\",status=\"200\"}");
        double hits = sample("tomthumb_responses_total{dialect=\"query\",result=\"hit\",status=\"200\"}");
        get(url);
        get(url);

        assertThat(sample("tomthumb_responses_total{dialect=\"query\",result=\"miss\",status=\"200\"}"))
                .isEqualTo(misses + 1);
        assertThat(sample("tomthumb_responses_total{dialect=\"query\",result=\"hit\",status=\"200\"}"))
                .isEqualTo(hits + 1);
        assertThat(get("/tomthumb/health").text()).contains("is running").contains("cache: ");
    }

    private double sample(String name) throws IOException {
        return get("/tomthumb/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 10.0.0.1",
                "Forwarded: for=10.0.0.1",
                "Via: 1.1 proxy",
                "X-Forwarded-Proto: https"
            })
    void behindAProxyOnlyTheTokenOpensTheOperatorsPages(String proxied) throws IOException {
        assertThat(get("/tomthumb/metrics", proxied).status()).isEqualTo(401);
        assertThat(get("/tomthumb/metrics", proxied, "Authorization: Bearer wrong-token-wrong-token")
                        .status())
                .isEqualTo(401);
        assertThat(get("/tomthumb/metrics", proxied, "Authorization: Bearer it-token-it-token-it")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void thePageSaysThatItRunsAndKeepsBucketsAndDirectoriesToItself() throws IOException {
        Response page = get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).containsIgnoringCase("running").contains("/photos/");
        assertThat(page.text())
                .doesNotContain("s3://originals")
                .doesNotContain("ROOT/")
                .doesNotContain(" disk ");
    }
}
