package dev.tomthumb.dialect.imgproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Secret;
import dev.tomthumb.config.UnsignedUrls;
import dev.tomthumb.dialect.Option;
import dev.tomthumb.dialect.OptionRules;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.SizeLadder;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Resize;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What imgproxy URLs may ask for while there is no key. */
class UnsignedUrlsTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z"));
    private static final Presets PRESETS =
            Presets.of(List.of("thumb=rs:fill:333:222/bl:3/pd:7", "chain=w:500/-/bl:2", "wide=w:777"), ":");
    private static final ImgproxyConfig OPEN = ImgproxyConfig.unsigned("/img/", Set.of("s3"))
            .withOptions(new OptionRules(Set.of(), true, true, PRESETS, 8));
    private static final List<SigningKey> KEYS =
            SigningKey.pairs(List.of(Secret.ofText("key")), List.of(Secret.ofText("salt")));
    private static final String CAT = "plain/s3://b/cat.jpg";

    private static ImgproxyDialect dialect(UnsignedUrls mode) {
        return new ImgproxyDialect(OPEN.withUnsigned(mode, SizeLadder.DEFAULT), NOON);
    }

    private static String onLadder(String options) throws ImageException {
        String canonical = Urls.parsed(dialect(UnsignedUrls.LADDER), "/img/_/" + options + CAT)
                .image()
                .canonical();
        return canonical.substring(0, canonical.length() - "s3://b/cat.jpg".length());
    }

    private static String refused(UnsignedUrls mode, String rest) {
        return Urls.refusal(dialect(mode), "/img/" + rest);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                       ''",
        "w:300/,                   w:320/",
        "w:320/,                   w:320/",
        "w:321/,                   w:480/",
        "w:99999/,                 w:2560/",
        "h:300/,                   h:320/",
        "rs:fill:300:200/,         rs:fill/w:320/h:213/",
        "s:300:201/,               w:320/h:213/",
        "rs:fill:300:200:1:1/,     rs:fill/w:320/h:213/el:1/ex:ce/",
        "w:150/dpr:2/,             w:320/",
        "w:150/dpr:2.01/,          w:320/",
        "w:160/dpr:2.01/,          w:480/",
        "w:100/z:3/,               w:320/",
        "w:100/z:3:1/h:100/,       w:320/h:107/",
        "mw:300/,                  mw:320/",
        "mw:300/mh:200/,           mw:320/mh:213/",
        "dpr:1.37/el:1/,           el:1/dpr:1.5/",
        "z:0.37/,                  z:0.5:0.5/",
        "z:100/,                   z:4:4/",
        "c:500:400/,               c:640:512/",
        "c:0.33:0.5/,              c:0.35:0.5/",
        "c:0.97:0.99/,             ''",
        "c:100/,                   c:128:0/",
        "rs:fill:300:300/g:fp:0.123:0.456/, rs:fill/w:320/h:320/g:fp:0.1:0.45/",
        "rs:fill:300:300/g:no:10:0.33/,     rs:fill/w:320/h:320/g:no:11:0.35/",
        "q:83/,                    q:85/",
        "q:1/,                     q:5/",
        "rot:90/fl:1:1/,           rot:90/fl:1:1/",
        "bg:fff/,                  bg:ffffff/",
        "bg:255:255:255/,          bg:ffffff/",
        "exp:4000000000/fn:cat/att:1/, ''",
        "w:300/f:webp/,            w:320/f:webp/"
    })
    void onTheLadderNumbersAreRounded(String options, String key) throws ImageException {
        assertThat(onLadder(options)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bl:3/", "sh:0.7/", "pix:7/", "pd:10/", "cb:1/", "ct:a/", "bc:1/", "mb:1000/", "aq:size:1000/",
                        "fq:jpg:33/",
                "wm:0.5/", "t:10/", "pg:3/", "pgs:2/", "dpi:77/", "br:10/", "car:1.33/", "hs:md5:00/", "st:YQ/",
                        "bga:0.5/",
                "msr:10/", "skp:png/", "jpgo:1/", "bg:fefefe/", "w:300/-/w:200/", "pr:thumb:wide/", "pr:thumb/pr:wide/"
            })
    void onTheLadderWhatHasAnyNumberOfValuesIsRefused(String options) {
        assertThat(refused(UnsignedUrls.LADDER, "_/" + options + CAT))
                .startsWith("bad-signature: ")
                .contains("tomthumb.img.key", "tomthumb.img.presets", "tomthumb.img.unsigned");
    }

    /** A table that a new option does not slip through: whoever adds one says which it is. */
    @Test
    void newOptionsAreRefusedUntilSomebodySaysThatTheyAreBounded() {
        assertThat(OptionTable.standard().options().stream()
                        .filter(Option::available)
                        .filter(UnsignedUrlsTest::isTakenOnTheLadder)
                        .map(Option::name))
                .containsExactlyInAnyOrder(
                        "resize size resizing_type resizing_algorithm width height min-width min-height zoom dpr"
                                .concat(" enlarge gravity crop auto_rotate rotate flip extend extend_aspect_ratio")
                                .concat(" background format quality strip_metadata keep_copyright")
                                .concat(" strip_color_profile disable_animation preset expires filename")
                                .concat(" return_attachment raw fallback_image_url")
                                .split(" "));
    }

    private static boolean isTakenOnTheLadder(Option option) {
        for (String arguments : List.of(
                "1", "4000000000", "90", "fit", "nearest", "ce", "fff", "png", "thumb", "czM6Ly9iL2E", "wide")) {
            try {
                onLadder(option.name() + ":" + arguments + "/");
                return true;
            } catch (ImageException refused) {
                // Another argument.
            }
        }
        return false;
    }

    @Property(tries = 2000)
    void whateverIsAskedThereAreFewSizes(
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int width,
            @ForAll @IntRange(min = 1, max = 5000) int height,
            @ForAll @DoubleRange(min = 0.01, max = 1e300) double dpr,
            @ForAll @DoubleRange(min = 0.01, max = 1e300) double zoom,
            @ForAll("sides") String cropped,
            @ForAll @IntRange(min = 0, max = 63) int bits)
            throws ImageException {
        Mix mix = Mix.of(bits);
        String options = (mix.width ? "w:" + width + "/" : "")
                + (mix.height ? "h:" + height + "/" : "")
                + (mix.dpr ? "dpr:" + dpr + "/" : "")
                + (mix.zoom ? "z:" + zoom + ":" + dpr + "/" : "")
                + (mix.least ? "mw:" + height + "/mh:" + width + "/" : "")
                + (mix.crop ? "c:" + cropped + ":" + height + ":no:" + cropped + ":-" + zoom + "/" : "");
        Resize resize = Urls.parsed(dialect(UnsignedUrls.LADDER), "/img/_/" + options + CAT)
                .image()
                .transform()
                .resize();
        if (resize.width().isPresent()) {
            assertThat(SizeLadder.DEFAULT.steps()).contains(resize.width().getAsInt());
        }
        if (resize.minWidth().isPresent()) {
            assertThat(SizeLadder.DEFAULT.steps()).contains(resize.minWidth().getAsInt());
        }
        List<Double> factors = List.of(0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0);
        assertThat(factors).contains(resize.dpr(), resize.zoomX(), resize.zoomY());
        String once = onLadder(options);
        assertThat(once.split("/")).allMatch(field -> field.length() < 40);
    }

    /** What a URL combines. */
    record Mix(boolean width, boolean height, boolean dpr, boolean zoom, boolean least, boolean crop) {
        static Mix of(int bits) {
            return new Mix(
                    (bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0, (bits & 16) > 0, (bits & 32) > 0);
        }
    }

    @Provide
    Arbitrary<String> sides() {
        return Arbitraries.of("0", "0.3", "0.999", "1", "77", "1e9", "1e-9");
    }

    @Test
    void tenThousandSizesAndFocalPointsAreAFewHundred() throws ImageException {
        Random random = new Random(1);
        Set<String> widths = new HashSet<>();
        Set<String> crops = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            widths.add(onLadder("w:" + random.nextInt(1, 10_000) + "/dpr:" + random.nextDouble(0.1, 8) + "/"));
            crops.add(onLadder("c:" + random.nextInt(1, 10_000) + ":0/w:100/"));
        }
        assertThat(widths).hasSize(13);
        assertThat(crops).hasSize(13);
    }

    @Test
    void whatThePresetsSayIsTheOperatorsWord() throws ImageException {
        assertThat(onLadder("pr:thumb/")).isEqualTo(open("pr:thumb/"));
        assertThat(onLadder("pr:chain/"))
                .isEqualTo(open("pr:chain/"))
                .contains("w:500")
                .contains("bl:2");
        assertThat(onLadder("pr:thumb/w:300/")).isEqualTo("rs:fill/w:320/h:237/bl:3/pd:7:7:7:7/");
    }

    private static String open(String options) throws ImageException {
        String canonical = Urls.parsed(dialect(UnsignedUrls.OPEN), "/img/_/" + options + CAT)
                .image()
                .canonical();
        return canonical.substring(0, canonical.length() - "s3://b/cat.jpg".length());
    }

    @Test
    void theDefaultPresetIsAppliedAsItIs() throws ImageException {
        Presets presets = Presets.of(List.of("default=w:333/bl:3"), ":");
        ImgproxyDialect dialect = new ImgproxyDialect(
                OPEN.withOptions(OPEN.options().withPresets(presets))
                        .withUnsigned(UnsignedUrls.LADDER, SizeLadder.DEFAULT),
                NOON);
        assertThat(Urls.parsed(dialect, "/img/_/" + CAT).image().canonical()).isEqualTo("w:333/bl:3/s3://b/cat.jpg");
        assertThat(Urls.parsed(dialect, "/img/_/w:200/" + CAT).image().canonical())
                .isEqualTo("w:240/bl:3/s3://b/cat.jpg");
    }

    @Test
    void onlyOnePresetAndNoOptionPassWherePresetsAloneMay() throws ImageException {
        ImgproxyDialect dialect = dialect(UnsignedUrls.PRESETS);
        assertThat(Urls.parsed(dialect, "/img/_/pr:wide/" + CAT + "@webp")
                        .image()
                        .canonical())
                .isEqualTo("w:777/f:webp/s3://b/cat.jpg");
        assertThat(Urls.parsed(dialect, "/img/_/" + CAT).image().canonical()).isEqualTo("s3://b/cat.jpg");
        for (String options :
                List.of("w:320/", "q:80/", "pr:wide:thumb/", "pr:wide/w:5/", "pr:wide/-/pr:thumb/", "cb:1/")) {
            assertThat(refused(UnsignedUrls.PRESETS, "_/" + options + CAT)).startsWith("bad-signature: ");
        }
    }

    @Test
    void onlyOnePresetPassesWhereTheGrammarHasNothingElse() throws ImageException {
        ImgproxyDialect dialect = new ImgproxyDialect(
                OPEN.withGrammar(OPEN.grammar().withOnlyPresets(true))
                        .withUnsigned(UnsignedUrls.PRESETS, SizeLadder.DEFAULT),
                NOON);
        assertThat(Urls.parsed(dialect, "/img/_/wide/" + CAT).image().canonical())
                .isEqualTo("w:777/s3://b/cat.jpg");
        assertThat(Urls.refusal(dialect, "/img/_/wide:thumb/" + CAT)).startsWith("bad-signature: More than one preset");
    }

    @Test
    void nothingPassesWhereUnsignedUrlsAreRefused() {
        assertThat(refused(UnsignedUrls.REFUSE, "_/" + CAT))
                .startsWith("bad-signature: ")
                .contains("tomthumb.img.key", "tomthumb.img.unsigned");
        assertThat(refused(UnsignedUrls.REFUSE, "info/_/" + CAT)).contains("tomthumb.img.unsigned");
    }

    @Test
    void theInfoEndpointTakesItsPresetsAlone() throws ImageException {
        for (UnsignedUrls mode : List.of(UnsignedUrls.LADDER, UnsignedUrls.PRESETS)) {
            assertThat(refused(mode, "info/_/palette:8/" + CAT)).startsWith("bad-signature: The option \"palette\"");
            assertThat(refused(mode, "info/_/crop:100:100/" + CAT)).startsWith("bad-signature: The option \"crop\"");
            assertThat(Urls.parsed(dialect(mode), "/img/info/_/" + CAT).image().canonical())
                    .startsWith("info:");
        }
        Presets presets = Presets.of(List.of("colors=palette:8"), ":", OptionTable.info());
        ImgproxyConfig open = OPEN.withUnsigned(UnsignedUrls.LADDER, SizeLadder.DEFAULT);
        ImgproxyDialect dialect = new ImgproxyDialect(
                open, Optional.of(open.withOptions(open.options().ofInfo(Set.of(), presets))), NOON);
        assertThat(Urls.parsed(dialect, "/img/info/_/pr:colors/" + CAT).image().canonical())
                .contains("ip:8");
    }

    @Test
    void signedAndTrustedUrlsAreExact() throws ImageException {
        for (UnsignedUrls mode : UnsignedUrls.values()) {
            ImgproxyConfig signing = OPEN.withKeys(KEYS).withUnsigned(mode, SizeLadder.DEFAULT);
            String signature = new Signatures(signing).sign("w:333/bl:3/" + CAT);
            ImgproxyDialect dialect = new ImgproxyDialect(signing, NOON);
            assertThat(Urls.parsed(dialect, "/img/" + signature + "/w:333/bl:3/" + CAT)
                            .image()
                            .canonical())
                    .isEqualTo("w:333/bl:3/s3://b/cat.jpg");
            assertThat(Urls.refusal(dialect, "/img/_/w:333/" + CAT)).contains("does not belong");
            ImgproxyDialect trusting = new ImgproxyDialect(
                    new ImgproxyConfig(
                            "/img/",
                            List.of(),
                            32,
                            List.of(Secret.ofText("mine")),
                            Set.of("s3"),
                            OPEN.schemeSettings(),
                            8192,
                            OPEN.grammar(),
                            OPEN.options(),
                            mode,
                            SizeLadder.DEFAULT),
                    NOON);
            assertThat(Urls.parsed(trusting, "/img/mine/w:333/" + CAT)
                            .delivery()
                            .unsigned())
                    .isFalse();
        }
    }

    @Test
    void whoeverHasNoKeyIsKnownAsAnybody() throws ImageException {
        assertThat(Urls.parsed(dialect(UnsignedUrls.OPEN), "/img/_/w:333/" + CAT)
                        .delivery()
                        .unsigned())
                .isTrue();
        ImgproxyConfig signing = OPEN.withKeys(KEYS);
        String url = "/img/" + new Signatures(signing).sign("w:333/" + CAT) + "/w:333/" + CAT;
        assertThat(Urls.parsed(new ImgproxyDialect(signing, NOON), url)
                        .delivery()
                        .unsigned())
                .isFalse();
    }
}
