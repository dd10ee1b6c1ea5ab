package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.web.WholeSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What purges reach, on a whole site whose originals lie in a directory. */
final class PurgesTest {
    @TempDir
    private Path dir;

    private WholeSite site;

    @BeforeEach
    void start() throws Exception {
        for (String name : List.of("photos/cat.png", "photos/2026/dog.png", "shop/tea.png")) {
            Path file = dir.resolve("originals").resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, TestPictures.png(TestPictures.geometry(60, 40)));
        }
        open(Map.of());
    }

    private void open(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "tomthumb.local.root", dir.resolve("originals").toString(),
                "tomthumb.mounts", "/photos/ = local:///photos/; /shop/ = local:///shop/",
                "tomthumb.query.ladder", "off",
                "tomthumb.auto-webp", "true"));
        settings.putAll(more);
        site = new WholeSite(dir.resolve("state"), settings);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Purges purges() {
        return site.tomthumb().purges();
    }

    private String result(String url, String... accept) throws Exception {
        WholeSite.Answer answer = site.answer(url, accept.length == 0 ? Map.of() : Map.of("Accept", accept[0]));
        assertThat(answer.status()).as(url).isEqualTo(200);
        String xCache = answer.headers().get("x-cache");
        return xCache.substring(0, xCache.indexOf(' '));
    }

    private void makeAll() throws Exception {
        for (String url : List.of(
                "/photos/cat.png?w=16",
                "/photos/cat.png?w=32",
                "/img/insecure/w:20/cache_tags:Red/plain/local:///photos/cat.png",
                "/photos/2026/dog.png?w=16",
                "/shop/tea.png?w=16")) {
            result(url);
        }
    }

    @Test
    void besideALanguageThatBeginsAtTheRootMountsAreServedAndPurgedByTheirPaths() throws Exception {
        site.close();
        open(Map.of("tomthumb.img.prefix", "/"));
        String rendition = "/insecure/w:20/plain/local:///photos/cat.png";
        assertThat(List.of(result("/photos/cat.png?w=16"), result(rendition))).containsOnly("Miss");

        purges().purge(List.of(new PurgeItem.Path("/photos/cat.png")));

        assertThat(List.of(result("/photos/cat.png?w=16"), result(rendition))).containsOnly("Miss");
        purges().purge(List.of(new PurgeItem.Prefix("/photos/")));
        assertThat(result("/photos/cat.png?w=16")).isEqualTo("Miss");
        assertThat(site.answer("/tomthumb/health", Map.of()).body())
                .as("went down the chain")
                .isEmpty();
    }

    @Test
    void anOriginalIsPurgedInAllSizesAndDialectsByReferenceAndByPath() throws Exception {
        for (String original : List.of(
                "local:///photos/cat.png",
                "LOCAL:///photos/cat.png",
                "/photos/cat.png",
                "https://example.com/photos/cat.png")) {
            makeAll();
            long found = original.startsWith("https")
                    ? purges().original(original.substring("https://example.com".length()))
                    : purges().original(original);
            assertThat(found).as(original).isEqualTo(3);
            assertThat(result("/photos/cat.png?w=16")).isEqualTo("Miss");
            assertThat(result("/photos/cat.png?w=32")).isEqualTo("Miss");
            assertThat(result("/img/insecure/w:20/cache_tags:Red/plain/local:///photos/cat.png"))
                    .isEqualTo("Miss");
            assertThat(result("/photos/2026/dog.png?w=16")).isEqualTo("Hit");
        }
    }

    @Test
    void oneUrlIsPurgedInAllItsFormatsAndNoOtherSize() throws Exception {
        makeAll();
        String url = "/photos/cat.png?w=16";
        result(url);
        result(url, "image/webp");
        assertThat(result(url)).isEqualTo("Hit");

        assertThat(purges().url("http://127.0.0.1:8080" + url + "#top")).isGreaterThanOrEqualTo(1);

        assertThat(result(url)).isEqualTo("Miss");
        assertThat(result("/photos/cat.png?w=32")).isEqualTo("Hit");
    }

    @Test
    void oneUrlOfImgproxyIsPurgedAlsoWhenItHasExpired() throws Exception {
        String url = "/img/insecure/w:20/plain/local:///photos/cat.png";
        result(url);

        assertThat(purges().url("/img/insecure/w:20/exp:1000/plain/local:///photos/cat.png"))
                .isEqualTo(1);

        assertThat(result(url)).isEqualTo("Miss");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /photos/*             | 4
        /photos/              | 4
        /photos/2026/*        | 1
        /photos/c*            | 3
        /pho*                 | 4
        /shop*                 | 1
        local:///photos/*     | 4
        local:///photos/2026/ | 1
        local:///*            | 5
        /*                    | 5
        /img/*                | 5
        /photos/none*         | 0
        """)
    void prefixesMeanOriginalsByTheirReferencesAndByTheirPaths(String prefix, long found) throws Exception {
        makeAll();

        assertThat(purges().prefix(prefix)).isEqualTo(found);
    }

    @Test
    void tagsAreFoundInAnyCase() throws Exception {
        makeAll();

        assertThat(purges().tag("rED")).isEqualTo(1);
        assertThat(purges().tag("red")).isZero();
        assertThat(result("/photos/cat.png?w=16")).isEqualTo("Hit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /photos/*                                         | 4
        /photos/cat.png                                   | 3
        /photos/cat.png?*                                 | 3
        /photos/cat.png*                                  | 3
        /photos/cat.png?w=16                              | 1
        /img/insecure/w:20/plain/local:///photos/cat.png  | 1
        '#red'                                            | 1
        /*                                                | 5
        """)
    void itemsOfCloudFrontMeanWhatTheySay(String item, long found) throws Exception {
        makeAll();

        Purges.Purged purged =
                purges().purge(List.of(PurgeItem.ofCloudFront(item))).get(0);

        assertThat(purged.found()).as(purged.meant()).isEqualTo(found);
    }

    @Test
    void everythingIsPurgedAtOnce() throws Exception {
        makeAll();

        assertThat(purges().all()).isEqualTo(5);
        assertThat(result("/shop/tea.png?w=16")).isEqualTo("Miss");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        url      | /photos/cat.png?w=x                  | "w"
        url      | /photos/cat.png?w=16*                | a star stands where it means nothing
        url      | /index.jsp                           | is no URL of a picture
        url      | photos/cat.png                       | its paths begin with /
        url      | /photos/%zz.png                      | is not percent-encoded UTF-8
        url      | /img/insecure/w:1/plain/gopher:///x  | gopher
        original | /photos/*/cat.png                    | a star stands where it means nothing
        original | local:///photos/*                    | a star stands where it means nothing
        original | /photos/../secret.png                | holds a dot segment
        original | /img/insecure/w:1/plain/local:///a   | is a rendition's URL
        prefix   | /img/insecure/w:20/*                 | tells of no original
        prefix   | /photos/*/2026/*                     | a star stands where it means nothing
        tag      | a,b                                  | is no tag
        tag      | 고양이                                | is no tag
        """)
    void whatIsNotUnderstoodIsNamedAndNothingIsPurged(String kind, String text, String sentence) throws Exception {
        makeAll();
        PurgeItem item = switch (kind) {
            case "url" -> new PurgeItem.Url(text);
            case "original" -> new PurgeItem.Original(text);
            case "prefix" -> new PurgeItem.Prefix(text);
            default -> new PurgeItem.Tag(text);
        };

        assertThatThrownBy(() -> purges().purge(List.of(new PurgeItem.All(), item)))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(sentence);
        assertThat(result("/shop/tea.png?w=16")).isEqualTo("Hit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x"})
    void emptyAndEndlessItemsAreRefused(String part) {
        String text = part.repeat(4001);

        assertThatThrownBy(() -> purges().tag(text)).hasMessageContaining("from 1 to 4000 characters");
    }

    @Test
    void whereTheHostsOwnFilesAreOffAPathWithoutMountIsAMistake() throws Exception {
        site.close();
        open(Map.of("tomthumb.host-files", "false"));

        assertThatThrownBy(() -> purges().original("/elsewhere/cat.png"))
                .hasMessageContaining("no mount reaches there");
        assertThatThrownBy(() -> purges().prefix("/elsewhere/*")).hasMessageContaining("no mount reaches there");
    }

    @Test
    void anOriginalThatWasMissingIsThereAfterItsPurge() throws Exception {
        assertThat(site.answer("/photos/new.png?w=16", Map.of()).status()).isEqualTo(404);
        Files.copy(dir.resolve("originals/photos/cat.png"), dir.resolve("originals/photos/new.png"));
        assertThat(site.answer("/photos/new.png?w=16", Map.of()).status())
                .as("it is remembered as missing")
                .isEqualTo(404);

        purges().original("/photos/new.png");

        assertThat(result("/photos/new.png?w=16")).isEqualTo("Miss");
    }

    @Test
    void whatIsPurgedStaysSoOverARestart() throws Exception {
        makeAll();
        purges().url("/photos/cat.png?w=16");
        purges().tag("red");
        site.close();
        open(Map.of());

        assertThat(result("/photos/cat.png?w=32")).isEqualTo("Hit");
        assertThat(result("/photos/cat.png?w=16")).isEqualTo("Miss");
        assertThat(result("/img/insecure/w:20/cache_tags:Red/plain/local:///photos/cat.png"))
                .isEqualTo("Miss");
    }

    @Test
    void whatManyAskForIsMadeAgainAfterAPurgeAndWhatFewAskForIsNot() throws Exception {
        site.close();
        open(Map.of("tomthumb.warm.after-purge", "1"));
        makeAll();
        for (int i = 0; i < 3; i++) {
            result("/photos/cat.png?w=32");
        }

        purges().all();

        awaitMade(1);
        assertThat(result("/photos/cat.png?w=32")).isEqualTo("Hit");
        assertThat(result("/photos/cat.png?w=16")).isEqualTo("Miss");
    }

    @Test
    void urlsAreWarmedForVisitorsWithAndWithoutWebp() throws Exception {
        site.tomthumb().warmer().add(List.of("/photos/cat.png?w=16", "/photos/none.png?w=16", "/index.jsp"));

        awaitMade(1);
        assertThat(result("/photos/cat.png?w=16")).isEqualTo("Hit");
        assertThat(result("/photos/cat.png?w=16", "image/webp")).isEqualTo("Hit");
        assertThat(site.tomthumb().warmer().progress().reasons())
                .anySatisfy(reason -> assertThat(reason).startsWith("/photos/none.png?w=16: "))
                .anySatisfy(reason -> assertThat(reason).contains("is no URL of a picture"));
    }

    private void awaitMade(long least) throws IOException {
        long latest = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (site.tomthumb().warmer().progress().working()) {
            assertThat(System.nanoTime()).isLessThan(latest);
            Thread.onSpinWait();
        }
        assertThat(site.tomthumb().warmer().progress().made()).isGreaterThanOrEqualTo(least);
    }
}
