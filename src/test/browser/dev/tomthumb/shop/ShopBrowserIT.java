package dev.tomthumb.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.demo.Browser;
import dev.tomthumb.it.Eventually;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.TomcatServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The old shop as its visitors see it, before and after it got thumbnails. */
class ShopBrowserIT {
    private static final String LINE = "11";
    private static final Path SCREENSHOTS = BuildOutputs.target().resolve("screenshots");
    /** Says whether nothing is loading any more. */
    private static final String AT_REST =
            "document.readyState === 'complete' && [...document.images].every(image => image.complete)";

    /** How many pictures of wares have no size in the page. */
    private static final String UNSIZED = """
            return [...document.querySelectorAll('img[src*="pictures/"]')]
                .filter(image => !location.pathname.startsWith('/found/') && !image.hasAttribute('height')).length
            """;

    /**
     * Pictures of a srcset for which the browser had to take one with less than 70 % of the screen's pixels, or took one
     * with more than three times as many although there was a smaller one that would do.
     */
    private static final String UNFIT = """
            return [...document.querySelectorAll('img[srcset]')].map(image => {
              const sources = [...image.parentElement.querySelectorAll('source')].map(source => source.srcset);
              const candidates = [image.srcset, ...sources].join(', ').split(/,\\s+/).map(each => {
                const [url, descriptor] = each.trim().split(/\\s+/);
                const shown = image.getBoundingClientRect().width;
                const size = parseFloat(descriptor);
                return {url: new URL(url, location).href, pixels: descriptor.endsWith('x') ? shown * size : size};
              });
              const taken = candidates.find(each => each.url === image.currentSrc);
              const needed = image.getBoundingClientRect().width * devicePixelRatio;
              const most = Math.max(...candidates.map(each => each.pixels));
              const enough = candidates.filter(each => each.pixels >= needed * 0.99).map(each => each.pixels);
              const fits = taken && (taken.pixels >= Math.min(needed, most) * 0.7)
                  && taken.pixels <= Math.max(Math.min(...enough, most), needed) * 1.01;
              return fits ? null : image.alt + ': ' + needed + ' needed, ' + image.currentSrc + ' of ' + image.srcset;
            }).filter(Boolean);
            """;

    /** Pictures whose aspect ratio on the page is not that of the file that came. */
    private static final String UNNATURAL = """
            return [...document.images].filter(image => image.src.includes('/pictures/')).map(image => {
              const box = image.getBoundingClientRect();
              const off = Math.abs(box.width / box.height - image.naturalWidth / image.naturalHeight);
              return off < 0.02 ? null : image.alt + ' is ' + image.naturalWidth + 'x' + image.naturalHeight
                  + ' shown as ' + box.width + 'x' + box.height;
            }).filter(Boolean);
            """;

    private static TomcatServer tomcat;

    private Browser browser;

