package dev.tomthumb.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.S3Server;
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

/** The page at {@code /}, as somebody sees it who has just started the demonstration. */
class PageBrowserIT {

    private static final Path SCREENSHOTS = BuildOutputs.target().resolve("screenshots");

    private static S3Server s3;
    private static TomcatServer tomcat;

    private Browser browser;

    /** The cache is a new one, or renditions of an earlier build would be looked at. */
    @BeforeAll
    static void startTheDemonstration(@TempDir Path cache) throws Exception {
        DemoSite site = new DemoSite(BuildOutputs.target().resolve("browser"));
        s3 = site.startS3();
        site.fill(s3, System.out);
        tomcat = site.tomcat(s3)
                .systemProperty("tomthumb.cache.dir", cache.toString())
                .start();
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
        if (s3 != null) {
            s3.close();
        }
    }

    @BeforeEach
    void openBrowser(@TempDir Path profile) {
        browser = new Browser(profile);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private void open(int width, String colorScheme) {
        browser.becomes(width, 900, colorScheme);
        browser.open(tomcat.uri().toString());
        browser.await("document.readyState === 'complete'");
        awaitRound();
    }

    private void awaitRound() {
        browser.await("!document.getElementById('again').disabled"
                + " && document.getElementById('call-second').cells[4].textContent !== ''");
    }

    @Test
    void theFirstCallIsAMissAndTheSecondAFasterHitOfFarFewerBytesThanTheOriginal() {
        open(1280, "light");

        Call original = call("call-original");
        Call first = call("call-first");
        Call second = call("call-second");
        assertThat(List.of(original.status(), first.status(), second.status())).containsOnly("200");
        assertThat(first.result()).isEqualTo("Miss from tomthumb");
        assertThat(second.result()).isEqualTo("Hit from tomthumb");
        assertThat(second.bytes()).isEqualTo(first.bytes()).isLessThan(original.bytes() / 20);
        assertThat(second.milliseconds()).isLessThan(first.milliseconds());
        assertThat(browser.text("return document.getElementById('status').textContent"))
                .isEqualTo("Running");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theButtonWorksByKeyboardAndCallsForARenditionNobodyHasAskedForBefore() {
        open(1280, "light");
        String firstUrl = url();

        browser.pressEnterOn("again");
        browser.await("document.getElementById('url').textContent !== '" + firstUrl + "'");
        awaitRound();

        assertThat(call("call-first").result()).isEqualTo("Miss from tomthumb");
        assertThat(call("call-second").result()).isEqualTo("Hit from tomthumb");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anotherWidthAndFormatGiveAnotherRendition() {
        open(1280, "light");
        String before = url();

        browser.run("document.getElementById('width').value = '320';"
                + "document.getElementById('format').value = 'webp';"
                + "document.getElementById('again').click();");
        browser.await("document.getElementById('url').textContent !== '" + before + "'");
        awaitRound();

        assertThat(browser.text("return document.getElementById('subject-size').textContent"))
                .startsWith("320 × 240 pixels, WEBP");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest(name = "{0} px wide, {1}")
    @CsvSource({"1280, light", "1280, dark", "360, light", "360, dark"})
    void everyPictureIsThereUprightInTheSizeAskedForAndNothingScrollsSideways(int width, String colorScheme)
            throws Exception {
        open(width, colorScheme);
        showLazyPictures();
        browser.photograph(SCREENSHOTS.resolve("page-" + width + "-" + colorScheme + ".png"));

        assertThat(browser.run("return document.querySelectorAll('img.rendition').length"))
                .isEqualTo(23L);
        assertThat(wrongSizes()).isEmpty();
        assertThat(turnedPictures()).isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth"))
                .as("the width of the page's content")
                .isEqualTo((long) width);
        assertThat(browser.complaints()).isEmpty();
    }

    /** A picture that is not there counts too: its natural width is 0. */
    private List<?> wrongSizes() {
        return (List<?>) browser.run("""
                return [...document.querySelectorAll('img')]
                    .map(image => {
                      const asked = /[?&]w=(\\d+)/.exec(image.src) || /rs:fill:(\\d+)/.exec(image.src);
                      const wanted = asked ? Number(asked[1]) : null;
                      const right = wanted === null ? image.naturalWidth > 0 : image.naturalWidth === wanted;
                      return right ? null : image.src + ' is ' + image.naturalWidth + ' pixels wide';
                    })
                    .filter(Boolean);
                """);
    }

    /**
     * Compares each rendition with the original beside it, which the browser turns upright by itself, on 8 by 8 dots: a
     * picture that lies on its side or stands on its head differs in most of them.
     */
    private List<?> turnedPictures() {
        return (List<?>) browser.run("""
                function dots(image) {
                  const canvas = document.createElement('canvas');
                  canvas.width = canvas.height = 8;
                  const context = canvas.getContext('2d');
                  context.fillStyle = 'white';
                  context.fillRect(0, 0, 8, 8);
                  context.imageSmoothingQuality = 'high';
                  context.drawImage(image, 0, 0, 8, 8);
                  return context.getImageData(0, 0, 8, 8).data;
                }
                function distance(one, other) {
                  const a = dots(one), b = dots(other);
                  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
                }
                return [...document.querySelectorAll('.pair')]
                    .filter(pair => pair.querySelector('.original'))
                    .map(pair => {
                      const original = pair.querySelector('.original');
                      const rendition = pair.querySelector('.rendition');
                      const upright = (original.naturalWidth > original.naturalHeight)
                          === (rendition.naturalWidth > rendition.naturalHeight);
                      const apart = distance(original, rendition);
                      return upright && apart < 12 ? null : rendition.src + ' differs by ' + apart.toFixed(1);
                    })
                    .filter(Boolean);
                """);
    }

    private void showLazyPictures() {
        browser.run("document.querySelectorAll('img[loading=lazy]').forEach(image => { image.loading = 'eager'; });");
        browser.await("[...document.images].every(image => image.complete)");
        browser.await("document.querySelectorAll('.weight').length > 0");
    }

    private String url() {
        return browser.text("return document.getElementById('url').textContent");
    }

    private Call call(String row) {
        String[] cells = browser.text("return [...document.getElementById('" + row
                        + "').cells].map(cell => cell.textContent).join('|')")
                .split("\\|");
        return new Call(
                cells[1],
                cells[2],
                Long.parseLong(cells[3].replace(",", "")),
                Double.parseDouble(cells[4].replace(" ms", "")));
    }

    private record Call(String status, String result, long bytes, double milliseconds) {}
}
