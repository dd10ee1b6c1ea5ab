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
import dev.tomthumb.dialect.SizeLadder;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Reading;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /unsafe/w:10/plain/local:///cat.png | imgproxy
            /_/aHR0cHM6Ly9h                     | imgproxy
            /photos                             | imgproxy
            /photos/                            | -
            /photos/cat.png                     | query
            /photos/2026/cat                    | query
            /image.jsp                          | query
            /image.jsp/w:1/plain/x              | imgproxy
            /tomthumb                           | -
            /tomthumb/                          | -
            /tomthumb/health                    | -
            /tomthumbs/w:1/plain/x              | imgproxy
            /                                   | -
            /favicon.ico                        | -
            /.well-known/acme-challenge/x       | -
            """)
    void imgproxysLanguageAtTheRootLeavesToOthersWhatHasALongerPath(String path, String language) throws Exception {
        Dialects dialects = dialects(
                true,
                Map.of(
                        "tomthumb.img.prefix", "/",
                        "tomthumb.host-files", "false",
                        "tomthumb.local.root", "/srv/pictures",
                        "tomthumb.mounts", "/photos/ = local:///photos/; /image.jsp = dispatch:/image.jsp"));
        assertThat(dialects.all().stream()
                        .filter(dialect -> dialect.claims(new RequestUrl(path, path, "")))
                        .map(Dialect::name)
                        .findFirst()
                        .orElse("-"))
                .isEqualTo(language);
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

    // ---- Negotiation

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        auto-webp                         | w:10/plain/https://cdn.example/a.jpg     | WEBP
        auto-webp                         | w:10/plain/https://cdn.example/a.jpg@png | -
        auto-webp,auto-avif,auto-jxl      | w:10/plain/https://cdn.example/a.jpg     | JXL,AVIF,WEBP
        enforce-avif                      | w:10/plain/https://cdn.example/a.jpg     | AVIF
        enforce-avif                      | w:10/plain/https://cdn.example/a.jpg@png | AVIF
        enforce-avif,auto-webp,auto-jxl   | w:10/plain/https://cdn.example/a.jpg@png | AVIF
        enforce-avif,auto-webp,auto-jxl   | w:10/plain/https://cdn.example/a.jpg     | JXL,AVIF,WEBP
        """)
    void aSitePrefersFormats(String switches, String url, String candidates) throws Exception {
        Map<String, String> texts = new HashMap<>(Map.of("tomthumb.http.allow", "*"));
        for (String one : switches.split(",")) {
            texts.put("tomthumb." + one, "true");
        }
        String path = "/img/x/" + url;

        List<String> formats = dialects(true, texts)
                .all()
                .get(0)
                .parse(new RequestUrl(path, path, ""))
                .orElseThrow()
                .delivery()
                .candidates()
                .stream()
                .map(Enum::name)
                .toList();

        assertThat(formats).isEqualTo(candidates == null ? List.of() : List.of(candidates.split(",")));
    }

    @Test
    void aDeniedBucketIsRefusedEvenIfAllAreAllowed() throws Exception {
        Dialect imgproxy = dialects(
                        true,
                        Map.of(
                                "tomthumb.s3.buckets", "*",
                                "tomthumb.s3.anonymous", "true",
                                "tomthumb.s3.denied-buckets", "secrets"))
                .all()
                .get(0);
        String denied = "/img/unsafe/w:10/plain/s3://secrets/a.jpg";
        String open = "/img/unsafe/w:10/plain/s3://open/a.jpg";

        assertThatThrownBy(() -> imgproxy.parse(new RequestUrl(denied, denied, "")))
                .isInstanceOfSatisfying(
                        ImageException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.BUCKET_FORBIDDEN));
        assertThat(imgproxy.parse(new RequestUrl(open, open, ""))).isPresent();
    }

    // ---- Originals passed on

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
        -    | GIF,SVG | -    | GIF,SVG
        GIF  | SVG     | -    | GIF,SVG
        GIF  | SVG     | gif  | GIF
        GIF  | SVG     | webp | -
        -    | -       | -    | -
        """)
    void whatTheUrlContradictsIsNotPassedOn(String byUrl, String byServer, String named, String weighed) {
        ImageRequest image = new ImageRequest(
                        new SourceRef("s3", "//b/a.gif"),
                        Transform.NONE,
                        new OutputSpec(Optional.ofNullable(named).flatMap(ImageFormat::named), OptionalInt.empty()),
                        Optional.empty())
                .withReading(Reading.PLAIN.withUnprocessed(formats(byUrl)));

        assertThat(Unprocessed.weighed(image, formats(byServer)).reading().unprocessed())
                .isEqualTo(formats(weighed));
    }

    private static Set<ImageFormat> formats(String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(",")).map(ImageFormat::valueOf).collect(Collectors.toSet());
    }

    @Test
    void presetsOfTheSettingsAndOfTheFileWorkInBothLanguages(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("presets.txt"), "# our own\n\nsharp=sh:0.5\nthumb=w:111\n", StandardCharsets.UTF_8);
        Dialects dialects = dialects(
                true,
                Map.of(
                        "tomthumb.img.presets", "thumb=w:100;big=w:2000/pr:sharp",
                        "tomthumb.img.presets-separator", ";",
                        "tomthumb.img.presets-path", file.toString(),
                        "tomthumb.local.root", "/srv/pictures"));
        String path = "/img/unsafe/pr:thumb:sharp/plain/local:///a.jpg";
        assertThat(dialects.all()
                        .get(0)
                        .parse(new RequestUrl(path, path, ""))
                        .orElseThrow()
                        .image()
                        .canonical())
                .isEqualTo("w:111/sh:0.5/local:///a.jpg");
        assertThat(dialects.all()
                        .get(1)
                        .parse(new RequestUrl("/a.jpg", "/a.jpg", "preset=big"))
                        .orElseThrow()
                        .image()
                        .canonical())
                .isEqualTo("w:2000/sh:0.5/webapp:/a.jpg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tomthumb.img.presets | a=w:x | tomthumb.img.presets: In the preset \"a\": The option \"w\" does not accept"
                        + " \"x\"; it takes a whole number from 0 to 2147483647.",
                "tomthumb.img.presets-path | /no/such/file | tomthumb.img.presets-path: the file /no/such/file cannot be"
                        + " read.",
                "tomthumb.img.allowed-options | width,hight | tomthumb.img.allowed-options: there is no option"
                        + " \"hight\"; docs/options.md lists all of them.",
            })
    void optionsThatCannotBeUnderstoodStopTheStart(String setting, String text, String sentence) {
        assertThatThrownBy(() -> dialects(true, Map.of(setting, text)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(sentence);
    }

    @Test
    void everySourceThatAnOptionNamesIsHeldToThoseThatMayBeNamed() throws Exception {
        Dialect imgproxy = dialects(true, Map.of("tomthumb.http.allow", "cdn.example"))
                .all()
                .get(0);
        for (String option : List.of("wm:1/wmu:", "fiu:", "w:1/-/wm:1/wmu:")) {
            String path =
                    "/img/unsafe/" + option + "aHR0cHM6Ly9ldmlsLmV4YW1wbGUvYS5qcGc/plain/https://cdn.example/a.jpg";
            assertThatThrownBy(() -> imgproxy.parse(new RequestUrl(path, path, "")))
                    .as(option)
                    .hasMessage("URLs may not name this host; the setting tomthumb.http.allow lists those they may.");
        }
    }
}
