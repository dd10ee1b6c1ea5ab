package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.DocBlocks;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages of docs/jsp.md as they stand there, in a site of Servlet 2.5 that has our jar: every page is there, and every
 * picture on it. On Tomcat 9 in {@link JspPageOnTomcat9IT}; the upload page is {@link UploadsIT}'s.
 */
@ResourceLock("JspPageIT")
class JspPageIT {
    private static final Pattern URLS = Pattern.compile("(?:src|href)=\"([^\"]+)\"|url\\('([^']+)'\\)");
    private static final Pattern SRCSETS = Pattern.compile("srcset=\"([^\"]+)\"");

    private static TomcatServer tomcat;

    @BeforeAll
    static void start() throws Exception {
        start(BuildOutputs.tomcatLine());
    }

    static void start(String line) throws Exception {
        Path base = Bases.empty("jsp-page-" + line);
        Map<String, String> page = DocBlocks.of(Path.of("docs/jsp.md"));
        ExplodedSite site = new ExplodedSite(base.resolve("site"))
                .webXml(
                        "2.5",
                        page.get("WEB-INF/private-part-of-web.xml") + page.get("WEB-INF/dispatch-part-of-web.xml"))
                .libraries(line);
        for (Map.Entry<String, String> file : page.entrySet()) {
            if (file.getKey().matches("[a-z]+\\.(jsp|css)")) {
                site.file(file.getKey(), file.getValue());
            }
        }
        for (String name : List.of("landscape.jpg", "portrait.jpg", "wide.jpg")) {
            site.file("photos/" + name, SampleOriginals.bytes(name));
        }
        site.file("members/portrait.jpg", SampleOriginals.bytes("portrait_1.jpg"));
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(line), base.resolve("tomcat"))
                .jvmArguments("-Xmx512m")
                .systemProperty("tomthumb.tags.page-budget", "10s")
                .deploy("shop", site.directory())
                .start();
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static Response get(String path) throws IOException {
        return new Visitor(tomcat.uri("shop")).get(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gallery.jsp", "widths.jsp", "placeholders.jsp", "urls.jsp", "dynamic.jsp", "java.jsp"})
    void everyPageIsThereWithAllItsPictures(String name) throws IOException {
        Response page = get("/" + name);

        assertThat(page.status()).as(page.text()).isEqualTo(200);
        List<String> pictures = pictures(page.text());
        assertThat(pictures).as(page.text()).isNotEmpty();
        for (String url : pictures) {
            Response picture = get(url.substring("/shop".length()));
            assertThat(picture.status())
                    .as(url + " on " + name + " " + picture.header("X-Cache"))
                    .isEqualTo(200);
            assertThat(picture.get("X-Cache")).as(url).endsWith(" from tomthumb");
        }
        assertThat(page.text()).doesNotContain("<t:").doesNotContain("${");
    }

    private static List<String> pictures(String html) {
        List<String> urls = new ArrayList<>();
        Matcher single = URLS.matcher(html);
        while (single.find()) {
            urls.add(single.group(1) == null ? single.group(2) : single.group(1));
        }
        Matcher several = SRCSETS.matcher(html);
        while (several.find()) {
            for (String candidate : several.group(1).split(",")) {
                urls.add(candidate.strip().split(" ")[0]);
            }
        }
        return urls.stream()
                .filter(url -> url.startsWith("/shop/"))
                .map(url -> url.replace("&amp;", "&"))
                .toList();
    }

    @Test
    void theFirstPageIsWhatTheTextSaysOfIt() throws IOException {
        String page = get("/gallery.jsp").text();

        assertThat(page)
                .containsPattern("<img [^>]*width=\"320\" height=\"\\d+\"")
                .containsPattern("<img [^>]*width=\"160\" height=\"160\"")
                .contains("class=\"avatar\"", "class=\"banner\"", "sizes=\"100vw\"", "loading=\"lazy\"")
                .contains(" 2x");
    }

    @Test
    void placeholdersAndPrioritiesAreWritten() throws IOException {
        assertThat(get("/placeholders.jsp").text())
                .containsPattern("style=\"background[^\"]*#[0-9a-f]{6}")
                .contains("data:image/")
                .contains("data-blurhash=\"")
                .contains("loading=\"eager\"", "fetchpriority=\"high\"");
    }

    @Test
    void sourcesAreWritten() throws IOException {
        assertThat(get("/widths.jsp").text())
                .contains("<source", "type=\"image/webp\"", "media=\"(max-width: 600px)\"")
                .contains(" 640w", " 960w", " 3x");
    }

    @Test
    void whatAPageMakesHasTheSidesThatAreGiven() throws IOException {
        assertThat(get("/dynamic.jsp").text())
                .containsPattern("<img [^>]*image.jsp[^>]* width=\"240\" loading[^>]* alt=\"Number 7\">")
                .containsPattern(
                        "<img [^>]*image.jsp[^>]* width=\"240\" height=\"180\"[^>]* style=\"object-fit:contain;aspect-ratio:240/180\">");
    }

    @Test
    void whatIsGuardedIsPrivate() throws IOException {
        assertThat(get("/members/portrait.jpg?w=64").get("Cache-Control")).startsWith("private");
        assertThat(get("/photos/portrait.jpg?w=64").get("Cache-Control")).startsWith("public");
    }

    @Test
    void nothingIsLoggedAsAFault() {
        assertThat(tomcat.logs().lines())
                .filteredOn(line -> line.contains("SEVERE"))
                .isEmpty();
    }
}
