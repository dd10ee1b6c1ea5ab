package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What one visitor sends must not change what the next one gets: through filter, engine and cache. */
class PoisonTest {
    private static final List<String> UNKEYED = List.of(
            "Host",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-For",
            "X-Forwarded-Prefix",
            "X-Original-URL",
            "X-Rewrite-URL",
            "X-HTTP-Method-Override",
            "Forwarded",
            "Origin",
            "Referer",
            "Cookie",
            "User-Agent",
            "Accept-Language",
            "Accept-Encoding",
            "Transfer-Encoding",
            "Content-Length",
            "Sec-CH-Width",
            "DPR",
            "Pragma",
            "Cache-Control",
            "X-Tomthumb-Request");
    private static final String URL = "/img/_/w:30/plain/local:///lake.png";
    /** What one answer differs from the next in by right. */
    private static final List<String> OF_THE_ANSWER = List.of("X-Cache", "Age", "Date", "X-Request-ID", "Cache-Status");

    private static Path directory = Path.of("");
    private static WholeSite site;

    @BeforeContainer
    static void start() throws Exception {
        directory = Files.createTempDirectory("poison");
        Path originals = Files.createDirectory(directory.resolve("originals"));
        Files.write(originals.resolve("lake.png"), TestPictures.png(TestPictures.geometry(60, 40)));
        site = new WholeSite(
                directory.resolve("state"),
                Map.of(
                        "tomthumb.img.prefix", "/img/",
                        "tomthumb.mounts", "/photos/ = local:///",
                        "tomthumb.auto-webp", "true",
                        "tomthumb.debug-headers", "true",
                        "tomthumb.img.canonical-link", "true",
                        "tomthumb.local.root", originals.toString()));
    }

