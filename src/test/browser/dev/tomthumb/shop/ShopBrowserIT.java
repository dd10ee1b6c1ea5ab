package dev.tomthumb.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.demo.Browser;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The old shop as its visitors see it, before and after it got thumbnails. */
class ShopBrowserIT {
    private static final String LINE = "11";
    private static final Path SCREENSHOTS = BuildOutputs.target().resolve("screenshots");
    /** Says whether nothing is loading any more. */
    private static final String AT_REST =
            "document.readyState === 'complete' && [...document.images].every(image => image.complete)";

    private static TomcatServer tomcat;

    private Browser browser;

    @BeforeAll
    static void openTheShops() throws Exception {
        Path directory = Trees.empty(BuildOutputs.target().resolve("browser-shop"));
        ShopSite site = ShopSite.of(LINE, directory);
        Path found = site.unpack("3.1", directory.resolve("found"));
        Path edited = site.unpack("3.1", directory.resolve("edited"));
        ShopEdits.apply(edited, LINE);
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(LINE), directory.resolve("base"))
                .serverXml(ShopSite::asTomcatShipsIt)
                .deploy("found", found)
                .deploy("edited", edited)
                .start();
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

    @ParameterizedTest
    @ValueSource(strings = {"found", "edited"})
    void photographs(String shop) throws Exception {
        open(shop + "/", 1024, 1);
        browser.photograph(SCREENSHOTS.resolve("shop-" + shop + "-1024.png"));
        open(shop + "/", 360, 1);
        browser.photograph(SCREENSHOTS.resolve("shop-" + shop + "-360.png"));
        open(shop + "/product.jsp?id=13", 1024, 1);
        browser.photograph(SCREENSHOTS.resolve("shop-" + shop + "-product.png"));
        open(shop + "/kr/", 1024, 1);
        browser.photograph(SCREENSHOTS.resolve("shop-" + shop + "-kr.png"));
        open(shop + "/guests.jsp", 1024, 1);
        browser.photograph(SCREENSHOTS.resolve("shop-" + shop + "-guests.png"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kr/", "kr/utf8.jsp", "guests.jsp", "about.html", "product.jsp?id=14"})
    void everyPictureIsThere(String path) {
        for (String shop : List.of("found", "edited")) {
            open(shop + "/" + path, 1024, 1);

            assertThat(missing()).as(shop + "/" + path).allMatch(image -> image.contains("no-such-file.jpg"));
            assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("no-such-file.jpg"));
        }
    }

    private List<String> missing() {
        return ((List<?>) browser.run("return [...document.images]"
                        + ".filter(image => image.naturalWidth === 0).map(image => image.src)"))
                .stream().map(String::valueOf).toList();
    }

    @Test
    void nothingJumpsWhileThumbnailsArrive() {
        open("edited/", 1024, 1);

        assertThat(browser.run("return window.jumps.reduce((sum, value) => sum + value, 0)").toString())
                .isIn("0", "0.0");
    }
}
