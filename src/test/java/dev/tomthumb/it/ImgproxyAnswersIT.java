package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * imgproxy's dialect over HTTP, with originals on a web server, in a real Tomcat: as it is without settings of its own
 * ({@code /plain}), with a fallback image ({@code /standin}) and with everything else that can be set ({@code /set}).
 */
@Isolated("its times are measured")
class ImgproxyAnswersIT {
    private static final byte[] PICTURE = TestPictures.png(TestPictures.geometry(60, 40));
    private static final byte[] STAND_IN = TestPictures.png(TestPictures.gradient(30, 30));
    private static final String SECRET = "Authorization: Bearer open-sesame";

    @TempDir
    private static Path directory;

    private static ScriptedOrigin origin;
    private static TomcatServer tomcat;

    @BeforeAll
    static void start() throws Exception {
        origin = new ScriptedOrigin(PICTURE);
        Path base = Bases.empty("imgproxy-answers");
        Path wars = directory.resolve("wars");
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base)
                .jvmArguments("-Xmx768m")
                .deploy("plain", site().file(wars, "plain.war"))
                .deploy(
                        "standin",
                        site().with(
                                        "tomthumb.fallback-image.data",
                                        Base64.getEncoder().encodeToString(STAND_IN))
                                .with("tomthumb.fallback-image.for", "original-missing,origin-failed")
                                .with("tomthumb.fallback-image.http-code", "0")
                                .with("tomthumb.fallback-image.ttl", "30 s")
                                .file(wars, "standin.war"))
                .deploy(
                        "set",
                        site().with("tomthumb.img.secret", "open-sesame")
                                .with("tomthumb.img.client-hints", "true")
                                .with("tomthumb.img.canonical-link", "true")
                                .with("tomthumb.img.cache-control-passthrough", "true")
                                .with("tomthumb.img.health-path", "/ping")
                                .with("tomthumb.img.allow-bypass-cache", "true")
                                .with("tomthumb.cors", "*")
                                .with("tomthumb.debug-headers", "true")
                                .with("tomthumb.development-errors", "true")
                                .with("tomthumb.enforce-jxl", "true")
                                .with("tomthumb.auto-webp", "true")
                                .file(wars, "set.war"))
                .start();
    }

    private static HostSite site() {
        return HostSite.ofSchema("3.1")
                .with("tomthumb.img.prefix", "/img/")
                .with("tomthumb.http.allow", origin.authority())
                .with("tomthumb.http.allow-loopback", "true");
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
        if (origin != null) {
            origin.close();
        }
    }

    private static Response send(String method, String site, String options, String original, String... headers)
            throws IOException {
        String target = "/" + site + "/img/x/" + options + "/plain/http://" + origin.authority() + original;
        return new RawHttp(tomcat.uri()).send(method, target, headers);
    }

    private static Response get(String site, String options, String original, String... headers) throws IOException {
        return send("GET", site, options, original, headers);
    }

    private static BufferedImage picture(Response response) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    // ---- The info endpoint

    private static Response info(String method, String options, String original, String... headers) throws IOException {
        String target = "/plain/img/info/x/" + options + "plain/http://" + origin.authority() + original;
        return new RawHttp(tomcat.uri()).send(method, target, headers);
    }

    @Test
    void infoIsJsonFromTheCacheUntilTheOriginalIsAsked() throws IOException {
        Response first = info("GET", "average:1/", "/ok/told.png");
        int asked = origin.asked();
        Response again = info("GET", "avg:t/", "/ok/told.png");
        Response head = info("HEAD", "average:1/", "/ok/told.png");
        Response same = info("GET", "average:1/", "/ok/told.png", "If-None-Match: " + first.get("ETag"));

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.get("Content-Type")).isEqualTo("application/json");
        assertThat(first.get("X-Cache")).startsWith("Miss");
        assertThat(first.get("Cache-Control")).contains("max-age=");
        assertThat(first.get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(first.text())
                .startsWith("{\"size\":" + PICTURE.length
                        + ",\"format\":\"png\",\"mime_type\":\"image/png\",\"width\":60,\"height\":40,")
                .contains("\"average\":{\"R\":");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.get("X-Cache")).startsWith("Hit");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.get("Content-Length")).isEqualTo(Integer.toString(first.body().length));
        assertThat(head.body()).isEmpty();
        assertThat(same.status()).isEqualTo(304);
        assertThat(origin.asked()).isEqualTo(asked);
    }

    @Test
    void infoOfWhatIsNotThereIsRefusedEvenWhereAFallbackStandsIn() throws IOException {
        String target = "/standin/img/info/x/plain/http://" + origin.authority() + "/404/gone.png";
        Response missing = new RawHttp(tomcat.uri()).send("GET", target);

        assertThat(missing.status()).as(missing.text()).isEqualTo(404);
        assertThat(info("GET", "detect_objects:1/", "/ok/told.png").text()).contains("nothing here detects objects");
        assertThat(info("GET", "", "/html/page.png").status()).isEqualTo(422);
    }

    // ---- From the cache

    @Test
    void headRangeAnd304AreAnsweredFromTheCacheWithoutTheOrigin() throws IOException {
        Response whole = get("plain", "w:30", "/ok/range.png");
        int asked = origin.asked();

        Response head = send("HEAD", "plain", "w:30", "/ok/range.png");
        Response part = get("plain", "w:30", "/ok/range.png", "Range: bytes=5-14");
        Response rest = get("plain", "w:30", "/ok/range.png", "Range: bytes=15-", "If-Range: " + whole.get("ETag"));
        Response other = get("plain", "w:30", "/ok/range.png", "Range: bytes=15-", "If-Range: \"other\"");
        Response outside = get("plain", "w:30", "/ok/range.png", "Range: bytes=999999-");
        Response same = get("plain", "w:30", "/ok/range.png", "If-None-Match: " + whole.get("ETag"));

        assertThat(whole.status()).as(whole.text()).isEqualTo(200);
        assertThat(whole.get("Accept-Ranges")).isEqualTo("bytes");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.get("Content-Type")).isEqualTo("image/png");
        assertThat(head.get("Content-Length")).isEqualTo(Integer.toString(whole.body().length));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.get("Content-Range")).isEqualTo("bytes 5-14/" + whole.body().length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 5, 15));
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 15, whole.body().length));
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(whole.body());
        assertThat(outside.status()).isEqualTo(416);
        assertThat(outside.get("Content-Range")).isEqualTo("bytes */" + whole.body().length);
        assertThat(same.status()).isEqualTo(304);
        assertThat(origin.asked()).isEqualTo(asked);
    }

    @Test
    void everyVariantHasATagOfItsOwn() throws IOException {
        assertThat(get("plain", "w:30", "/ok/tag.png").get("ETag"))
                .isNotEqualTo(get("plain", "w:31", "/ok/tag.png").get("ETag"));
    }

    // ---- Refusals

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        w:30    | /404/a.png  | 404 | Source is unreachable | max-age=10
        w:30    | /410/a.png  | 410 | Source is unreachable | max-age=10
        w:30    | /401/a.png  | 401 | Source is unreachable | max-age=10
        w:30    | /403/a.png  | 403 | Source is unreachable | max-age=10
        w:30    | /418/a.png  | 418 | Source is unreachable | max-age=10
        w:30    | /500/a.png  | 502 | Source is unreachable | max-age=2
        w:30    | /504/a.png  | 502 | Source is unreachable | max-age=2
        w:30    | /html/a.png | 422 | Invalid source image  | max-age=10
        w:x     | /ok/a.png   | 404 | Invalid URL           | no-store
        wdth:1  | /ok/a.png   | 404 | Invalid URL           | no-store
        msr:1   | /ok/a.png   | 403 | Invalid URL           | no-store
        bc:1    | /ok/a.png   | 403 | Invalid URL           | no-store
        exp:1   | /ok/a.png   | 404 | Invalid URL           | no-store
        f:heic  | /ok/a.png   | 422 | Invalid URL           | no-store
        """)
    void aCauseIsAnsweredInImgproxysWords(String options, String original, int status, String text, String caching)
            throws IOException {
        Response response = get("plain", options, original);

        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.text()).startsWith(text + "\n").hasLineCount(2);
        assertThat(response.get("Cache-Control")).isEqualTo(caching);
        assertThat(response.get("Content-Type")).startsWith("text/plain");
        assertThat(response.get("Content-Security-Policy")).endsWith("sandbox");
    }

    @Test
    void anotherServerIsNotAskedAndSaysSo() throws IOException {
        Response response = new RawHttp(tomcat.uri()).get("/plain/img/x/w:30/plain/http://127.0.0.1:1/a.png");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text()).startsWith("Invalid source URL\n");
    }

    // ---- Raw

    @Test
    void rawPassesTheOriginsAnswerOnAndKeepsNothing() throws IOException {
        int asked = origin.asked();
        Response page = get("plain", "raw:1", "/html/page.html");
        Response again = get("plain", "raw:1", "/html/page.html");
        Response missing = get("plain", "raw:1", "/404/page.html");
        Response part = get("plain", "raw:1", "/ok/a.png", "Range: bytes=0-7");
        Response head = send("HEAD", "plain", "raw:1", "/ok/a.png");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).isEqualTo(ScriptedOrigin.PAGE);
        assertThat(page.get("Content-Type")).isEqualTo("text/html");
        assertThat(page.get("ETag")).isEqualTo("\"origin\"");
        assertThat(page.get("Content-Security-Policy")).endsWith("sandbox");
        assertThat(page.get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Set-Cookie")).isEmpty();
        assertThat(again.get("X-Cache")).isEqualTo("Bypass from tomthumb");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.get("Cache-Control")).isEqualTo("no-store");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOf(PICTURE, 8));
        assertThat(head.body()).isEmpty();
        assertThat(head.get("Content-Length")).isEqualTo(Integer.toString(PICTURE.length));
        assertThat(origin.asked()).isEqualTo(asked + 5);
    }

    @Test
    void skippedFormatsArePassedOnUnlessAnotherIsNamed() throws IOException {
        assertThat(get("plain", "w:30/skp:png", "/ok/skip.png").body()).isEqualTo(PICTURE);
        assertThat(picture(get("plain", "w:30/skp:png/f:jpg", "/ok/skip.png")).getWidth())
                .isEqualTo(30);
    }

    // ---- Fallback image

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/404/f.png, 404, original-missing",
        "/500/f.png, 502, origin-failed",
        "/410/f.png, 410, original-missing"
    })
    void aStandInComesInTheSizeThatWasAskedForAndIsNotKeptLong(String original, int status, String fault)
            throws IOException {
        Response first = get("standin", "rs:fill:20:10", original);
        Response second = get("standin", "rs:fill:20:10", original);

        for (Response response : new Response[] {first, second}) {
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.get("Content-Type")).isEqualTo("image/png");
            assertThat(response.get("Cache-Control")).isEqualTo("public, max-age=30");
            assertThat(response.get("X-Tomthumb-Fallback")).isEqualTo(fault);
            assertThat(response.header("ETag")).isEmpty();
            assertThat(picture(response).getWidth()).isEqualTo(20);
            assertThat(picture(response).getHeight()).isEqualTo(10);
        }
        assertThat(second.get("X-Cache")).isEqualTo("Hit from tomthumb");
    }

    @Test
    void whatIsNoListedFaultIsAnsweredAsEver() throws IOException {
        assertThat(get("standin", "w:20", "/403/f.png").status()).isEqualTo(403);
        assertThat(get("standin", "w:x", "/404/f.png").text()).startsWith("Invalid URL");
        assertThat(get("standin", "w:20", "/ok/f.png").get("Cache-Control")).isEqualTo("public, max-age=31536000");
    }

    @Test
    void aUrlMayBringItsOwnStandIn() throws IOException {
        String own = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("http://" + origin.authority() + "/ok/own.png").getBytes());
        Response response = get("plain", "w:30/fiu:" + own, "/404/f.png");

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(picture(response).getWidth()).isEqualTo(30);
        assertThat(picture(response).getHeight()).isEqualTo(20);
    }

    // ---- Everything that can be set

    @Test
    void withoutTheSecretNothingIsShown() throws IOException {
        get("set", "w:30", "/ok/secret.png", SECRET);
        Response none = get("set", "w:30", "/ok/secret.png");
        Response wrong = get("set", "w:30", "/ok/secret.png", "Authorization: Bearer open-sesam");

        assertThat(none.status()).isEqualTo(403);
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(get("set", "w:30", "/ok/secret.png", SECRET).status()).isEqualTo(200);
    }

    @Test
    void optionsAndHealthNeedNoSecret() throws IOException {
        Response options = send("OPTIONS", "set", "w:30", "/ok/a.png");
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.get("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(options.get("Access-Control-Allow-Methods")).isEqualTo("GET, OPTIONS");

        RawHttp http = new RawHttp(tomcat.uri());
        for (String path : new String[] {"/set/img/health", "/set/img/ping", "/plain/img/health"}) {
            Response health = http.get(path);
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.get("Cache-Control")).isEqualTo("no-cache");
            assertThat(health.text()).isEqualTo("Tomthumb is running\n");
        }
        assertThat(http.get("/plain/img/ping").status()).isEqualTo(404);
    }

    @Test
    void aPlainRequestIdIsEchoedAndAnotherReplaced() throws IOException {
        assertThat(get("plain", "w:30", "/ok/id.png", "X-Request-ID: abc_1").get("X-Request-ID"))
                .isEqualTo("abc_1");
        assertThat(get("plain", "w:x", "/ok/id.png", "X-Request-ID: a b").get("X-Request-ID"))
                .matches("[A-Za-z0-9_-]{21}");
    }

    @Test
    void hintsDecideWhatTheUrlLeavesOpenInSteps() throws IOException {
        Response narrow = get("set", "q:80", "/ok/hint.png", SECRET, "Sec-CH-Width: 33", "DPR: 0.7");
        Response same = get("set", "q:80", "/ok/hint.png", SECRET, "Width: 51");
        Response said = get("set", "w:20", "/ok/hint.png", SECRET, "Sec-CH-Width: 33");

        assertThat(narrow.get("Vary")).isEqualTo("Accept, Sec-Ch-Dpr, Dpr, Sec-Ch-Width, Width");
        assertThat(narrow.get("Accept-CH")).isEqualTo("Sec-CH-DPR, Sec-CH-Width");
        assertThat(same.get("X-Cache")).as("one step of the ladder").isEqualTo("Hit from tomthumb");
        assertThat(picture(said).getWidth()).isEqualTo(20);
    }

    @Test
    void whatCannotBeWrittenIsPassedOverAndNoIsNo() throws IOException {
        String accept = "Accept: image/jxl,image/avif,image/webp,*/*;q=0.8";
        assertThat(get("set", "w:30", "/ok/nego.png", SECRET, accept).get("Content-Type"))
                .isEqualTo("image/webp");
        assertThat(get("set", "w:30", "/ok/nego.png", SECRET, "Accept: image/webp;q=0,*/*")
                        .get("Content-Type"))
                .isEqualTo("image/png");
        Response named = get("set", "w:30/f:png", "/ok/nego.png", SECRET, accept);
        assertThat(named.get("Content-Type")).isEqualTo("image/png");
        assertThat(named.get("Vary")).startsWith("Accept,");
        Response same = get(
                "set",
                "w:30",
                "/ok/nego.png",
                SECRET,
                accept,
                "If-None-Match: "
                        + get("set", "w:30", "/ok/nego.png", SECRET, accept).get("ETag"));
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.get("Vary")).startsWith("Accept,");
    }

    @Test
    void theOriginsLifetimeItsAddressAndAllSizesAreTold() throws IOException {
        Response response = get("set", "w:30", "/kept/told.png", SECRET);

        assertThat(response.get("Cache-Control")).isEqualTo("max-age=77, stale-if-error=7");
        assertThat(response.get("Link"))
                .isEqualTo("<http://" + origin.authority() + "/kept/told.png>; rel=\"canonical\"");
        assertThat(response.get("X-Origin-Content-Length")).isEqualTo(Integer.toString(PICTURE.length));
        assertThat(response.get("X-Origin-Width")).isEqualTo("60");
        assertThat(response.get("X-Origin-Height")).isEqualTo("40");
        assertThat(response.get("X-Result-Width")).isEqualTo("30");
        assertThat(response.get("X-Result-Height")).isEqualTo("20");
        assertThat(response.get("X-Tomthumb-Request")).startsWith("w:30/").endsWith("/kept/told.png");
    }

    @Test
    void bypassingRendersAnewEachTime() throws IOException {
        get("set", "w:30", "/ok/bypass.png", SECRET);
        int asked = origin.asked();

        assertThat(get("set", "w:30/bc:1", "/ok/bypass.png", SECRET).get("X-Cache"))
                .isEqualTo("Bypass from tomthumb");
        assertThat(get("set", "w:30/bc:1", "/ok/bypass.png", SECRET).get("X-Cache"))
                .isEqualTo("Bypass from tomthumb");
        assertThat(origin.asked()).isEqualTo(asked + 2);
        assertThat(get("set", "w:30", "/ok/bypass.png", SECRET).get("X-Cache")).isEqualTo("Hit from tomthumb");
    }

    @Test
    void developersSeeTheWholeTruthAndNoMarkupOfVisitors() throws IOException {
        Response page = get("set", "w:%3Cscript%3E", "/ok/a.png", SECRET);

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.get("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("ImageException").doesNotContain("<script");
        assertThat(page.get("Content-Security-Policy")).endsWith("sandbox");
    }
}