    @AfterContainer
    static void stop() throws IOException {
        if (site != null) {
            site.awaitIdle();
            site.close();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 1)
    void tenThousandAcceptHeadersAreOneRenditionForEachFormat() throws Exception {
        Random random = new Random(3);
        List<String> types = List.of(
                "image/webp",
                "image/avif",
                "image/jxl",
                "image/png",
                "image/jpeg",
                "image/*",
                "*/*",
                "image/apng",
                "x/y");
        long before = site.stored();
        for (int i = 0; i < 10_000; i++) {
            StringBuilder accept = new StringBuilder();
            for (int n = random.nextInt(6); n >= 0; n--) {
                accept.append(types.get(random.nextInt(types.size())))
                        .append(random.nextBoolean() ? ";q=0." + random.nextInt(1000) : "")
                        .append(random.nextInt(9) == 0 ? ";a=" + random.nextInt() : "")
                        .append(random.nextInt(9) == 0 ? ",,;;" : ", ");
            }
            String url = i % 2 == 0 ? "/img/_/w:40/plain/local:///lake.png" : "/photos/lake.png?w=128&auto=format";
            assertThat(site.get(url, Map.of("Accept", accept.toString())).status)
                    .isEqualTo(200);
        }
        // PNG as the original is, or WebP, in each of two sizes.
        assertThat(site.stored() - before).isBetween(2L, 4L);
    }

    @Property(tries = 400)
    void noHeaderThatEntersNoKeyChangesWhatIsSentOrStored(@ForAll("unkeyed") Map<String, String> sent)
            throws Exception {
        String own = URL.replace("w:30", "w:" + (41 + Math.floorMod(sent.hashCode(), 20)));
        FakeResponse first = site.get(own, sent);
        FakeResponse next = site.get(own, Map.of());
        assertThat(first.status).isEqualTo(200);
        assertThat(fields(first)).as("%s", sent).isEqualTo(fields(next));
        assertThat(first.body.toByteArray()).isEqualTo(next.body.toByteArray());
        assertThat(next.headers).anyMatch(line -> line.startsWith("X-Cache: Hit"));
    }

    @Provide
    Arbitrary<Map<String, String>> unkeyed() {
        Arbitrary<String> values = Arbitraries.of(
                "evil.example",
                "https",
                "/admin",
                "\"><script>",
                "max-age=0",
                "no-cache",
                "only-if-cached",
                "9999",
                "chunked");
        return Arbitraries.maps(Arbitraries.of(UNKEYED), values).ofMinSize(1).ofMaxSize(6);
    }

    private static Map<String, String> fields(FakeResponse response) {
        Map<String, String> fields = new TreeMap<>();
        for (String line : response.headers) {
            String name = line.substring(0, line.indexOf(':'));
            if (!OF_THE_ANSWER.contains(name)) {
                fields.put(name, line.substring(line.indexOf(':') + 1));
            }
        }
        return fields;
    }

    @Property(tries = 400)
    void noOptionEndsInAHeaderOfItsOwn(@ForAll("splitting") String text) throws Exception {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        String escaped = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        for (String url : List.of(
                "/img/_/fn:" + escaped + "/att:1/w:30/plain/local:///lake.png",
                "/img/_/fn:" + encoded + ":1/w:30/plain/local:///lake.png",
                "/img/_/ct:" + escaped + "/w:30/plain/local:///lake.png",
                "/img/_/cb:" + escaped + "/w:30/plain/local:///lake.png",
                "/img/_/wmt:" + encoded + "/wm:1/w:30/plain/local:///lake.png",
                "/img/_/w:30/plain/local:///" + escaped + ".png",
                "/img/_/w:30/plain/http:%2F%2Fevil.example%2F" + escaped,
                "/photos/lake.png?w=128&dl=" + escaped,
                "/photos/lake.png?w=128&v=" + escaped,
                "/photos/" + escaped + ".png?w=128")) {
            FakeResponse response = site.get(url, Map.of());
            for (String line : response.headers) {
                assertThat(line).as(url).matches("[\\t -~]*");
                assertThat(line.toLowerCase(Locale.ROOT)).as(url).doesNotStartWith("x-evil");
            }
        }
    }

    @Provide
    Arbitrary<String> splitting() {
        return Arbitraries.of(
                        "\r\n",
                        "\n",
                        "\r",
                        "\u0000",
                        "X-Evil: 1",
                        "\u560d\u560a",
                        "\u2028",
                        "a",
                        "\"",
                        "\\",
                        ";",
                        "é",
                        "%0d%0a")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 1)
    void aParameterThatIsGivenTwiceIsRefused() throws Exception {
        for (String query : List.of("w=128&w=240", "w=128&%77=240", "w=128&w=128", "fm=png&fm=webp&w=128")) {
            assertThat(site.get("/photos/lake.png?" + query, Map.of()).status)
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Property(tries = 1)
    void pathsThatTwoReadersReadDifferentlyAreNoOthersKey() throws Exception {
        long before = site.stored();
        List<String> twisted = List.of(
                "/photos/%6cake.png?w=160",
                "/photos//lake.png?w=160",
                "/photos/./lake.png?w=160",
                "/photos/x/../lake.png?w=160",
                "/photos/x%2f..%2flake.png?w=160",
                "/photos/lake.png;jsessionid=1?w=160",
                "/photos;a=b/lake.png?w=160",
                "/photos/lake.png%00.png?w=160",
                "/photos/..;/photos/lake.png?w=160",
                "/photos/lake.png%3fw=2?w=160");
        byte[] right = site.get("/photos/lake.png?w=160", Map.of()).body.toByteArray();
        for (String url : twisted) {
            FakeResponse response = site.get(url, Map.of());
            boolean same = response.status == 200 && Arrays.equals(response.body.toByteArray(), right);
            assertThat(same || response.status >= 400)
                    .as("%s: %d", url, response.status)
                    .isTrue();
        }
        assertThat(site.stored() - before).isEqualTo(1);
        assertThat(new HashMap<>(fields(site.get("/photos/lake.png?w=160", Map.of()))))
                .doesNotContainKey("Set-Cookie");
    }
}
