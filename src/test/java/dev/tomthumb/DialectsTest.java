package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.Mount;
import dev.tomthumb.config.Secret;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.dialect.Dialect;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.dialect.query.SizeLadder;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.SourceRef;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DialectsTest {

    private static Dialects dialects(boolean standalone, Map<String, String> texts) throws SettingsException {
        Settings settings = SettingsLoader.load(
                SettingTexts.ofProperties(texts), new Installation(standalone, 2, 1L << 30, Path.of("state")));
        Originals originals = new Originals(settings, new Site("ROOT", standalone, Map.of()), ImageEvents.NONE);
        return new Dialects(settings, originals, InstantSource.system());
    }

    private static List<String> names(Dialects dialects) {
        return dialects.all().stream().map(Dialect::name).toList();
    }

    @Test
    void imgproxysLanguageComesFirstInTheWarAndIsOffInAHostApplicationUntilItHasAPrefix() throws Exception {
        assertThat(names(dialects(true, Map.of()))).containsExactly("imgproxy", "query");
        assertThat(names(dialects(false, Map.of()))).containsExactly("query");
        assertThat(names(dialects(false, Map.of("tomthumb.img.prefix", "/thumbs/"))))
                .containsExactly("imgproxy", "query");
    }

    @Test
    void theSettingsReachTheQueryLanguage() throws Exception {
        QueryConfig config = dialects(
                        true,
                        Map.of(
                                "tomthumb.mounts", "/photos/ = https://cdn.example/originals/",
                                "tomthumb.query.ladder", "off",
                                "tomthumb.query.key", "0123456789abcdef"))
                .queryConfig();
        assertThat(config.mounts())
                .containsExactly(new Mount("/photos/", new SourceRef("https", "//cdn.example/originals/")));
        assertThat(config.ladder().isOff()).isTrue();
        assertThat(config.key()).contains(Secret.ofText("0123456789abcdef"));
    }

    @Test
    void theLadderOfTheSettingsIsTheLanguagesOwn() throws Exception {
        assertThat(dialects(false, Map.of()).queryConfig().ladder()).isEqualTo(SizeLadder.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://evil.example/a.jpg | URLs may not name this host; the setting tomthumb.http.allow lists those"
                        + " they may.",
                "s3://bucket/a.jpg | The source scheme \"s3\" is switched off here; the setting tomthumb.s3.buckets"
                        + " switches it on.",
                "webapp:/a.jpg | The source scheme \"webapp\" is not known here; there are http, https.",
            })
    void whatAUrlMayNotNameIsRefusedByTheSettingThatDecides(String source, String sentence) throws Exception {
        Dialect imgproxy = dialects(true, Map.of("tomthumb.http.allow", "cdn.example"))
                .all()
                .get(0);
        String path = "/img/unsafe/w:10/plain/" + source;
        assertThatThrownBy(() -> imgproxy.parse(new RequestUrl(path, path, ""))).hasMessage(sentence);
    }

    @Test
    void aBucketThatIsNotListedIsRefusedByItsSetting() throws Exception {
        Dialect imgproxy = dialects(true, Map.of("tomthumb.s3.buckets", "open", "tomthumb.s3.anonymous", "true"))
                .all()
                .get(0);
        String path = "/img/unsafe/w:10/plain/s3://members/a.jpg";
        assertThatThrownBy(() -> imgproxy.parse(new RequestUrl(path, path, "")))
                .hasMessage("URLs may not name this bucket; the setting tomthumb.s3.buckets lists those they may.");
    }

    @Test
    void filesAMountReachesAreNotNamedByUnsignedUrlsOfAHostApplication() throws Exception {
        Map<String, String> mounted = Map.of(
                "tomthumb.img.prefix", "/img/",
                "tomthumb.local.root", "/srv/pictures",
                "tomthumb.mounts", "/members/ = local:///members/");
        String path = "/img/unsafe/w:10/plain/local:///members/a.jpg";
        RequestUrl url = new RequestUrl(path, path, "");

        assertThatThrownBy(() -> dialects(false, mounted).all().get(0).parse(url))
                .hasMessage("URLs may not name files where mounts reach into the same directory; sign them with"
                        + " tomthumb.img.key, or use the mounted path.");
        assertThat(dialects(true, mounted).all().get(0).parse(url)).isPresent();
    }
}
