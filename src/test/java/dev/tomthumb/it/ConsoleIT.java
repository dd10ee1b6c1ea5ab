package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console of the WAR that ships, as a browser and as those ask for it who should not. */
class ConsoleIT {
    private static final String TOKEN = "it-token-it-token-it";
    /** As if it came through a proxy: nothing is open to it without a login. */
    private static final String AFAR = "X-Forwarded-For";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static TomcatServer tomcat;

    @BeforeAll
    static void start() throws Exception {
        Path base = Bases.empty("console");
        Path photos = Files.createDirectories(base.resolve("originals/photos"));
        Files.write(photos.resolve("cat.jpg"), TestPictures.jpeg(TestPictures.gradient(400, 300), 90));
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base.resolve("tomcat"))
                .systemProperty("tomthumb.ops.token", TOKEN)
                .systemProperty("tomthumb.query.key", "0123456789abcdef0123456789abcdef")
                .systemProperty("tomthumb.cache.dir", base.resolve("cache").toString())
                .systemProperty("tomthumb.local.root", base.resolve("originals").toString())
                .systemProperty("tomthumb.mounts", "/photos/ = local:///photos/")
                .deploy("shop", BuildOutputs.war())
                .start();
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(tomcat.uri("/shop" + path));
        return send(request, headers);
    }

    private static HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(tomcat.uri("/shop" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(request, headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A login from afar. */
    private record Login(String cookie, String csrf) {
        static Login begin() throws Exception {
            HttpResponse<String> answer =
                    post("/tomthumb/console/login", "{\"token\":\"" + TOKEN + "\"}", AFAR, "203.0.113.9");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie)
                    .matches("tomthumb-ops=[A-Za-z0-9_-]{43}; Path=/shop/tomthumb; HttpOnly; SameSite=Strict");
            return new Login(cookie.substring(0, cookie.indexOf(';')), new JSONObject(answer.body()).getString("csrf"));
        }

        String[] reading() {
            return new String[] {AFAR, "203.0.113.9", "Cookie", cookie};
        }

        String[] changing() {
            return new String[] {AFAR, "203.0.113.9", "Cookie", cookie, "X-Tomthumb-Csrf", csrf};
        }
    }

    @Test
    void thePageIsOpenAndWhatItShowsIsNot() throws Exception {
        HttpResponse<String> page = get("/tomthumb/", AFAR, "203.0.113.9");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.body()).doesNotContain("http://", "https://", "style=", "onclick");

        for (String closed : List.of("data", "settings", "options")) {
            assertThat(get("/tomthumb/console/" + closed, AFAR, "203.0.113.9").statusCode())
                    .as(closed)
                    .isEqualTo(401);
        }
        assertThat(post("/tomthumb/console/urls", "{\"original\":\"/x.jpg\",\"parameters\":{}}", AFAR, "203.0.113.9")
                        .statusCode())
                .isEqualTo(401);
        JSONObject session = new JSONObject(
                get("/tomthumb/console/session", AFAR, "203.0.113.9").body());
        assertThat(session.getBoolean("mayRead")).isFalse();
        assertThat(session.getString("csrf")).isEmpty();
    }

    @Test
    void everyFileThatThePageNamesIsThereAndIsSentOnce() throws Exception {
        List<String> names = new ArrayList<>(List.of("console/icon.svg"));
        Matcher named = Pattern.compile("(?:href|src)=\"(console/[^\"]+)\"")
                .matcher(get("/tomthumb/").body());
        named.results().forEach(found -> names.add(found.group(1)));
        for (int i = 0; i < names.size(); i++) {
            HttpResponse<String> file = get("/tomthumb/" + names.get(i));
            assertThat(file.statusCode()).as(names.get(i)).isEqualTo(200);
            Pattern.compile("from '\\./([^']+)'")
                    .matcher(file.body())
                    .results()
                    .map(found -> "console/" + found.group(1))
                    .filter(name -> !names.contains(name))
                    .forEach(names::add);
            String tag = file.headers().firstValue("ETag").orElseThrow();
            assertThat(get("/tomthumb/" + names.get(i), "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
        }
        assertThat(names).contains("console/app.js", "console/numbers.js", "console/chart.umd.min.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tomthumb/console/",
                "/tomthumb/console/../console/app.js",
                "/tomthumb/console/%2e%2e/Console.class",
                "/tomthumb/console/Console.class",
                "/tomthumb/console/console.css/",
                "/tomthumb/index.html"
            })
    void nothingElseOfTheJarCanBeRead(String path) throws Exception {
        RawHttp.Response answer = new RawHttp(tomcat.uri()).get("/shop" + path);
        if (path.contains("/../")) {
            assertThat(answer.status())
                    .as("the container has made another path of it")
                    .isEqualTo(200);
        } else {
            assertThat(answer.status()).isIn(400, 404);
        }
    }

    @Test
    void withoutASlashItIsTheSamePage() throws Exception {
        HttpResponse<String> answer = get("/tomthumb");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("tomthumb/");
    }

    @Test
    void aLoginReadsAndChangesWithItsWordOnly() throws Exception {
        Login login = Login.begin();
        assertThat(get("/tomthumb/console/data", login.reading()).statusCode()).isEqualTo(200);
        assertThat(get("/tomthumb/metrics", login.reading()).statusCode()).isEqualTo(200);
        assertThat(post("/tomthumb/purge", "{\"all\":true}", login.reading()).statusCode())
                .as("as a form of another site would")
                .isEqualTo(401);
        assertThat(post("/tomthumb/warm/stop", "", login.reading()).statusCode())
                .isEqualTo(401);
        assertThat(post("/tomthumb/console/logout", "{}", login.reading()).statusCode())
                .isEqualTo(401);
        String[] foreign = {
            AFAR,
            "203.0.113.9",
            "Cookie",
            login.cookie(),
            "X-Tomthumb-Csrf",
            login.csrf(),
            "Sec-Fetch-Site",
            "cross-site"
        };
        assertThat(post("/tomthumb/purge", "{\"all\":true}", foreign).statusCode())
                .isEqualTo(401);

        HttpResponse<String> purged = post("/tomthumb/purge", "{\"all\":true}", login.changing());
        assertThat(purged.statusCode()).as(purged.body()).isEqualTo(200);
        assertThat(new JSONObject(purged.body()).has("found")).isTrue();

        assertThat(post("/tomthumb/console/logout", "{}", login.changing()).statusCode())
                .isEqualTo(200);
        assertThat(get("/tomthumb/console/data", login.reading()).statusCode()).isEqualTo(401);
        assertThat(post("/tomthumb/purge", "{\"all\":true}", login.changing()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void neitherFormsNorOtherSitesLogIn() throws Exception {
        HttpRequest.Builder form = HttpRequest.newBuilder(tomcat.uri("/shop/tomthumb/console/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + TOKEN));
        assertThat(send(form).statusCode()).isEqualTo(415);
        HttpRequest.Builder text = HttpRequest.newBuilder(tomcat.uri("/shop/tomthumb/console/login"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + TOKEN + "\"}"));
        assertThat(send(text).statusCode())
                .as("what another site's page may send unasked")
                .isEqualTo(415);
        assertThat(post("/tomthumb/console/login", "{\"token\":\"" + TOKEN + "\"}", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/tomthumb/console/login", "[]").statusCode()).isEqualTo(400);
        assertThat(post("/tomthumb/console/login", "{\"token\":\"" + "x".repeat(5000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("/tomthumb/console/login", "{}").statusCode())
                .as("the container knows nobody here")
                .isEqualTo(401);
    }

    @Test
    void onTheMachineItselfReadingIsOpenButNotUnderAnotherName() throws Exception {
        assertThat(get("/tomthumb/console/data").statusCode()).isEqualTo(200);
        assertThat(get("/tomthumb/console/settings").body()).doesNotContain(TOKEN);
        assertThat(post("/tomthumb/purge", "{\"all\":true}").statusCode()).isEqualTo(401);
        String request = "GET /shop/tomthumb/console/data HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
        assertThat(raw("127.0.0.1", request)).as("DNS rebinding").startsWith("HTTP/1.1 401");
    }

    @Test
    void aTokenInTheUrlIsRefusedByName() throws Exception {
        for (String page : List.of("/tomthumb/", "/tomthumb/metrics", "/tomthumb/console/data")) {
            HttpResponse<String> answer = get(page + "?token=" + TOKEN);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("\\\"token\\\"", "does not belong in a URL")
                    .doesNotContain(TOKEN);
        }
        assertThat(post("/tomthumb/purge?tag=" + TOKEN, "").statusCode())
                .as("whoever has not shown it learns nothing of it")
                .isEqualTo(post("/tomthumb/purge?tag=wrong", "").statusCode())
                .isEqualTo(401);
    }

    /** From addresses of their own, so that no other test has to wait. */
    @Test
    void whoeverGuessesIsSlowedDownAndNobodyElse() throws Exception {
        String wrong = "POST /shop/tomthumb/console/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: 17\r\n\r\n{\"token\":\"wrong\"}";
        String bearer = "GET /shop/tomthumb/metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: Bearer wrong\r\n\r\n";
        for (int i = 0; i < 10; i++) {
            assertThat(raw("127.0.0.7", wrong)).startsWith("HTTP/1.1 401").contains("not the token");
        }
        assertThat(raw("127.0.0.7", wrong)).startsWith("HTTP/1.1 429").containsPattern("Retry-After: [0-9]+");
        for (int i = 0; i < 10; i++) {
            // Programs are counted apart. On the machine itself metrics are open, whatever is said.
            assertThat(raw("127.0.0.7", bearer)).startsWith("HTTP/1.1 200");
        }
        assertThat(raw("127.0.0.7", bearer)).startsWith("HTTP/1.1 429").containsPattern("Retry-After: [0-9]+");
        String right =
                wrong.replace("wrong", TOKEN).replace("Content-Length: 17", "Content-Length: " + (12 + TOKEN.length()));
        assertThat(raw("127.0.0.7", right)).as("not even looked at").startsWith("HTTP/1.1 429");
        assertThat(raw("127.0.0.8", right)).startsWith("HTTP/1.1 200");
    }

    private static String raw(String from, String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", tomcat.uri().getPort()), 10_000);
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatThePageReadsIsWhatTheMetricsTell() throws Exception {
        for (int i = 0; i < 3; i++) {
            get("/photos/cat.jpg?w=64");
        }
        get("/photos/missing.jpg?w=64");
        get("/photos/cat.jpg?w=%3Cscript%3E");
        JSONObject data = new JSONObject(get("/tomthumb/console/data").body());
        String metrics = get("/tomthumb/metrics").body();

        JSONObject responses = data.getJSONObject("metrics").getJSONObject("tomthumb_responses_total");
        assertThat(responses.keySet()).anyMatch(labels -> labels.contains("result=\"hit\""));
        for (String labels : responses.keySet()) {
            assertThat(metrics)
                    .contains("tomthumb_responses_total{" + labels + "} " + responses.getLong(labels) + "\n");
        }
        assertThat(metrics)
                .contains("tomthumb_saved_bytes_total "
                        + data.getJSONObject("metrics")
                                .getJSONObject("tomthumb_saved_bytes_total")
                                .getLong("")
                        + "\n");
        assertThat(data.getJSONObject("hottest").getJSONArray("items").toString())
                .contains("local:///photos/cat.jpg");
        assertThat(data.getJSONObject("slowest").getJSONArray("items").toString())
                .contains("local:///photos/cat.jpg");
        assertThat(data.getJSONArray("refusals").toList().stream()
                        .map(refusal -> String.valueOf(((Map<?, ?>) refusal).get("asked"))))
                .contains("/shop/photos/cat.jpg?w=%3Cscript%3E", "/shop/photos/missing.jpg?w=64");
    }

    @Test
    void thePlaygroundsUrlsWorkAndAreSignedForWhoHasLoggedIn() throws Exception {
        String asked = "{\"original\":\"/photos/cat.jpg\",\"parameters\":{\"w\":\"77\",\"blur\":\"3\"}}";
        JSONObject urls = new JSONObject(
                post("/tomthumb/console/urls", asked, Login.begin().changing()).body());
        for (String language : List.of("query", "imgproxy")) {
            RawHttp.Response picture = new RawHttp(tomcat.uri()).get(urls.getString(language));
            assertThat(picture.status()).as(urls.getString(language)).isEqualTo(200);
        }
        assertThat(urls.getString("query")).startsWith("/shop/photos/cat.jpg?w=77&blur=3&s=");
        assertThat(urls.getString("tag"))
                .isEqualTo("<t:img src=\"/photos/cat.jpg\" width=\"77\" blur=\"3\" alt=\"\"/>");

        HttpResponse<String> unsigned = post("/tomthumb/console/urls", asked);
        assertThat(unsigned.statusCode()).as("blur is for signed URLs").isEqualTo(400);
        assertThat(unsigned.body()).contains("blur");
        assertThat(post("/tomthumb/console/urls", "{\"original\":\"x\",\"parameters\":{}}")
                        .statusCode())
                .isEqualTo(400);
    }
}
