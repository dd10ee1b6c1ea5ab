package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import dev.tomthumb.testkit.TroubleshootingPage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same pages in two sites: {@code /full} has Tomthumb's jar inside, {@code /beside} has the tags jar alone and the WAR
 * {@code /tomthumb} on the same Tomcat.
 */
@ResourceLock("TagsContract")
abstract class TagsContract {
    private static final String TOKEN = "it-token-it-token-it";
    private static final String KEY = "a key of sixteen";
    private static final List<String> PAGES = List.of(
            "all.jsp",
            "parts/part.jsp",
            "WEB-INF/pages/hidden.jsp",
            "include.jsp",
            "forward.jsp",
            "late.jsp",
            "mistake.jsp",
            "mistaken-option.jsp",
            "fifty.jsp",
            "outside.jsp",
            "scriptlets.jsp",
            "slow.jsp");
    private static final Pattern URL = Pattern.compile("(?:src|srcset)=\"([^\"]*)\"");

    private static HeldOrigin origin;
    private static TomcatServer tomcat;
    private static RawHttp http;

    /**
     * Starts a Tomcat with both sites.
     *
     * @param classes Tomthumb's jar
     * @param tags the tags jar
     * @param war the WAR that ships
     */
    static void start(String line, String name, Path classes, Path tags, Path war) throws Exception {
        Path directory = Bases.empty(name);
        origin = new HeldOrigin(TestPictures.jpeg(TestPictures.geometry(400, 300), 90));
        Path conf = Files.createDirectories(directory.resolve("settings/Catalina/localhost"));
        Path originals = Files.createDirectories(directory.resolve("originals/pictures"));
        for (Map.Entry<String, byte[]> picture : pictures().entrySet()) {
            Files.write(originals.resolve(picture.getKey()), picture.getValue());
        }
        Files.writeString(
                conf.resolve("tomthumb.xml"),
                context(
                        " docBase=\"" + war + "\"",
                        Map.of(
                                "tomthumb.mounts",
                                "/site/pictures/ = local:///pictures/; /site/members/ = local:///members/; /site/slow/ = "
                                        + origin.uri(),
                                "tomthumb.http.allow-loopback",
                                "true",
                                "tomthumb.local.root",
                                originals.getParent().toString(),
                                "tomthumb.query.key",
                                KEY,
                                "tomthumb.private",
                                "/site/members/*")));
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(line), directory.resolve("base"))
                .configuration(directory.resolve("settings"))
                .systemProperty("tomthumb.ops.token", TOKEN)
                .deploy(
                        "full",
                        site(
                                directory.resolve("full.war"),
                                full(classes, tags, war),
                                Map.of(
                                        "tomthumb.query.key",
                                        KEY,
                                        "tomthumb.mounts",
                                        "/slow/ = " + origin.uri(),
                                        "tomthumb.http.allow-loopback",
                                        "true")))
                .deploy(
                        "beside",
                        site(
                                directory.resolve("beside.war"),
                                List.of(tags),
                                Map.of(
                                        "tomthumb.tags.server", "/tomthumb",
                                        "tomthumb.tags.path-prefix", "/site",
                                        "tomthumb.query.key", KEY)))
                .start();
        http = new RawHttp(tomcat.uri());
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

    private static Map<String, byte[]> pictures() {
        BufferedImage wide = TestPictures.geometry(800, 600);
        return Map.of(
                "wide.jpg", TestPictures.jpeg(wide, 90),
                "turned.jpg", TestPictures.jpegWithOrientation(TestPictures.geometry(300, 400), 6, 90),
                "small.png", TestPictures.png(TestPictures.geometry(200, 150)),
                "한국어 사진.jpg", TestPictures.jpeg(wide, 80));
    }