    @BeforeAll
    static void openTheShops() throws Exception {
        Path directory = Trees.empty(BuildOutputs.target().resolve("browser-shop"));
        ShopSite site = ShopSite.of(LINE, directory);
        Path found = site.unpack("3.1", directory.resolve("found"));
        Path edited = site.unpack("3.1", directory.resolve("edited"));
        ShopEdits.apply(edited, LINE);
        ShopSite.addExtraPages(edited);
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(LINE), directory.resolve("base"))
                .serverXml(ShopSite::asTomcatShipsIt)
                .deploy("found", found)
                .deploy("edited", edited)
                .start();
        // While a size is unknown the page names one large picture, and a browser that has it takes no smaller one.
        ShopVisitor first = new ShopVisitor(tomcat.uri("/edited/"));
        Eventually.isTrue("sizes are known", () -> first.get("new.jsp").text().contains("width=\"800\""));
    }

    @AfterAll
    static void closeThem() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    @BeforeEach
    void openBrowser(@TempDir Path profile) {
        browser = new Browser(profile);
        browser.beforeEveryPage("""
                window.jumps = [];
                new PerformanceObserver(list => window.jumps.push(...list.getEntries().map(entry => entry.value)))
                    .observe({type: 'layout-shift', buffered: true});
                """);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private void open(String path, int width, double density) {
        browser.becomes(width, 900, density, "light");
        browser.open(tomcat.uri(path).toString());
        browser.run("document.querySelectorAll('img[loading=lazy]').forEach(image => { image.loading = 'eager'; });");
        browser.await(AT_REST);
    }

    /** Whose picture of a page's size is known a moment after it was asked for the first time. */
    private void openTwice(String path, int width, double density) throws Exception {
        open(path, width, density);
        Eventually.isTrue("sizes are known", () -> {
            open(path, width, density);
            return browser.run(UNSIZED).equals(0L);
        });
    }

    // ---- The shop with thumbnails

    @ParameterizedTest
    @ValueSource(strings = {"", "kr/", "kr/utf8.jsp", "guests.jsp", "about.html", "product.jsp?id=14"})
    void everyPictureIsThere(String path) {
        open("found/" + path, 1024, 1);
        assertThat(missing()).as(path).allMatch(image -> image.contains("no-such-file.jpg"));

        browser.complaints();
        open("edited/" + path, 1024, 1);
        assertThat(missing()).as(path).isEmpty();
        assertThat(browser.complaints()).filteredOn(complaint -> !complaint.contains("/favicon.ico")).isEmpty();
    }

    private List<String> missing() {
        return texts("return [...document.images].filter(image => image.naturalWidth === 0).map(image => image.src)");
    }

    private List<String> texts(String script) {
        return ((List<?>) browser.run(script)).stream().map(String::valueOf).toList();
    }

    @Test
    void thumbnailsStandWhereThePicturesStoodInTheSameSize() throws Exception {
        open("found/", 1024, 1);
        List<String> before = boxes();
        openTwice("edited/", 1024, 1);
        List<String> now = boxes();

        assertThat(before).hasSize(20);
        assertThat(now).isEqualTo(before);
    }

    /** Width and height of every ware but the lost one, whose picture is a mark of the browser's own. */
    private List<String> boxes() {
        return texts("""
                return [...document.querySelectorAll('td.item img')].map(image => image.alt === 'The lost jug'
                    ? image.alt
                    : image.alt + ' ' + Math.round(image.getBoundingClientRect().width)
                        + 'x' + Math.round(image.getBoundingClientRect().height));
                """);
    }

    @Test
    void nothingJumpsWhilePicturesArrive() throws Exception {
        assertThat(jumps("found/")).as("the shop as it was found does jump").isGreaterThan(0.01);
        assertThat(jumps("edited/")).isZero();
        assertThat(jumps("edited/new.jsp")).isZero();
    }

    /** The sum of all layout shifts on a line so slow that the page is painted long before its pictures are there. */
    private double jumps(String page) throws Exception {
        openTwice(page, 1024, 1);
        browser.forgetsItsCache();
        browser.answersTake(400);
        open(page, 1024, 1);
        browser.answersTake(0);
        return ((Number) browser.run("return window.jumps.reduce((sum, value) => sum + value, 0)")).doubleValue();
    }

    /** Nobody knows its size beforehand: the author's box is kept, and the picture stands in it undistorted. */
    @Test
    void whatAPageMakesStandsInTheRoomThatItsAuthorGives() {
        open("edited/new.jsp", 1024, 1);

        assertThat(texts("""
                const image = document.querySelector('img[src*="image.jsp"]');
                const box = image.getBoundingClientRect();
                return [box.width + 'x' + box.height, getComputedStyle(image).objectFit,
                    image.naturalWidth > 0 && image.naturalWidth !== image.naturalHeight];
                """)).containsExactly("280x280", "contain", "true");
    }

    // ---- A page that uses what the tags can do

    @ParameterizedTest(name = "{0} px at {1}")
    @CsvSource({"360, 1", "360, 2", "768, 1", "768, 2", "1280, 1", "1280, 2"})
    void everyScreenGetsPicturesThatFitIt(int width, double density) throws Exception {
        openTwice("edited/new.jsp", width, density);
        browser.photograph(SCREENSHOTS.resolve("shop-new-" + width + "-" + (int) density + "x.png"));

        assertThat(missing()).isEmpty();
        assertThat(texts(UNFIT)).as("shown width, what was taken, what there was").isEmpty();
        assertThat(texts(UNNATURAL)).isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
        assertThat(browser.complaints()).filteredOn(complaint -> !complaint.contains("/favicon.ico")).isEmpty();
    }

    // ---- To look at

    @ParameterizedTest
    @ValueSource(strings = {"found", "edited"})
    void photographs(String shop) throws Exception {
        for (int width : new int[] {1024, 360}) {
            openTwice(shop + "/", width, 1);
            browser.photograph(SCREENSHOTS.resolve("shop-" + shop + "-" + width + ".png"));
        }
        open(shop + "/product.jsp?id=13", 1024, 1);
        browser.photograph(SCREENSHOTS.resolve("shop-" + shop + "-product.png"));
        open(shop + "/kr/", 1024, 1);
        browser.photograph(SCREENSHOTS.resolve("shop-" + shop + "-kr.png"));
        assertThat(SCREENSHOTS.resolve("shop-" + shop + "-kr.png")).isNotEmptyFile();
    }
}
