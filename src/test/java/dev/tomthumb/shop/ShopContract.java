package dev.tomthumb.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.shop.ShopVisitor.Answer;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An old JSP shop on one Tomcat, six times: with each {@code web.xml} once as it was found and once with the thumbnails.
 * Whatever the first shows, the second shows too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShopContract {
    private static final Pattern IMG = Pattern.compile("<img [^>]*>");

    private final String line;
    private final Map<String, Path> trees = new TreeMap<>();
    private final Map<String, Map<String, Answer>> crawls = new TreeMap<>();
    private final Map<String, ShopVisitor> visitors = new TreeMap<>();
    private TomcatServer tomcat;

    /** @param line of Tomcat: {@code 9}, {@code 10.1} or {@code 11} */
    ShopContract(String line) {
        this.line = line;
    }

    static List<String> schemas() {
        return ShopSite.SCHEMAS;
    }

    @BeforeAll
    void deploy() throws Exception {
        Path directory = Trees.empty(BuildOutputs.target().resolve("it-shop-" + line));
        ShopSite site = ShopSite.of(line, directory);
        TomcatServer.Builder builder =
                TomcatServer.of(BuildOutputs.tomcatHome(line), directory.resolve("base"));
        for (String schema : ShopSite.SCHEMAS) {
            Path found = site.unpack(schema, directory.resolve("sites/" + found(schema)));
            Path edited = site.unpack(schema, directory.resolve("sites/" + edited(schema)));
            ShopEdits.apply(edited, line);
            builder.deploy(found(schema), found).deploy(edited(schema), edited);
            trees.put(found(schema), found);
            trees.put(edited(schema), edited);
        }
        tomcat = builder.start();
        for (String name : trees.keySet()) {
            ShopVisitor visitor = new ShopVisitor(tomcat.uri("/" + name + "/"));
            visitors.put(name, visitor);
            crawls.put(name, visitor.loggedIn().crawl(""));
        }
    }

    @AfterAll
    void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static String found(String schema) {
        return "found-" + schema;
    }

    private static String edited(String schema) {
        return "edited-" + schema;
    }

    private Map<String, Answer> crawl(String name) {
        return crawls.getOrDefault(name, Map.of());
    }

    private ShopVisitor visitor(String name) {
        return visitors.getOrDefault(name, new ShopVisitor(tomcat.uri()));
    }

    private Answer page(String name, String path) {
        Answer answer = crawl(name).get(path);
        assertThat(answer).as(path + " in " + name).isNotNull();
        return answer;
    }

    // ---- As it was found

    @ParameterizedTest
    @MethodSource("schemas")
    void theShopIsWholeBeforeAnybodyTouchesIt(String schema) {
        Map<String, Answer> shop = crawl(found(schema));

        assertThat(shop).hasSizeBetween(60, 120);
        assertThat(shop.entrySet().stream()
                        .filter(visit -> visit.getValue().status() != 200)
                        .map(Map.Entry::getKey))
                .as("what is not there: the picture of ware 19, by both its addresses")
                .containsExactlyInAnyOrder("pictures/no-such-file.jpg", "image.jsp?id=19");
        assertThat(page(found(schema), "").type()).isEqualToIgnoringCase("text/html;charset=ISO-8859-1");
        assertThat(page(found(schema), "").text()).contains("Töpferei Rosenhof", "· café", "Café au lait");
        assertThat(page(found(schema), "kr/").type()).isEqualToIgnoringCase("text/html;charset=EUC-KR");
        assertThat(page(found(schema), "kr/").text()).contains("한국 도자기", "분청 접시", "큰 사진");
        assertThat(page(found(schema), "kr/utf8.jsp").type()).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page(found(schema), "kr/utf8.jsp").text()).contains("한국 도자기 — 유니코드");
        assertThat(page(found(schema), "members/prices.jsp").text()).contains("Welcome, anna.");
        assertThat(page(found(schema), "product.jsp?id=21").text()).contains("déjà vendu");
        assertThat(shop.keySet()).contains("uploads/sofa%20&%20cat.png", "members/firing-plan.png", "img/band.png");
    }

    // ---- What it takes

    @ParameterizedTest
    @MethodSource("schemas")
    void threeFilesAreTouchedAndTwoLinesInEachPage(String schema) throws IOException {
        SiteDiff diff = SiteDiff.between(tree(found(schema)), tree(edited(schema)));

        assertThat(diff.changed()).isEqualTo(ShopEdits.lines());
        assertThat(diff.unpacked()).isNotEmpty().allMatch(jar -> jar.endsWith(".jar"));
        assertThat(diff.touched()).isLessThanOrEqualTo(3);
    }

    private Path tree(String name) {
        return trees.getOrDefault(name, Path.of(name));
    }

    // ---- As before

    @ParameterizedTest
    @MethodSource("schemas")
    void everyPageAndPictureIsAsBefore(String schema) throws Exception {
        Map<String, Answer> before = crawl(found(schema));
        ShopVisitor now = visitor(edited(schema)).loggedIn();

        for (Map.Entry<String, Answer> visit : before.entrySet()) {
            String path = visit.getKey();
            Answer was = visit.getValue();
            Answer is = now.get(path);
            assertThat(is.status()).as(path).isEqualTo(was.status());
            assertThat(is.type()).as(path).isEqualTo(was.type());
            if (was.isPage()) {
                assertThat(withoutThumbnails(now.comparable(is)))
                        .as(path)
                        .isEqualTo(withoutThumbnails(visitor(found(schema)).comparable(was)));
            } else {
                assertThat(is.body()).as(path).isEqualTo(was.body());
            }
        }
    }

    /** Pictures of wares are what was to change, and they alone. */
    private static String withoutThumbnails(String page) {
        return IMG.matcher(page).replaceAll(img -> isWare(img.group()) ? "<img>" : Matcher.quoteReplacement(img.group()));
    }

    private static boolean isWare(String img) {
        return img.contains("/pictures/") || img.contains("image.jsp?id=");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void formsAreReadInTheEncodingOfTheirPage(String schema) throws Exception {
        for (String name : List.of(found(schema), edited(schema))) {
            ShopVisitor visitor = visitor(name);
            Answer french = visitor.post("search.do", StandardCharsets.ISO_8859_1, Map.of("words", " Café "));
            Answer korean = visitor.post("kr/search.do", Charset.forName("EUC-KR"), Map.of("words", "접시"));

            assertThat(french.text()).as(name).contains("Found for \"Café\": <b>1</b>", "Café au lait");
            assertThat(korean.text()).as(name).contains("\"접시\" 찾은 것:", "분청 접시");
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theShopsOwnErrorPagesAnswer(String schema) throws Exception {
        for (String path : List.of("none.html", "pictures/none.jpg", "pictures/none.jpg?w=64", "statistics.jsp")) {
            Answer before = visitor(found(schema)).get(path);
            Answer now = visitor(edited(schema)).get(path);

            assertThat(now.status()).as(path).isEqualTo(before.status()).isIn(404, 500);
            assertThat(visitor(edited(schema)).comparable(now))
                    .as(path)
                    .isEqualTo(visitor(found(schema)).comparable(before));
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theLoginGuardsPagesPicturesAndThumbnails(String schema) throws Exception {
        for (String name : List.of(found(schema), edited(schema))) {
            ShopVisitor stranger = new ShopVisitor(tomcat.uri("/" + name + "/"));
            for (String path :
                    List.of("members/prices.jsp", "members/firing-plan.png", "members/firing-plan.png?w=100")) {
                Answer answer = stranger.get(path);
                assertThat(answer.status()).as(name + " " + path).isEqualTo(302);
                assertThat(answer.location().orElse("")).endsWith("/login.jsp");
            }
        }
        Answer thumbnail = visitor(edited(schema)).loggedIn().get("members/firing-plan.png?w=100");
        assertThat(thumbnail.size()).contains("100x60");
        assertThat(new ShopVisitor(tomcat.uri("/" + edited(schema) + "/"))
                        .get("members/firing-plan.png?w=100")
                        .status())
                .isEqualTo(302);
    }

    // ---- Thumbnails

    @ParameterizedTest
    @ValueSource(strings = {"", "kr/", "kr/utf8.jsp", "product.jsp?id=5", "product.jsp?id=14", "product.jsp?id=21"})
    void picturesOfWaresAreThumbnails(String path) throws Exception {
        for (String schema : ShopSite.SCHEMAS) {
            String name = edited(schema);
            int width = path.matches("product.jsp\\?id=(5|14)") ? 480 : 150;
            List<String> wares = visitor(name).links(path, page(name, path)).stream()
                    .filter(link -> link.contains("pictures/") && link.contains("?"))
                    .filter(link -> !link.contains("no-such-file"))
                    .toList();

            assertThat(wares).as(name).isNotEmpty();
            for (String ware : wares) {
                Answer picture = visitor(name).get(ware);
                assertThat(picture.status()).as(ware).isEqualTo(200);
                assertThat(picture.header("X-Cache").orElse("")).as(ware).endsWith(" from tomthumb");
                assertThat(picture.size().orElse("")).as(ware).startsWith(width + "x");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theListWeighsATenthOfWhatItDid(String schema) throws Exception {
        assertThat(weight(edited(schema))).isLessThan(weight(found(schema)) / 10);
    }

    /** Bytes of the pictures of the shop's list. */
    private long weight(String name) throws Exception {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (String link : visitor(name).links("", page(name, ""))) {
            if (link.contains("pictures/")) {
                Answer picture = visitor(name).get(link);
                sizes.put(link, picture.status() == 200 ? picture.body().length : 0);
            }
        }
        assertThat(sizes).as(name).hasSize(20);
        return sizes.values().stream().mapToLong(Integer::longValue).sum();
    }

    @Test
    void nothingIsLoggedThatWouldWorryTheOwner() {
        try (Stream<String> lines = tomcat.logs().lines()) {
            assertThat(lines.filter(text -> text.contains("WARNING") || text.contains("SEVERE"))
                            .filter(text -> !text.contains("statistics") && !text.contains("Servlet.service()")))
                    .isEmpty();
        }
    }
}
