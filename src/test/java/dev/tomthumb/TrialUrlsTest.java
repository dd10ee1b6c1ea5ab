package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.web.WholeSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The playground's URLs, each asked for on a whole site. */
final class TrialUrlsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Map<String, String> SIGNED =
            Map.of("tomthumb.query.key", KEY, "tomthumb.img.key", "736563726574", "tomthumb.img.salt", "68656c6c6f");

    @TempDir
    private Path dir;

    private WholeSite site(Map<String, String> more) throws Exception {
        Path photos = Files.createDirectories(dir.resolve("originals/photos"));
        Files.write(photos.resolve("a cat.png"), TestPictures.png(TestPictures.geometry(60, 40)));
        Files.write(photos.getParent().resolve("elsewhere.png"), TestPictures.png(TestPictures.geometry(60, 40)));
        Map<String, String> settings = new HashMap<>(Map.of(
                "tomthumb.local.root",
                dir.resolve("originals").toString(),
                "tomthumb.mounts",
                "/photos/ = local:///photos/"));
        settings.putAll(more);
        return new WholeSite(dir.resolve("state"), settings);
    }

    private static Map<String, String> parameters(String... pairs) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return parameters;
    }

    private static int status(WholeSite site, String url) throws Exception {
        return site.answer(url, Map.of()).status();
    }

    @Test
    void bothUrlsAreSignedAndMeanTheSame() throws Exception {
        try (WholeSite site = site(SIGNED)) {
            TrialUrls.Urls urls =
                    site.tomthumb().trialUrls().of("/photos/a cat.png", parameters("w", "33", "blur", "2"), true);

            assertThat(urls.query().orElseThrow()).matches("/photos/a%20cat\\.png\\?w=33&blur=2&s=[A-Za-z0-9_-]{43}");
            assertThat(urls.imgproxy().orElseThrow())
                    .matches("/img/[A-Za-z0-9_-]{43}/.*plain/local:///photos/a%20cat\\.png");
            assertThat(urls.notes()).isEmpty();
            WholeSite.Answer query = site.answer(urls.query().orElseThrow(), Map.of());
            WholeSite.Answer imgproxy = site.answer(urls.imgproxy().orElseThrow(), Map.of());
            assertThat(query.status()).isEqualTo(200);
            assertThat(imgproxy.body()).isEqualTo(query.body());
            assertThat(imgproxy.headers().get("x-cache")).startsWith("Hit");
        }
    }

    @Test
    void whoeverHasNotLoggedInGetsNothingSigned() throws Exception {
        try (WholeSite site = site(SIGNED)) {
            TrialUrls.Urls urls = site.tomthumb().trialUrls().of("/photos/a cat.png", parameters("w", "64"), false);
            assertThat(urls.query()).contains("/photos/a%20cat.png?w=64");
            assertThat(urls.imgproxy()).isEmpty();
            assertThat(urls.notes())
                    .anyMatch(note -> note.contains("not signed"))
                    .anyMatch(note -> note.contains("log in"));
            assertThat(status(site, urls.query().orElseThrow())).isEqualTo(200);
            assertThatThrownBy(
                            () -> site.tomthumb().trialUrls().of("/photos/a cat.png", parameters("blur", "2"), false))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("blur");
        }
    }

    @Test
    void aReferenceHasThePathAtWhichAMountShowsIt() throws Exception {
        try (WholeSite site = site(SIGNED)) {
            TrialUrls.Urls urls =
                    site.tomthumb().trialUrls().of("local:///photos/a cat.png", parameters("w", "30"), true);
            assertThat(urls.path()).contains("/photos/a cat.png");
            assertThat(status(site, urls.query().orElseThrow())).isEqualTo(200);
        }
    }

    @Test
    void aReferenceThatNoMountReachesHasAUrlInImgproxysLanguageOnly() throws Exception {
        try (WholeSite site = site(SIGNED)) {
            TrialUrls.Urls urls = site.tomthumb()
                    .trialUrls()
                    .of("local:///elsewhere.png", parameters("w", "30", "fit", "cover", "h", "30"), true);
            assertThat(urls.query()).isEmpty();
            assertThat(urls.path()).isEmpty();
            assertThat(urls.notes()).anyMatch(note -> note.contains("no mount"));
            assertThat(status(site, urls.imgproxy().orElseThrow())).isEqualTo(200);
        }
    }

    @Test
    void whatCannotBeIsRefusedByName() throws Exception {
        try (WholeSite site = site(Map.of())) {
            TrialUrls urls = site.tomthumb().trialUrls();
            assertThatThrownBy(() -> urls.of("/photos/a cat.png", parameters("w", "x"), true))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("\"w\"");
            assertThatThrownBy(() -> urls.of("/page.html", parameters("w", "64"), true))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("/page.html");
            assertThatThrownBy(() -> urls.of("file:///etc/passwd", parameters("w", "64"), true))
                    .isInstanceOf(ImageException.class);
            assertThatThrownBy(() -> urls.of("/photos/../x.png", parameters("w", "64"), true))
                    .isInstanceOf(ImageException.class);
            assertThat(urls.of("/photos/a cat.png", parameters("w", "64"), true).notes())
                    .anyMatch(note -> note.contains("tomthumb.query.ladder"));
        }
    }
}
