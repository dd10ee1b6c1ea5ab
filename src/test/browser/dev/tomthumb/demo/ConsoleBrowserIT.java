package dev.tomthumb.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console, as an operator has it before him, who works with the keyboard alone. */
class ConsoleBrowserIT {
    private static final String TOKEN = "console-token-console";
    /** A name that would be markup if anybody took it for that. */
    private static final String HOSTILE = "<img src=x onerror=pwned=1>\".jpg";

    private static final Path SCREENSHOTS = BuildOutputs.target().resolve("screenshots");

    private static TomcatServer tomcat;

    private Browser browser;

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        Path photos = Files.createDirectories(dir.resolve("originals/photos"));
        for (String name : List.of("cat.jpg", "dog.jpg", HOSTILE)) {
            Files.write(photos.resolve(name), TestPictures.jpeg(TestPictures.gradient(800, 600), 90));
        }
        tomcat = TomcatServer.of(
                        BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()),
                        BuildOutputs.target().resolve("browser-console"))
                .systemProperty("tomthumb.ops.token", TOKEN)
                .systemProperty("tomthumb.query.key", "0123456789abcdef0123456789abcdef")
                .systemProperty("tomthumb.img.key", "736563726574")
                .systemProperty("tomthumb.img.salt", "68656c6c6f")
                .systemProperty("tomthumb.cache.dir", dir.resolve("cache").toString())
                .systemProperty("tomthumb.local.root", dir.resolve("originals").toString())
                .systemProperty("tomthumb.mounts", "/photos/ = local:///photos/")
                .deploy("ROOT", BuildOutputs.war())
                .start();
        for (int i = 0; i < 3; i++) {
            get("/photos/cat.jpg?w=320");
            get("/photos/dog.jpg?w=64");
        }
        get("/photos/%3Cimg%20src=x%20onerror=pwned=1%3E%22.jpg?w=160");
        get("/photos/missing.jpg?w=64&x=%3Cscript%3Epwned=1%3C/script%3E");
        get("/photos/cat.jpg?w=%3Cscript%3Epwned=1%3C/script%3E");
    }

    private static RawHttp.Response get(String path) throws IOException {
        return new RawHttp(tomcat.uri()).get(path);
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    @BeforeEach
    void openBrowser(@TempDir Path profile) {
        browser = new Browser(profile);
        browser.becomes(1600, 1000, "light");
        browser.open(tomcat.uri("/tomthumb/").toString());
        browser.await("Number(document.body.dataset.polls || 0) >= 2");
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private String text(String id) {
        return browser.text("return document.getElementById('" + id + "').textContent");
    }

    private void page(String name) {
        browser.run("location.hash = '" + name + "'");
        browser.await("!document.getElementById('" + name + "').hidden");
    }

    private void logIn() {
        browser.pressEnterOn("enter");
        browser.await("!document.getElementById('login').hidden");
        browser.run("document.getElementById('token').value = '" + TOKEN + "'");
        browser.pressEnterOn("token");
        browser.await("!document.getElementById('leave').hidden");
    }

    @Test
    void theValuesAreThoseOfTheMetrics() throws Exception {
        browser.run("const polls = Number(document.body.dataset.polls); document.body.dataset.seen = polls");
        String metrics = get("/tomthumb/metrics").text();
        browser.await("Number(document.body.dataset.polls) >= Number(document.body.dataset.seen) + 2");

        long answered = sum(metrics, "tomthumb_responses_total\\{[^}]*} ");
        long errors = sum(metrics, "tomthumb_responses_total\\{[^}]*result=\"error\"[^}]*} ");
        assertThat(answered).isGreaterThanOrEqualTo(9);
        assertThat(text("tile-rate-note")).isEqualTo(answered + " since the start");
        assertThat(text("tile-errors-note")).isEqualTo(errors + " since the start");
        assertThat(text("tile-queue")).isEqualTo(sum(metrics, "tomthumb_queue_waiting ") + "");
        long hits = sum(metrics, "tomthumb_responses_total\\{[^}]*result=\"hit\"[^}]*} ");
        long misses = sum(metrics, "tomthumb_responses_total\\{[^}]*result=\"miss\"[^}]*} ");
        double ratio = 100.0 * hits / (hits + misses);
        assertThat(text("tile-ratio-note")).isEqualTo(String.format("%.1f %% since the start", ratio));
        for (String tier : List.of("heap", "disk")) {
            assertThat(cells("tier-" + tier))
                    .contains(
                            sum(metrics, "tomthumb_cache_mappings\\{tier=\"" + tier + "\"} ") + "",
                            sum(metrics, "tomthumb_cache_hits_total\\{tier=\"" + tier + "\"} ") + "",
                            sum(metrics, "tomthumb_cache_misses_total\\{tier=\"" + tier + "\"} ") + "");
        }
        assertThat(browser.run("return Chart.getChart(document.querySelector('#chart-answers canvas'))"
                        + ".data.datasets.every(one => one.data.length >= 1)"))
                .as("every line is drawn")
                .isEqualTo(true);
        assertThat(browser.complaints()).isEmpty();
    }

    private static long sum(String metrics, String sample) {
        return Pattern.compile("(?m)^" + sample + "([0-9]+)$")
                .matcher(metrics)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private List<String> cells(String row) {
        List<?> cells = (List<?>)
                browser.run("return [...document.getElementById('" + row + "').cells].map(cell => cell.textContent)");
        return cells.stream().map(String::valueOf).toList();
    }

    @Test
    void whatIsMarkupElsewhereIsTextHere() {
        page("pictures");
        browser.await("document.getElementById('hottest').children.length >= 3");
        browser.await("document.getElementById('refusals').children.length >= 2");

        assertThat(text("hottest")).contains("local:///photos/" + HOSTILE);
        assertThat(text("slowest")).contains("local:///photos/" + HOSTILE);
        assertThat(text("refusals")).contains("<script>pwned=1</script>", "bad-option", "original-missing");
        page("playground");
        browser.await("document.getElementById('originals').options.length >= 3");
        browser.run("document.querySelector('[data-original*=onerror]').click()");
        browser.await("document.getElementById('rendition').naturalWidth > 0");
        assertThat(browser.text("return document.getElementById('url-query').value"))
                .contains("%3Cimg%20src=x%20onerror=pwned=1%3E");
        assertThat(browser.run("return window.pwned === undefined"
                        + " && document.querySelectorAll('main img').length === 1"
                        + " && document.querySelectorAll('main script').length === 0"))
                .isEqualTo(true);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theBrowserItselfForbidsMarkupFromText() {
        Object refused = browser.run("""
                try {
                  document.body.insertAdjacentHTML('beforeend', '<b>x</b>');
                  return false;
                } catch (refusal) {
                  return refusal instanceof TypeError;
                }
                """);
        assertThat(refused).isEqualTo(true);
    }

    @Test
    void thePlaygroundShowsRenditionsAndTheirSignedUrls() throws Exception {
        logIn();
        page("playground");
        browser.await("document.querySelectorAll('#options .option').length > 40");
        browser.run("""
                const set = (id, value, event) => {
                  const control = document.getElementById(id);
                  control.value = value;
                  control.dispatchEvent(new Event(event));
                };
                set('original', '/photos/cat.jpg', 'input');
                set('option-w', '123', 'input');
                set('option-fm', 'webp', 'change');
                document.getElementById('option-enlarge').click();
                """);
        browser.await("document.getElementById('rendition').naturalWidth === 123"
                + " && document.getElementById('rendition-facts').textContent.includes('image/webp')");

        assertThat(text("rendition-facts")).contains("X-CacheMiss from tomthumb", "Size123 × 92");
        assertThat(text("playground-notes")).isEmpty();
        String tag = browser.text("return document.getElementById('url-tag').value");
        assertThat(tag).startsWith("<t:img src=\"/photos/cat.jpg\" width=\"123\"").contains("format=\"webp\"");
        for (String field : List.of("url-query", "url-imgproxy")) {
            URI url = URI.create(browser.text("return document.getElementById('" + field + "').value"));
            RawHttp.Response picture = get(url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()));
            assertThat(picture.status()).as(url.toString()).isEqualTo(200);
            assertThat(picture.get("X-Cache")).startsWith("Hit");
        }

        browser.run("const w = document.getElementById('option-w'); w.value = '99999999'; w.dispatchEvent(new Event('input'))");
        browser.await("document.getElementById('playground-mistake').textContent.includes('\"w\"')");
        assertThat(browser.complaints()).as("but for the answer 400").hasSize(1);
    }

    @Test
    void whoHasNotLoggedInReadsAndCannotChange() {
        page("purge");
        assertThat(browser.run("return document.getElementById('purge-go').disabled"))
                .isEqualTo(true);
        browser.pressEnterOn("enter");
        browser.run("document.getElementById('token').value = 'wrong'");
        browser.pressEnterOn("token");
        browser.await("document.getElementById('login-mistake').textContent.includes('not the token')");
        browser.complaints();
        browser.run("document.getElementById('token').value = '" + TOKEN + "'");
        browser.pressEnterOn("token");
        browser.await("!document.getElementById('leave').hidden");
        assertThat(browser.run("return document.cookie")).as("no script sees it").isEqualTo("");
        assertThat(browser.run("return document.getElementById('purge-go').disabled"))
                .isEqualTo(false);
        browser.pressEnterOn("leave");
        browser.await("document.getElementById('purge-go').disabled");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void purgingAndWarmingTellWhatTheyHaveDone() throws Exception {
        assertThat(get("/photos/dog.jpg?w=64").status()).isEqualTo(200);
        logIn();
        page("purge");
        browser.run("document.getElementById('purge-kind').value = 'originals';"
                + "document.getElementById('purge-items').value = '/photos/dog.jpg\\n\\n/photos/nothing.jpg'");
        browser.pressEnterOn("purge-go");
        browser.await("document.getElementById('purge-result').textContent !== ''");
        assertThat(text("purge-result")).contains(" forgotten by 2 of 2 items. The cache held ");
        assertThat(browser.run("return [...document.querySelectorAll('#purge-table tbody tr')].map(row => row.textContent)"))
                .asString()
                .matches("\\[/photos/dog.jpgoriginal[1-9], /photos/nothing.jpgoriginal0]");

        browser.run("document.getElementById('warm-urls').value = '/photos/dog.jpg?w=64\\n/photos/dog.jpg?w=128'");
        browser.pressEnterOn("warm-go");
        browser.await("document.getElementById('warm-label').textContent === '2 of 2 URLs, done'");
        assertThat(text("warm-result")).isEqualTo("2 of 2 lines will be warmed.");
        assertThat(browser.run("return document.getElementById('warm-progress').position"))
                .isEqualTo(1L);
        assertThat(get("/photos/dog.jpg?w=128").get("X-Cache")).startsWith("Hit");

        browser.run("document.getElementById('purge-kind').value = 'urls';"
                + "document.getElementById('purge-items').value = 'nowhere'");
        browser.pressEnterOn("purge-go");
        browser.await("document.getElementById('purge-mistake').textContent !== ''");
        assertThat(text("purge-result")).startsWith("0 renditions forgotten by 0 of 1 item.");
        browser.complaints();
    }

    @Test
    void settingsAreFoundByNameAndNoSecretIsAmongThem() {
        page("settings");
        browser.await("document.querySelectorAll('#settings-list .setting').length > 100");
        assertThat(text("settings-list")).doesNotContain(TOKEN).contains("****");
        browser.run("const find = document.getElementById('find-setting'); find.value = 'ops.token';"
                + "find.dispatchEvent(new Event('input'))");
        assertThat(text("settings-list")).contains("tomthumb.ops.token", "system property");
        assertThat(text("settings-count")).matches("[1-9] of [0-9]+ settings, .*");
        assertThat(browser.complaints()).isEmpty();
    }

    /** As somebody who uses no mouse: what can be clicked takes the focus in turn, and is seen to have it. */
    @ParameterizedTest
    @ValueSource(strings = {"overview", "pictures", "playground", "purge", "settings"})
    void everythingIsReachedByKeyboard(String name) {
        logIn();
        page(name);
        browser.await("Number(document.body.dataset.polls) >= 3");
        assertThat(browser.run("""
                const shown = element => element.checkVisibility() && getComputedStyle(element).visibility === 'visible';
                return [...document.body.querySelectorAll('*')]
                    .filter(shown)
                    .filter(element => getComputedStyle(element).cursor === 'pointer')
                    .filter(element => !element.closest('a[href],button,input,select,textarea,label,summary,[tabindex="0"]'))
                    .map(element => element.outerHTML);
                """)).as("clicked by mouse alone").asInstanceOf(LIST).isEmpty();
        long stops = (Long) browser.run("""
                document.activeElement.blur();
                const shown = element => element.checkVisibility() && getComputedStyle(element).visibility === 'visible';
                window.stops = [...document.body.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex="0"]')]
                    .filter(element => shown(element) && !element.disabled)
                    .filter(element => element.type !== 'radio' || element.checked);
                window.unseen = [];
                return window.stops.length;
                """);
        assertThat(stops).isGreaterThan(5);
        // Lists come anew with each poll, and take the focus along when it lies on a row that has gone: a second time around.
        boolean missing = true;
        for (long i = 0; i < 2 * stops + 3 && (missing || i < stops); i++) {
            browser.pressTab();
            missing = (Boolean) browser.run("""
                    const focused = document.activeElement;
                    window.stops = window.stops.filter(element => element !== focused);
                    const style = getComputedStyle(focused);
                    if (focused !== document.body && style.outlineStyle === 'none' && style.boxShadow === 'none') {
                      window.unseen.push(focused.outerHTML);
                    }
                    return window.stops.length > 0;
                    """);
        }

        assertThat(browser.run("return window.stops.map(element => element.outerHTML)"))
                .as("not reached")
                .asInstanceOf(LIST)
                .isEmpty();
        assertThat(browser.run("return window.unseen")).as("not seen").asInstanceOf(LIST).isEmpty();
    }

    @Test
    void nothingIsAskedOfAnotherHost() {
        for (String name : List.of("overview", "pictures", "playground", "purge", "settings")) {
            page(name);
        }
        assertThat(browser.run("""
                return performance.getEntriesByType('resource')
                    .map(entry => entry.name)
                    .filter(name => new URL(name).origin !== location.origin && !name.startsWith('blob:'));
                """)).asInstanceOf(LIST).isEmpty();
        assertThat((Long) browser.run("return performance.getEntriesByType('resource').length"))
                .as("it has asked")
                .isGreaterThan(5);
    }

    @ParameterizedTest(name = "{0} px wide, {1}")
    @CsvSource({"1600, light", "1600, dark", "360, light", "360, dark"})
    void nothingScrollsSideways(int width, String colorScheme) throws Exception {
        logIn();
        browser.becomes(width, 900, colorScheme);
        for (String name : List.of("overview", "pictures", "playground", "purge", "settings")) {
            page(name);
            browser.await("Number(document.body.dataset.polls) >= 3");
            browser.photograph(SCREENSHOTS.resolve("console-" + name + "-" + width + "-" + colorScheme + ".png"));
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .as(name)
                    .isEqualTo((long) width);
        }
        assertThat(browser.complaints()).isEmpty();
    }
}
