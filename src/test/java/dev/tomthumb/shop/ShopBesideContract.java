package dev.tomthumb.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.it.Eventually;
import dev.tomthumb.shop.ShopVisitor.Answer;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.DocBlocks;
import dev.tomthumb.testkit.TomcatServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The old JSP shop in the second style: {@code tomthumb.war} beside it, the small tags jar in it, and the lines that
 * docs/jsp.md gives for both. What can be told of any site in this style is {@code DeploymentsIT}'s and {@code TagsIT}'s.
 */
@ResourceLock("ShopContract")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShopBesideContract {
    private static final Pattern IMG = Pattern.compile("<img [^>]*>");
    private static final Pattern THUMBNAIL = Pattern.compile("<img src=\"/tomthumb/([^\"]*)\"[^>]*>");
    private static final int WARES = 19;

    private final String line;
    private final String schema;
    private Path directory = BuildOutputs.target();
    private String webXml = "";
    private TomcatServer tomcat;

    /**
     * @param line of Tomcat: {@code 9}, {@code 10.1} or {@code 11}
     * @param schema of the {@code web.xml}
     */
    ShopBesideContract(String line, String schema) {
        this.line = line;
        this.schema = schema;
    }

    @BeforeAll
    void deploy() throws Exception {
        directory = Trees.empty(BuildOutputs.target().resolve("it-shop-beside-" + line));
        Map<String, String> page = DocBlocks.of(Path.of("docs/jsp.md"));
        webXml = page.get("WEB-INF/tags-part-of-web.xml");
        ShopSite site = ShopSite.of(line, directory);
        Path shop = site.unpack(schema, directory.resolve("shop"));
        ShopEdits.applyBeside(shop, line, webXml);
        Path context = directory.resolve("conf/Catalina/localhost/tomthumb.xml");
        Files.createDirectories(context.getParent());
        Path webapps = directory.resolve("base/webapps").toAbsolutePath();
        Files.writeString(
                context,
                page.get("conf/Catalina/localhost/tomthumb.xml")
                        .replace("/opt/tomcat/webapps", webapps.toString())
                        .replace("photos", "pictures"));
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(line), directory.resolve("base"))
                .serverXml(ShopSite::asTomcatShipsIt)
                .configuration(directory.resolve("conf"))
                .deploy("found", site.unpack(schema, directory.resolve("found")))
                .deploy("shop", shop)
                .deploy("tomthumb", BuildOutputs.war(line))
                .start();
    }

    @AfterAll
    void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private ShopVisitor visitor(String context) {
        return new ShopVisitor(tomcat.uri("/" + context + "/"));
    }

    private List<String> thumbnails(String path) throws Exception {
        return THUMBNAIL
                .matcher(visitor("shop").get(path).text())
                .results()
                .map(img -> img.group(1).replace("&amp;", "&"))
                .filter(address -> !address.contains("no-such-file"))
                .toList();
    }

    @Test
    void theSmallJarTheLinesOfWebXmlAndOnePageAreTouched() throws Exception {
        SiteDiff diff = SiteDiff.between(directory.resolve("found"), directory.resolve("shop"));

        assertThat(diff.unpacked()).singleElement().asString().endsWith("tags.jar");
        assertThat(diff.changed()).isEqualTo(ShopEdits.linesBeside(webXml));
        assertThat(diff.touched()).isEqualTo(3);
        assertThat(webXml.lines()).hasSize(8);
        assertThat(Files.readString(Path.of("README.md")))
                .as("what it promises")
                .contains("the small jar, eight lines of `web.xml`, a tag in the page of the list.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kr/", "kr/utf8.jsp"})
    void picturesOfWaresAreThumbnails(String path) throws Exception {
        List<String> wares = thumbnails(path);

        assertThat(wares).isNotEmpty();
        for (String ware : wares) {
            Answer picture = visitor("tomthumb").get(ware);
            assertThat(picture.status()).as(ware).isEqualTo(200);
            assertThat(picture.header("X-Cache").orElse("")).as(ware).endsWith(" from tomthumb");
            assertThat(picture.size().orElse("")).as(ware).startsWith("160x");
        }
    }

    @Test
    void theShopAsksTheWarHowLargePicturesAre() throws Exception {
        ShopVisitor visitor = visitor("shop");
        Eventually.isTrue("every size is known", () -> sized(visitor.get("").text()) == WARES);

        assertThat(thumbnails("")).hasSize(WARES);
        assertThat(visitor.get("").text())
                .as("the lost one")
                .containsPattern("<img src=\"data:image/svg[^>]*alt=\"The lost jug\"");
    }

    private static long sized(String page) {
        return THUMBNAIL
                .matcher(page)
                .results()
                .filter(img -> img.group().contains(" width=\"150\" height=\""))
                .count();
    }

    @Test
    void whatTheShopAnsweredItAnswersStill() throws Exception {
        ShopVisitor before = visitor("found").loggedIn();
        ShopVisitor now = visitor("shop").loggedIn();
        Map<String, Answer> was = before.crawl("");

        assertThat(was).hasSizeGreaterThan(60);
        for (Map.Entry<String, Answer> visit : was.entrySet()) {
            Answer is = now.get(visit.getKey());
            assertThat(is.status())
                    .as(visit.getKey())
                    .isEqualTo(visit.getValue().status());
            if (is.isPage()) {
                assertThat(withoutThumbnails(now.comparable(is)))
                        .as(visit.getKey())
                        .isEqualTo(withoutThumbnails(before.comparable(visit.getValue())));
            } else {
                assertThat(is.body())
                        .as(visit.getKey())
                        .isEqualTo(visit.getValue().body());
            }
        }
    }

    /** The lists' pictures of wares are what was to change, and they alone; a directive leaves its line empty. */
    private static String withoutThumbnails(String page) {
        return IMG.matcher(page.replaceAll("\\n\\s*\\n", "\n"))
                .replaceAll(
                        img -> img.group().contains("border=\"0\"") ? "<img>" : Matcher.quoteReplacement(img.group()));
    }

    @Test
    void whatIsBehindTheLoginIsNotInTheWar() throws Exception {
        String guarded = "members/firing-plan.png?w=160";

        assertThat(visitor("shop").get(guarded).status()).isEqualTo(302);
        assertThat(visitor("shop").loggedIn().get(guarded).size())
                .as("the original, for nobody makes renditions inside the shop")
                .isEqualTo(visitor("found").loggedIn().get(guarded).size());
        for (String path : List.of("shop/" + guarded, "shop/pictures/../" + guarded, "shop/pictures/..%2f" + guarded)) {
            assertThat(visitor("tomthumb").get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void whatWeLogAsAWarningIsTheShopsToMend() {
        assertThat(tomcat.logs().lines().filter(text -> text.contains("WARNING") || text.contains("SEVERE")))
                .filteredOn(text -> text.contains("tomthumb"))
                .allMatch(text ->
                        text.contains("no-such-file.jpg\" is missing") || text.contains("The connector on port"));
    }
}
