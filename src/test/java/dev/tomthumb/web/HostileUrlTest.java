package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.options.OptionExample;
import dev.tomthumb.options.OptionExamples;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever stands behind the prefix, through filter, engine, codecs and servlet: no fault of the server, in bounded time
 * and memory. Originals are files, so that what is understood is made as well.
 */
class HostileUrlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Far more than the longest URL that is read takes apart, far less than hurts. */
    private static final long MOST_PARSE_BYTES = 32L << 20;

    private static final int LEAST_PICTURES = 500;

    private static final List<String> ORIGINALS =
            List.of("lake.png", "ball.gif", "turned.jpg", "drawing.svg", "text.txt", "half.png", "none.png", "");
    private static final List<String> ARGUMENTS = List.of(
            "",
            "0",
            "1",
            "-1",
            "2",
            "0.5",
            "90",
            "200",
            "65535",
            "2147483647",
            "2147483648",
            "1e308",
            "-1e308",
            "1e-300",
            "NaN",
            "Infinity",
            "t",
            "fff",
            "sm",
            "fp",
            "ce",
            "no",
            "soea",
            "re",
            "ch",
            "fit",
            "fill",
            "auto",
            "dssim",
            "size",
            "webp",
            "gif",
            "png",
            "svg",
            "best",
            "c3Zne2ZpbGw6cmVkfQ",
            "bG9jYWw6Ly8vbGFrZS5wbmc",
            "%00",
            "%ff",
            "%2F",
            "%25",
            "١",
            "..",
            "<b>",
            "\u0000",
            "😀");

    private static Path directory = Path.of("");
    private static WholeSite site;
    /** How many of the answers were pictures: a test in which all is refused would test little. */
    private static int pictures;

    @BeforeContainer
    static void start() throws Exception {
        directory = Files.createTempDirectory("hostile");
        Path originals = Files.createDirectory(directory.resolve("originals"));
        byte[] lake = TestPictures.png(TestPictures.geometry(60, 40));
        Files.write(originals.resolve("lake.png"), lake);
        Files.write(originals.resolve("half.png"), Arrays.copyOf(lake, lake.length / 2));
        Files.write(originals.resolve("ball.gif"), SampleOriginals.bytes("animated.gif"));
        Files.write(
                originals.resolve("turned.jpg"),
                TestPictures.jpegWithOrientation(TestPictures.geometry(50, 30), 6, 80));
        Files.writeString(
                originals.resolve("drawing.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'><circle r='9'/></svg>");
        Files.writeString(originals.resolve("text.txt"), "no picture");
        site = new WholeSite(
                directory.resolve("state"),
                Map.of(
                        "tomthumb.img.prefix", "/img/",
                        "tomthumb.img.allow-security-options", "true",
                        "tomthumb.img.allow-bypass-cache", "true",
                        "tomthumb.local.root", originals.toString(),
                        "tomthumb.watermark.data", Base64.getEncoder().encodeToString(lake),
                        "tomthumb.max-result-dimension", "300",
                        "tomthumb.render-memory", "64 MB",
                        "tomthumb.timeout", "5 s"));
    }

    @AfterContainer
    static void stop() throws IOException {
        if (site != null) {
            site.awaitIdle();
            site.close();
            assertThat(pictures).isGreaterThan(LEAST_PICTURES);
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 1000)
    void anyBytes(@ForAll @Size(max = 400) byte[] bytes) throws Exception {
        answers("/img/" + new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 300)
    void anyBytesEncodedAsAUrlIs(@ForAll @Size(max = 300) byte[] bytes) throws Exception {
        answers("/img/_/"
                + URLEncoder.encode(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1)
                + "/plain/local:///lake.png");
    }

    @Property(tries = 300)
    void anySource(@ForAll @Size(max = 300) byte[] bytes) throws Exception {
        answers("/img/_/w:30/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        answers("/img/_/w:30/enc/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        answers("/img/_/w:30/plain/local:///" + new String(bytes, StandardCharsets.UTF_8));
    }

    @Property(tries = 1500)
    void anyOptionsWithAnyArguments(@ForAll("urls") String url) throws Exception {
        answers("/img/_/" + url);
    }

    /** Every example, so that one argument is hostile where all others are good. */
    @Property(tries = 2500)
    void anExampleWithOneArgumentExchanged(
            @ForAll("examples") String example, @ForAll("arguments") String argument, @ForAll int place)
            throws Exception {
        String[] parts = example.split("(?<=[:/])");
        int at = Math.floorMod(place, parts.length);
        String end =
                parts[at].endsWith(":") || parts[at].endsWith("/") ? parts[at].substring(parts[at].length() - 1) : "";
        parts[at] = argument + end;
        answers("/img/_/" + String.join("", parts) + "/plain/local:///ball.gif");
        answers("/img/_/" + String.join("", parts) + "/plain/local:///lake.png@jpg");
    }

    @Property(tries = 1)
    void veryLongUrls() throws Exception {
        answers("/img/" + "a".repeat(1_000_000));
        answers("/img/_/" + "w:1/".repeat(200_000) + "plain/local:///lake.png");
        answers("/img/_/" + "-/".repeat(4000) + "plain/local:///lake.png");
        answers("/img/_/w" + ":1".repeat(4000) + "/plain/local:///lake.png");
        answers("/img/_/" + "%25".repeat(2600) + "/plain/local:///lake.png");
        answers("/img/_/plain/" + "../".repeat(2600) + "lake.png");
    }

    @Provide
    Arbitrary<String> arguments() {
        return Arbitraries.of(ARGUMENTS);
    }

    @Provide
    Arbitrary<String> examples() {
        return Arbitraries.of(OptionExamples.all())
                .map(OptionExample::url)
                .map(url -> url.replace("{md5}", "d41d8cd98f00b204e9800998ecf8427e"));
    }

    @Provide
    Arbitrary<String> urls() {
        List<String> names = OptionTable.standard().options().stream()
                .flatMap(option -> option.names().stream())
                .toList();
        Arbitrary<String> option = Combinators.combine(
                        Arbitraries.of(names), arguments().list().ofMaxSize(6))
                .as((name, arguments) -> name + ":" + String.join(":", arguments));
        Arbitrary<String> options = Arbitraries.frequencyOf(Tuple.of(8, option), Tuple.of(1, Arbitraries.just("-")))
                .list()
                .ofMaxSize(5)
                .map(list -> String.join("/", list));
        Arbitrary<String> extension = Arbitraries.of("", "", "@png", "@webp", "@gif", "@ico", "@best", "@exe");
        return Combinators.combine(options, Arbitraries.of(ORIGINALS), extension)
                .as((all, original, end) -> all + "/plain/local:///" + original + end);
    }

    private static void answers(String url) throws IOException, ServletException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long start = System.nanoTime();
        FakeResponse response = site.get(url, Map.of());
        String shown = url.length() > 600 ? url.substring(0, 600) + "…" : url;
        if (response.status == 200) {
            pictures++;
        }
        assertThat(response.status).as(shown).isNotEqualTo(500).isBetween(200, 504);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(shown).isLessThan(PATIENCE);
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes)
                .as("bytes allocated for %s", shown)
                .isLessThan(MOST_PARSE_BYTES + 4L * url.length());
    }
}