    /** The tags jar as well, for somebody will have both. */
    private static List<Path> full(Path classes, Path tags, Path war) throws IOException {
        Path libraries = Files.createTempDirectory(BuildOutputs.target(), "it-tags-lib");
        List<Path> jars = new ArrayList<>(List.of(classes, tags));
        WebArchive shipped = ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile());
        for (Map.Entry<ArchivePath, Node> entry : shipped.getContent().entrySet()) {
            String path = entry.getKey().get();
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (entry.getValue().getAsset() != null
                    && path.startsWith("/WEB-INF/lib/")
                    && !name.startsWith("tomthumb-")) {
                Path jar = libraries.resolve(name);
                try (var in = entry.getValue().getAsset().openStream()) {
                    Files.copy(in, jar);
                }
                jars.add(jar);
            }
        }
        return jars;
    }

    private static Path site(Path file, List<Path> jars, Map<String, String> settings) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, file.getFileName().toString());
        war.setWebXML("tags/WEB-INF/web.xml");
        PAGES.forEach(page -> war.addAsWebResource("tags/" + page, page));
        pictures().forEach((name, bytes) -> war.addAsWebResource(new ByteArrayAsset(bytes), "pictures/" + name));
        war.addAsWebResource(new ByteArrayAsset(pictures().get("wide.jpg")), "others/wide.jpg");
        jars.forEach(jar -> war.addAsLibrary(jar.toFile()));
        war.addAsManifestResource(new StringAsset(context("", settings)), "context.xml");
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    private static String context(String attributes, Map<String, String> settings) {
        StringBuilder xml = new StringBuilder("<Context" + attributes + ">\n");
        settings.forEach((name, value) -> xml.append("  <Parameter name=\"")
                .append(name)
                .append("\" value=\"")
                .append(value)
                .append("\" override=\"false\"/>\n"));
        return xml.append("</Context>\n").toString();
    }

    /** What is asked again until it is as it should be. */
    private static String until(Callable<String> asked, Predicate<String> holds) throws Exception {
        String[] last = {""};
        Eventually.isTrue("the page is complete", () -> {
            last[0] = asked.call();
            return holds.test(last[0]);
        });
        return last[0];
    }

    /** Everything that the page says, asked until what it says of its originals is there. */
    private static String page(String path) throws Exception {
        return until(() -> http.get(path).text(), html -> html.contains("height=\"240\""));
    }

    private static String element(String html, String id) {
        Matcher element = Pattern.compile("<p id=\"" + id + "\">(.*?)</p>", Pattern.DOTALL)
                .matcher(html);
        assertThat(element.find()).as("%s in %s", id, html).isTrue();
        return element.group(1);
    }

    private static String attribute(String element, String name) {
        Matcher attribute = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(element);
        assertThat(attribute.find()).as("%s in %s", name, element).isTrue();
        return attribute.group(1).replace("&amp;", "&");
    }

    private static BufferedImage picture(String url) throws IOException {
        Response response = http.get(url);
        assertThat(response.status()).as("%s: %s", url, response.text()).isEqualTo(200);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(response.body()));
        assertThat(picture).as(url).isNotNull();
        return picture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/beside"})
    void thePageTellsTheSizeOfWhatComes(String site) throws Exception {
        String html = page(site + "/all.jsp");
        for (String id : List.of("plain", "turned", "cover", "small", "korean")) {
            String img = element(html, id);
            BufferedImage comes = picture(attribute(img, "src"));
            assertThat(comes.getWidth() + "x" + comes.getHeight())
                    .as(img)
                    .isEqualTo(attribute(img, "width") + "x" + attribute(img, "height"));
        }
        assertThat(element(html, "turned")).contains("width=\"120\" height=\"160\"");
        assertThat(element(html, "small"))
                .contains("width=\"200\" height=\"150\"")
                .doesNotContain("srcset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/beside"})
    void everyAddressOnThePageIsAPictureOfTheWidthItTells(String site) throws Exception {
        String html = page(site + "/all.jsp");

        Matcher urls = URL.matcher(html.replaceAll("<p id=\"missing\">.*?</p>", ""));
        int seen = 0;
        while (urls.find()) {
            for (String candidate : urls.group(1).replace("&amp;", "&").split(", ")) {
                if (candidate.startsWith("data:")) {
                    continue;
                }
                String[] parts = candidate.split(" ");
                String url = parts[0];
                assertThat(url).startsWith(site.equals("/full") ? "/full/pictures/" : "/tomthumb/site/pictures/");
                assertThat(http.get(url).status()).as(url).isEqualTo(200);
                boolean readable = !url.contains("fm=webp");
                if (readable && parts.length > 1 && parts[1].endsWith("w")) {
                    assertThat(picture(url).getWidth() + "w").as(url).isEqualTo(parts[1]);
                }
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(30);
        assertThat(attribute(element(html, "widths"), "srcset"))
                .contains(" 160w, ")
                .endsWith(" 320w");
        assertThat(attribute(element(html, "steps"), "srcset"))
                .contains(" 320w, ")
                .endsWith(" 800w");
        assertThat(attribute(element(html, "plain"), "src")).contains("&s=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/beside"})
    void somethingIsShownUntilThePictureIsThere(String site) throws Exception {
        String path = site + "/all.jsp";
        String html = until(() -> http.get(path).text(), text -> text.contains("data-thumbhash"));

        assertThat(attribute(element(html, "color"), "style")).matches("background-color:#[0-9a-f]{6}");
        assertThat(attribute(element(html, "tiny"), "style")).startsWith("background:url(data:image/webp;base64,");
        assertThat(attribute(element(html, "blurhash"), "data-blurhash")).hasSizeGreaterThan(20);
        assertThat(attribute(element(html, "thumbhash"), "data-thumbhash")).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/beside"})
    void whatIsMissingOrHarmfulIsAGreyBoxAndALine(String site) throws Exception {
        String path = site + "/all.jsp?src=javascript:alert(1)";
        String html = until(
                () -> http.get(path).text(), text -> element(text, "missing").contains("data:image/svg"));

        assertThat(element(html, "missing")).contains("alt=\"Not there\"").doesNotContain("none.jpg");
        assertThat(element(html, "script"))
                .startsWith("<img src=\"data:image/svg+xml,")
                .doesNotContain("alert");
        http.get(path);
        http.get(path);
        // Once for each of the two sites, in the console's file as well.
        assertThat(tomcat.logs().lines().distinct())
                .filteredOn(line -> line.contains("none.jpg") && line.contains("is missing"))
                .hasSizeBetween(1, 2);
        TroubleshootingPage page = TroubleshootingPage.read();
        for (String symptom :
                List.of("\"The page … has a picture without alt\" in the log", "A grey box in place of a picture")) {
            assertThat(page.quoted(symptom))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(tomcat.logs()).containsPattern(TroubleshootingPage.pattern(line)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/beside"})
    void textsAreEscapedAndTagsAndTheEndAreInTheUrl(String site) throws Exception {
        String html = page(site + "/all.jsp");

        assertThat(element(html, "escaped"))
                .contains("alt=\"&lt;b&gt;&quot;\"")
                .contains("data-x=\"&quot;&gt;&lt;i&gt;\"");
        assertThat(attribute(element(html, "tags"), "src"))
                .containsPattern("\\?w=64&tags=news,front&expires=[0-9]{10}&s=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/beside"})
    void aPictureAUrlAndFunctions(String site) throws Exception {
        String html = page(site + "/all.jsp");
        String base = site.equals("/full") ? "/full" : "/tomthumb/site";

        assertThat(element(html, "picture"))
                .startsWith("<picture><source media=\"(max-width: 600px)\" type=\"image/webp\" srcset=\"" + base)
                .contains("<source type=\"image/webp\" srcset=\"" + base)
                .endsWith("</picture>");
        assertThat(element(html, "url")).startsWith(base + "/pictures/wide.jpg?w=640&amp;s=");
        assertThat(picture(element(html, "var")).getWidth()).isEqualTo(128);
        assertThat(picture(element(html, "function")).getHeight()).isEqualTo(64);
        assertThat(element(html, "srcset")).contains(" 160w, ").endsWith(" 320w");
        assertThat(until(() -> element(http.get(site + "/all.jsp").text(), "sides"), sides -> sides.length() > 1))
                .isEqualTo("320x240");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/beside"})
    void relativeAddressesAreThoseOfTheIncludedPage(String site) throws Exception {
        String base = site.equals("/full") ? "/full" : "/tomthumb/site";
        String html = http.get(site + "/include.jsp").text();

        for (String id : List.of("part", "hidden", "own")) {
            assertThat(attribute(element(html, id), "src")).startsWith(base + "/pictures/wide.jpg?w=64");
        }
        assertThat(attribute(element(http.get(site + "/forward.jsp").text(), "hidden"), "src"))
                .startsWith(base + "/pictures/wide.jpg?w=64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/beside"})
    void aMistakeIsToldWithPageTagAndAttribute(String site) throws Exception {
        assertThat(http.get(site + "/late.jsp?w=64").status()).isEqualTo(200);
        Response late = http.get(site + "/late.jsp?w=wide");
        assertThat(late.status()).isEqualTo(500);
        assertThat(late.text().replace("&#47;", "/"))
                .contains("The page /late.jsp, &lt;t:img&gt;")
                .contains("the attribute width is not accepted");
        Response translated = http.get(site + "/mistake.jsp");
        assertThat(translated.status()).isEqualTo(500);
        assertThat(translated.text().replace("&#47;", "/"))
                .contains("/mistake.jsp (line: [4]")
                .contains("t:img")
                .contains("the attribute quality is not accepted");
        Response option = http.get(site + "/mistaken-option.jsp");
        assertThat(option.status()).isEqualTo(500);
        assertThat(option.text().replace("&#47;", "/"))
                .contains("[/mistaken-option.jsp]")
                .contains("&lt;t:img src=&quot;/pictures/wide.jpg&quot;&gt;: the attribute blur is not accepted");
    }

    /** The site goes on showing it, as it did before there was a WAR. */
    @Test
    void whatTheWarDoesNotServeTheSiteDoes() throws Exception {
        String html = until(() -> http.get("/beside/outside.jsp").text(), page -> !page.contains("/tomthumb/site/"));

        String outside = element(html, "outside");
        assertThat(outside).contains("width=\"120\" height=\"90\"", "style=\"object-fit:contain;aspect-ratio:120/90\"");
        assertThat(http.get(attribute(outside, "src")).status()).isEqualTo(200);
        assertThat(attribute(element(html, "url"), "href")).isEqualTo(attribute(outside, "src"));
        assertThat(attribute(element(html, "made"), "src")).isEqualTo("/beside/image.jsp?id=7");
        assertThat(tomcat.console())
                .containsOnlyOnce("A line for \"/site/others/\" in tomthumb.mounts of that application")
                .containsOnlyOnce("src \"/image.jsp\", that /tomthumb (tomthumb.tags.server) does not serve");
    }

    /** As docs/jsp.md tells pages with scriptlets to. */
    @Test
    void sourcesOnAPageWithScriptletsTakeTheirValueFromThePage() throws Exception {
        String picture = element(http.get("/full/scriptlets.jsp").text(), "picture");

        assertThat(picture)
                .contains(
                        "<source media=\"print\"",
                        "srcset=\"/full/pictures/wide.jpg?",
                        "<img src=\"/full/pictures/wide.jpg?");
    }

    @Test
    void whatAnOriginalIsIsForTheMachineItselfOrTheToken() throws Exception {
        String info = "/tomthumb/tomthumb/info?src=/site/pictures/turned.jpg&placeholder=color";

        Response told = http.get(info);
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.text())
                .startsWith("{\"format\":\"jpeg\",\"width\":300,\"height\":400,\"orientation\":6,")
                .contains("\"average\":{\"R\":");
        assertThat(told.get("Cache-Control")).isEqualTo("private, max-age=60");
        assertThat(http.get(info, "Via: 1.1 squid").status()).isEqualTo(401);
        assertThat(http.get(info, "Via: 1.1 squid", "Authorization: Bearer " + TOKEN)
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/tomthumb/tomthumb/info?src=/site/pictures/none.jpg")
                        .status())
                .isEqualTo(404);
        for (String guarded : List.of("/site/members/a.jpg", "/site/pictures/../members/a.jpg")) {
            assertThat(http.get("/tomthumb/tomthumb/info?src=" + guarded).status())
                    .isEqualTo(503);
            assertThat(http.get("/tomthumb/tomthumb/info?src=" + guarded, "Authorization: Bearer " + TOKEN)
                            .status())
                    .isEqualTo(404);
        }
        for (String unmounted : List.of("/site/drawings/a.jpg", "/WEB-INF/web.xml", "/site/pictures")) {
            Response unserved = http.get("/tomthumb/tomthumb/info?src=" + unmounted);
            assertThat(unserved.status()).as(unmounted).isEqualTo(404);
            assertThat(unserved.text()).as(unmounted).contains("\"served\":false");
        }
        assertThat(http.get("/tomthumb/tomthumb/info").status()).isEqualTo(400);
    }

    /** In all, however many pictures there are; what is not known by then is left out, and there on a later view. */
    @ParameterizedTest
    @ValueSource(strings = {"/full", "/beside"})
    void aPageWaitsTwoHundredMillisecondsForItsOriginals(String site) throws Exception {
        long least = Long.MAX_VALUE;
        String last = "";
        for (int round = 0; round < 3; round++) {
            last = site + "/slow.jsp?n=" + Visitor.fresh();
            origin.hold();
            String html = http.get(last).text();
            origin.release();
            assertThat(html).contains("<img ").doesNotContain("height=");
            least = Math.min(least, Long.parseLong(element(html, "millis")));
        }
        assertThat(least).isBetween(190L, 800L);
        String again = last;
        until(() -> http.get(again).text(), html -> html.split("height=\"48\"", -1).length == 1 + 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/beside"})
    void fiftyTagsAreCheap(String site) throws Exception {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            best = Math.min(
                    best, Long.parseLong(element(http.get(site + "/fifty.jsp").text(), "nanos")));
        }
        System.out.println("CPU of one tag in " + site + ": " + best / 1000.0 + " microseconds");
        assertThat(best).isLessThan(50_000);
    }
}
