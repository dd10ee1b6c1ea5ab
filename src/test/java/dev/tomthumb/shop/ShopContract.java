package dev.tomthumb.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.it.Eventually;
import dev.tomthumb.shop.ShopVisitor.Answer;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An old JSP shop on one Tomcat, as it was found and with the thumbnails: whatever the first shows, the second shows too.
 * Each line of Tomcat has a {@code web.xml} of another age; with the remaining ones only the thumbnails are looked at.
 */
@ResourceLock("ShopContract")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShopContract {
    private static final Pattern IMG = Pattern.compile("<img [^>]*>");
    private static final String FOUND = "found";
    private static final String EDITED = "edited";

    private final String line;
    private final String schema;
    private final Map<String, Map<String, Answer>> crawls = new TreeMap<>();
    private Path directory = BuildOutputs.target();
    private TomcatServer tomcat;

    /**
     * @param line of Tomcat: {@code 9}, {@code 10.1} or {@code 11}
     * @param schema of the {@code web.xml}
     */
    ShopContract(String line, String schema) {
        this.line = line;
        this.schema = schema;
    }

    @BeforeAll
    void deploy() throws Exception {
        directory = Trees.empty(BuildOutputs.target().resolve("it-shop-" + line));
        ShopSite site = ShopSite.of(line, directory);
        TomcatServer.Builder builder = TomcatServer.of(BuildOutputs.tomcatHome(line), directory.resolve("base"))
                .serverXml(ShopSite::asTomcatShipsIt);
        builder.deploy(FOUND, site.unpack(schema, directory.resolve(FOUND)));
        deployEdited(builder, EDITED, site.unpack(schema, directory.resolve(EDITED)));
        for (String other : otherSchemas()) {
            Path unpacked = site.unpack(other, directory.resolve(edited(other)));
            ShopSite.addExtraPages(unpacked);
            deployEdited(builder, edited(other), unpacked);
        }
        tomcat = builder.start();
        for (String name : List.of(FOUND, EDITED)) {
            crawls.put(name, visitor(name).loggedIn().crawl(""));
        }
    }

    private void deployEdited(TomcatServer.Builder builder, String name, Path site) throws IOException {
        ShopEdits.apply(site, line);
        builder.deploy(name, site);
    }

    @AfterAll
    void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private List<String> otherSchemas() {
        return ShopSite.SCHEMAS.stream().filter(other -> !other.equals(schema)).toList();
    }

    private static String edited(String schema) {
        return EDITED + "-" + schema;
    }

    private Map<String, Answer> crawl(String name) {
        return crawls.getOrDefault(name, Map.of());
    }

    /** Somebody who comes to one of the shops for the first time. */
    private ShopVisitor visitor(String name) {
        return new ShopVisitor(tomcat.uri("/" + name + "/"));
    }

    private Answer page(String name, String path) {
        Answer answer = crawl(name).get(path);
        assertThat(answer).as(path + " in " + name).isNotNull();
        return answer;
    }

    // ---- As it was found

    @Test
    void theShopIsWholeBeforeAnybodyTouchesIt() {
        Map<String, Answer> shop = crawl(FOUND);

        assertThat(shop).hasSizeBetween(60, 120);
        assertThat(shop.entrySet().stream()
                        .filter(visit -> visit.getValue().status() != 200)
                        .map(Map.Entry::getKey))
                .as("what is not there: the picture of ware 19, by both its addresses")
                .containsExactlyInAnyOrder("pictures/no-such-file.jpg", "image.jsp?id=19");
        assertThat(page(FOUND, "").type()).isEqualToIgnoringCase("text/html;charset=ISO-8859-1");
        assertThat(page(FOUND, "").text()).contains("<title>Töpferei Rosenhof", "Café au lait");
        assertThat(page(FOUND, "kr/").type()).isEqualToIgnoringCase("text/html;charset=EUC-KR");
        assertThat(page(FOUND, "kr/").text()).contains("한국 도자기", "분청 접시", "큰 사진");
        assertThat(page(FOUND, "kr/utf8.jsp").type()).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page(FOUND, "kr/utf8.jsp").text()).contains("한국 도자기 — 유니코드");
        assertThat(page(FOUND, "members/prices.jsp").text()).contains("Welcome, anna.");
        assertThat(page(FOUND, "product.jsp?id=21").text()).contains("déjà vendu");
        assertThat(shop.keySet()).contains("uploads/sofa%20&%20cat.png", "members/firing-plan.png", "img/band.png");
    }

    // ---- What it takes

    @Test
    void threeFilesAreTouchedAndTwoLinesInEachPage() throws IOException {
        SiteDiff diff = SiteDiff.between(directory.resolve(FOUND), directory.resolve(EDITED));

        assertThat(diff.changed()).isEqualTo(ShopEdits.lines());
        assertThat(diff.unpacked()).isNotEmpty().allMatch(jar -> jar.endsWith(".jar"));
        assertThat(diff.touched()).isLessThanOrEqualTo(3);
        assertThat(diff.changed().values()).allMatch(lines -> lines.size() == 3);
        assertThat(Files.readString(Path.of("README.md")))
                .as("what it promises")
                .contains(ShopEdits.TAGLIB + "\n<t:img src=")
                .contains("three files were touched, the unpacked zip and a tag in two pages.");
    }

    // ---- As before

    @Test
    void everyPageAndPictureIsAsBefore() {
        Map<String, Answer> now = crawl(EDITED);
        crawl(FOUND).forEach((path, was) -> {
            if (!isPictureOfWare(path)) {
                assertThat(now).containsKey(path);
            }
        });
    }

    @Test
    void whatTheShopAnsweredItAnswersStill() throws Exception {
        ShopVisitor visitor = visitor(EDITED).loggedIn();
        for (Map.Entry<String, Answer> visit : crawl(FOUND).entrySet()) {
            String path = visit.getKey();
            Answer was = visit.getValue();
            Answer is = visitor.get(path);
            assertThat(is.status()).as(path).isEqualTo(was.status());
            assertThat(is.type()).as(path).isEqualTo(was.type());
            if (was.isPage()) {
                assertThat(withoutThumbnails(visitor.comparable(is)))
                        .as(path)
                        .isEqualTo(withoutThumbnails(visitor(FOUND).comparable(was)));
            } else {
                assertThat(is.body()).as(path).isEqualTo(was.body());
            }
        }
    }

    /** Pictures of wares are what was to change, and they alone; a directive leaves its line empty. */
    private static String withoutThumbnails(String page) {
        return IMG.matcher(page.replaceAll("\\n\\s*\\n", "\n"))
                .replaceAll(img -> isPictureOfWare(img.group()) ? "<img>" : Matcher.quoteReplacement(img.group()));
    }

    /** The lost one is a grey box since. */
    private static boolean isPictureOfWare(String img) {
        return img.contains("pictures/") || img.contains("image.jsp?id=") || img.contains("src=\"data:");
    }

    @Test
    void formsAreReadInTheEncodingOfTheirPage() throws Exception {
        for (String name : List.of(FOUND, EDITED)) {
            Answer french = visitor(name).post("search.do", StandardCharsets.ISO_8859_1, Map.of("words", " Café "));
            Answer korean = visitor(name).post("kr/search.do", Charset.forName("EUC-KR"), Map.of("words", "접시"));

            assertThat(french.text()).as(name).contains("Found for \"Café\": <b>1</b>", "<b>Café au lait</b>");
            assertThat(korean.text()).as(name).contains("\"접시\" 찾은 것:", "분청 접시");
        }
    }

    @Test
    void theShopsOwnErrorPagesAnswer() throws Exception {
        for (String path : List.of("none.html", "pictures/none.jpg", "pictures/none.jpg?w=64", "statistics.jsp")) {
            Answer before = visitor(FOUND).get(path);
            Answer now = visitor(EDITED).get(path);

            assertThat(now.status()).as(path).isEqualTo(before.status()).isIn(404, 500);
            assertThat(visitor(EDITED).comparable(now))
                    .as(path)
                    .isEqualTo(visitor(FOUND).comparable(before));
        }
    }

    @Test
    void theLoginGuardsPagesPicturesAndThumbnails() throws Exception {
        String thumbnail = "members/firing-plan.png?w=160";
        assertThat(visitor(EDITED).loggedIn().get(thumbnail).size()).contains("160x96");

        for (String name : List.of(FOUND, EDITED)) {
            for (String path : List.of("members/prices.jsp", "members/firing-plan.png", thumbnail)) {
                Answer answer = visitor(name).get(path);
                assertThat(answer.status()).as(name + " " + path).isEqualTo(302);
                assertThat(answer.location().orElse("")).endsWith("/login.jsp");
            }
        }
    }

    // ---- Thumbnails

    /** 150 pixels are asked for; the ladder's next step comes. */
    @ParameterizedTest
    @CsvSource({
        "'', 160",
        "kr/, 160",
        "kr/utf8.jsp, 160",
        "product.jsp?id=5, 480",
        "product.jsp?id=14, 480",
        "product.jsp?id=21, 160"
    })
    void picturesOfWaresAreThumbnails(String path, int width) throws Exception {
        List<String> wares = thumbnails(EDITED, path, page(EDITED, path));

        assertThat(wares).isNotEmpty();
        for (String ware : wares) {
            Answer picture = visitor(EDITED).get(ware);
            assertThat(picture.status()).as(ware).isEqualTo(200);
            assertThat(picture.header("X-Cache").orElse("")).as(ware).endsWith(" from tomthumb");
            assertThat(picture.size().orElse("")).as(ware).startsWith(width + "x");
        }
    }

    @Test
    void theAgeOfTheWebXmlDoesNotMatter() throws Exception {
        for (String other : otherSchemas()) {
            List<String> wares =
                    thumbnails(edited(other), "", visitor(edited(other)).get(""));

            assertThat(wares).as(other).hasSize(19);
            Answer picture = visitor(edited(other)).get(wares.get(0));
            assertThat(picture.size()).as(other).contains("160x120");
            assertThat(visitor(edited(other))
                            .get("members/firing-plan.png?w=160")
                            .status())
                    .as(other)
                    .isEqualTo(302);
        }
    }

    private List<String> thumbnails(String name, String path, Answer page) {
        return visitor(name).links(path, page).stream()
                .filter(link -> link.contains("pictures/") && link.contains("?"))
                .filter(link -> !link.contains("no-such-file"))
                .toList();
    }

    @Test
    void theListWeighsATenthOfWhatItDid() throws Exception {
        assertThat(weight(EDITED)).isLessThan(weight(FOUND) / 10);
    }

    /** Bytes of the pictures of the shop's list. */
    private long weight(String name) throws Exception {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (String link : visitor(name).links("", page(name, ""))) {
            // Of the lost jug a page that knows already that it is lost has no picture to fetch.
            if (link.contains("pictures/") && !link.contains("no-such-file")) {
                Answer picture = visitor(name).get(link);
                sizes.put(link, picture.status() == 200 ? picture.body().length : 0);
            }
        }
        assertThat(sizes).as(name).hasSize(19);
        return sizes.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** The shop's filters know nothing of asynchronous requests, so that each thread waits for its picture. */
    @Test
    void fiveVisitorsWhoComeFirstAllSeeAllPictures() throws Exception {
        String cold = edited(otherSchemas().get(1));
        String fresh = "&v=" + Long.toString(System.nanoTime(), 36);
        List<String> wares = thumbnails(cold, "", visitor(cold).get(""));
        ExecutorService connections = Executors.newFixedThreadPool(5 * 6);
        try {
            List<Future<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ShopVisitor visitor = visitor(cold);
                wares.forEach(ware -> statuses.add(
                        connections.submit(() -> visitor.get(ware + fresh).status())));
            }
            for (Future<Integer> status : statuses) {
                assertThat(status.get()).isEqualTo(200);
            }
        } finally {
            connections.shutdownNow();
        }
    }

    // ---- Careless pages

    @ParameterizedTest
    @CsvSource({
        "src=%2Fpictures%2Fno-such-file.jpg&width=100",
        "src=&width=100",
        "width=100",
        "src=%2Fpictures%2Fhoney-jug.jpg",
        "src=%2Fpictures%2Fhoney-jug.jpg&width=",
        "src=javascript%3Aalert(1)&width=100",
        "src=data%3Atext%2Fhtml%2C%3Cscript%3E&width=100",
        "src=%2F%2Felsewhere.example%2Fx.jpg&width=100",
        "src=https%3A%2F%2Felsewhere.example%2Fx.jpg&width=100",
        "src=%2F..%2F..%2Fetc%2Fpasswd&width=100",
        "src=%2FWEB-INF%2Fproducts.txt&width=100",
        "src=%2Fpictures%2Fhoney-jug.jpg&width=100&alt=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&title=%27%22%3E%3Cb",
        "src=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&width=100",
    })
    void whateverAnExpressionGivesThePageGoesOn(String query) throws Exception {
        ShopVisitor visitor = visitor(edited(otherSchemas().get(0)));
        Answer page = visitor.get("careless.jsp?" + query);

        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text())
                .contains("<p>the page goes on</p>")
                .doesNotContain("<script", "\"javascript:", "<b\"", "'\"><b");
        assertThat(IMG.matcher(page.text()).results().count()).isLessThanOrEqualTo(1);
    }

    @Test
    void anExpressionThatFailsIsTheShopsOwnErrorPage() throws Exception {
        Answer page = visitor(edited(otherSchemas().get(0))).get("failing.jsp");

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.text()).contains("<h1>A pot fell down</h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kr/inner.jsp", "outer.jsp", "forward.jsp"})
    void aPathIsRelativeToThePageThatSaysIt(String path) throws Exception {
        ShopVisitor visitor = visitor(edited(otherSchemas().get(0)));
        Answer page = visitor.get(path);

        assertThat(page.text()).contains("alt=\"옹기\"");
        assertThat(page.text())
                .contains("/pictures/%EC%98%B9%EA%B8%B0.jpg?w=100\"")
                .doesNotContain("src=\"../");
    }

    @Test
    void theTagsKnowTheSizeOfWhatWillCome() throws Exception {
        ShopVisitor visitor = visitor(edited(otherSchemas().get(0)));
        Answer first = visitor.get("new.jsp");
        Eventually.isTrue("every size is known", () -> unsized(visitor) == 0);
        Answer page = visitor.get("new.jsp");

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(page.text())
                .containsPattern("<img [^>]*src=\"/[^\"]*/uploads/%ED%95%A0")
                .containsPattern("<img [^>]*moss_bowl[^>]* width=\"800\" height=\"600\"")
                .containsPattern("<img [^>]*blue%20vase[^>]* width=\"280\" height=\"210\"")
                .containsPattern("<img [^>]* width=\"280\" height=\"280\"")
                .containsPattern("<img [^>]*sugar[^>]* width=\"267\" height=\"200\"")
                .as("of a page of the shop's own, of which nobody knows")
                .containsPattern(
                        "<img [^>]*image.jsp[^>]* width=\"280\" height=\"280\"[^>]* style=\"object-fit:contain");
    }

    private static long unsized(ShopVisitor visitor) throws Exception {
        return IMG.matcher(visitor.get("new.jsp").text())
                .results()
                .filter(img -> !img.group().contains(" width=") || !img.group().contains(" height="))
                .count();
    }

    /** That the shop's own filter makes threads wait, which picture is lost, and what is wrong on the careless page. */
    @Test
    void whatWeLogAsAWarningIsTheShopsToMend() {
        assertThat(tomcat.logs().lines().filter(text -> text.contains("WARNING") || text.contains("SEVERE")))
                .filteredOn(text -> text.contains("tomthumb"))
                .isNotEmpty()
                .allMatch(text -> text.contains("com.oldshop.EncodingFilter") && text.contains("async-supported")
                        || text.contains("no-such-file.jpg\" is missing")
                        || text.contains("The page /careless.jsp ")
                        || text.contains("original \"webapp:/WEB-INF/products.txt\" is not known"));
    }
}
