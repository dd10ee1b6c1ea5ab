package dev.tomthumb.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Mount;
import dev.tomthumb.config.Secret;
import dev.tomthumb.dialect.imgproxy.ImgproxyConfig;
import dev.tomthumb.dialect.imgproxy.ImgproxyDialect;
import dev.tomthumb.dialect.imgproxy.ImgproxyUrls;
import dev.tomthumb.dialect.imgproxy.ImgproxyUrls.SourceForm;
import dev.tomthumb.dialect.imgproxy.SigningKey;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.dialect.query.QueryDialect;
import dev.tomthumb.dialect.query.QueryUrls;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all URLs: they are read as they were written, and none of them does harm. */
class UrlPropertiesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final ImgproxyConfig IMGPROXY = ImgproxyConfig.unsigned("/img/", Set.of("s3", "http", "local"))
            .withKeys(SigningKey.pairs(List.of(Secret.ofText("key")), List.of(Secret.ofText("salt"))));
    private static final List<Mount> MOUNTS = List.of(
            new Mount("/p/", new SourceRef("s3", "//b/o/")), new Mount("/i.jsp", new SourceRef("dispatch", "/i.jsp")));
    private static final QueryConfig UNSIGNED = QueryConfig.of(MOUNTS, true);
    private static final QueryConfig SIGNED = UNSIGNED.withKey(Secret.ofText("key"));
    /** 13 steps in 647 proportions, 13 widths and 13 heights alone, and the original's own size. */
    private static final int MOST_SIZES = 13 * 647 + 13 + 13 + 1;

    @Property(tries = 300)
    void whatIsWrittenForImgproxyIsReadBack(
            @ForAll("sources") SourceRef source,
            @ForAll("resizes") Resize resize,
            @ForAll("gravities") Gravity gravity,
            @ForAll("outputs") OutputSpec output,
            @ForAll("deliveries") Delivery delivery,
            @ForAll SourceForm form)
            throws ImageException {
        Optional<Color> background =
                output.format().isPresent() ? Optional.of(new Color(1, 20, 255)) : Optional.empty();
        ImageRequest image = new ImageRequest(
                source,
                new Transform(resize, cuts(resize) ? gravity : Gravity.CENTER, background),
                output,
                Optional.of("v-1").filter(v -> delivery.attachment()));
        ParsedUrl url = new ParsedUrl(image, delivery);
        String text = new ImgproxyUrls(IMGPROXY).url(url, form);
        assertThat(text).matches("[!-~]+");
        assertThat(Urls.parsed(new ImgproxyDialect(IMGPROXY, CLOCK), text)).isEqualTo(url);
    }

    @Property(tries = 300)
    void whatIsWrittenAsAQueryIsReadBackExactly(
            @ForAll("names") String anyName,
            @ForAll("names") String version,
            @ForAll("queryResizes") Resize resize,
            @ForAll("queryGravities") Gravity gravity,
            @ForAll("outputs") OutputSpec output)
            throws ImageException {
        // A question mark would begin a version id, which a mount does not take.
        String name = anyName.replace('?', '_');
        ImageRequest image = new ImageRequest(
                new SourceRef("s3", "//b/o/" + name + ".jpg"),
                new Transform(resize, cuts(resize) ? gravity : Gravity.CENTER, Optional.empty()),
                output,
                Optional.of(version));
        Delivery delivery = new Delivery(
                Delivery.QUERY,
                Optional.of(Instant.ofEpochSecond(1_800_000_000)),
                output.format().isEmpty() ? List.of(ImageFormat.WEBP) : List.of(),
                Optional.empty(),
                false);
        ParsedUrl url = new ParsedUrl(image, delivery);
        String text = new QueryUrls(SIGNED).url("/p/" + name + ".jpg", url);
        assertThat(text).matches("[!-~]+").contains("&s=");
        assertThat(Urls.parsed(new QueryDialect(SIGNED, CLOCK), text)).isEqualTo(url);
    }

    @Property(tries = 1500)
    void everythingImgproxysLanguageCanSayIsReadBack(@ForAll long seed, @ForAll SourceForm form) throws ImageException {
        ImgproxyConfig config = IMGPROXY.withOptions(
                new OptionRules(Set.of(), true, true, Presets.NONE, OptionRules.DEFAULT_MAX_PASSES));
        RandomRequests requests = new RandomRequests(seed, false);
        ParsedUrl url = new ParsedUrl(requests.image(new SourceRef("s3", "//b/k")), requests.delivery());
        String text = new ImgproxyUrls(config).url(url, form);
        assertThat(text).matches("[!-~]+");
        assertThat(Urls.parsed(new ImgproxyDialect(config, CLOCK), text)).isEqualTo(url);
    }

    @Property(tries = 1500)
    void everythingTheQueryLanguageCanSayIsReadBackAndIsTheSameInImgproxys(@ForAll long seed) throws ImageException {
        RandomRequests requests = new RandomRequests(seed, true);
        ImageRequest image = requests.image(new SourceRef("s3", "//b/o/k.jpg"));
        if (image.transform().equals(Transform.NONE) && image.output().equals(OutputSpec.LIKE_ORIGINAL)) {
            return;
        }
        ParsedUrl url = new ParsedUrl(image, requests.delivery());
        String text = new QueryUrls(SIGNED).url("/p/k.jpg", url);
        assertThat(text).matches("[!-~]+");
        assertThat(Urls.parsed(new QueryDialect(SIGNED, CLOCK), text)).isEqualTo(url);
        ParsedUrl there = Urls.parsed(
                new ImgproxyDialect(IMGPROXY, CLOCK), new ImgproxyUrls(IMGPROXY).url(url, SourceForm.PLAIN));
        assertThat(there.image().canonical()).isEqualTo(image.canonical());
    }

    @Example
    void aWrittenQueryUrlIsReadableAndEncodedOnce() {
        Map<String, String> parameters = new java.util.LinkedHashMap<>();
        parameters.put("w", "320");
        parameters.put("v", "a b+c&d=고");
        assertThat(new QueryUrls(UNSIGNED).url("/photos/고양이 1+1 100%.jpg", parameters))
                .isEqualTo("/photos/%EA%B3%A0%EC%96%91%EC%9D%B4%201+1%20100%25.jpg?w=320&v=a%20b%2Bc%26d%3D%EA%B3%A0");
        assertThat(new QueryUrls(SIGNED).url("/photos/cat.jpg", Map.of())).isEqualTo("/photos/cat.jpg");
        assertThat(new QueryUrls(SIGNED).url("/photos/cat.jpg", Map.of("w", "320")))
                .matches("/photos/cat\\.jpg\\?w=320&s=[A-Za-z0-9_-]{43}");
    }

    @Property(tries = 2000)
    void noTextBelowThePrefixDoesHarm(@ForAll("imgproxyTexts") String rest) {
        harmless(
                new ImgproxyDialect(ImgproxyConfig.unsigned("/img/", Set.of("s3", "http", "local")), CLOCK),
                "/img/" + rest);
    }

    @Property(tries = 2000)
    void noQueryDoesHarm(@ForAll("queries") String query) {
        harmless(new QueryDialect(SIGNED, CLOCK), "/p/cat.jpg?" + query);
        harmless(new QueryDialect(UNSIGNED, CLOCK), "/i.jsp?" + query);
    }

    @Property(tries = 1000)
    void noPathDoesHarm(@ForAll("imgproxyTexts") String path) {
        harmless(new QueryDialect(UNSIGNED, CLOCK), "/" + path.replace("?", "") + ".jpg?w=3");
    }

    @Example
    void longUrlsAreAnsweredQuickly() {
        ImgproxyDialect roomy = new ImgproxyDialect(
                new ImgproxyConfig("/img/", List.of(), 32, List.of(), Set.of("s3", "http", "local"), Map.of(), 100_000),
                CLOCK);
        QueryDialect query =
                new QueryDialect(new QueryConfig(MOUNTS, true, SIGNED.key(), UNSIGNED.ladder(), 100_000), CLOCK);
        for (String piece : List.of(
                "w:1/", "-/", "ba:1:", "pr:a/", "enc/", "t:9/-/", "/", ":", "%", "%25", "a", "9", "9.", "=", "&",
                "w=1&", "@", ".", "..%2f", "plain/", "고")) {
            String text = piece.repeat(50_000 / piece.length());
            for (String before : List.of(
                    "", "x/", "x/w:", "x/dpr:", "x/fq:", "x/wmt:", "x/enc/", "x/plain/http://", "x/plain/s3://b/")) {
                harmless(roomy, "/img/" + before + text);
            }
            harmless(query, "/p/" + text + ".jpg?w=1");
            harmless(query, "/p/cat.jpg?w=" + text);
            harmless(query, "/p/cat.jpg?" + text);
        }
    }

    /** Only {@link ImageException} may come out, soon, and with a sentence that is fit to be sent. */
    private static void harmless(Dialect dialect, String rawUrl) {
        RequestUrl url = Urls.of(rawUrl);
        long start = System.nanoTime();
        try {
            dialect.parse(url)
                    .ifPresent(parsed -> assertThat(parsed.image().source().scheme())
                            .isIn(
                                    dialect.name().equals(Delivery.IMGPROXY)
                                            ? Set.of("s3", "http", "local")
                                            : Set.of("s3", "webapp", "dispatch")));
        } catch (ImageException refusal) {
            assertThat(refusal.getMessage()).hasSizeLessThan(500).doesNotContainPattern("\\p{Cntrl}");
        }
        assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(2_000_000_000L);
    }

    @Example
    void unsignedUrlsOfOnePictureHaveABoundedNumberOfSizes() throws ImageException {
        QueryDialect dialect = new QueryDialect(UNSIGNED, CLOCK);
        Random random = new Random(20261101);
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            keys.add(Urls.parsed(dialect, "/p/cat.jpg?" + randomSize(random))
                    .image()
                    .canonical());
        }
        assertThat(keys).hasSizeLessThanOrEqualTo(MOST_SIZES);
    }

    @Example
    void unsignedUrlsOfOnePictureHaveABoundedNumberOfKeys() throws ImageException {
        QueryDialect dialect = new QueryDialect(UNSIGNED, CLOCK);
        Random random = new Random(20261101);
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 30_000; i++) {
            String url = "/p/cat.jpg?w=" + (1 + random.nextInt(9000)) + "&q=" + (1 + random.nextInt(100)) + "&dpr="
                    + String.format(Locale.ROOT, "%.3f", 0.5 + random.nextDouble() * 4) + "&rot="
                    + 90 * random.nextInt(9) + "&flip="
                    + List.of("h", "v", "hv").get(random.nextInt(3)) + "&utm=" + i;
            keys.add(Urls.parsed(dialect, url).image().canonical());
        }
        assertThat(keys).hasSizeLessThanOrEqualTo(13 * 20 * 4 * 3);
    }

    private static String randomSize(Random random) {
        String width = "w=" + (1 + random.nextInt(5000));
        String height = "h=" + (1 + random.nextInt(5000));
        String dpr = "dpr=" + String.format(Locale.ROOT, "%.3f", 0.5 + random.nextDouble() * 4);
        return switch (random.nextInt(8)) {
            case 0 -> width + "&" + dpr;
            case 1 -> height + "&" + dpr;
            case 2 -> dpr;
            default -> width + "&" + height + "&" + dpr;
        };
    }

    private static boolean cuts(Resize resize) {
        return resize.mode() != Resize.Mode.FIT && resize.mode() != Resize.Mode.FORCE;
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars("abzAZ019-_~ +%&=?#;:@!$'()*,\"<>[]^`{|}é고양이\uD83D\uDE00")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(name -> UrlText.decoded(UrlText.encoded(name, "")).equals(Optional.of(name)));
    }

    @Provide
    Arbitrary<SourceRef> sources() {
        return names().map(name -> new SourceRef("s3", "//bucket/a/" + name));
    }

    @Provide
    Arbitrary<Resize> resizes() {
        Arbitrary<Integer> side = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        Arbitrary<Double> dpr = Arbitraries.of(1.0, 2.0, 1.5, 0.001, 1e20, 1.0 / 3);
        return Combinators.combine(Arbitraries.of(Resize.Mode.class), side, side, Arbitraries.of(true, false), dpr)
                .as((mode, width, height, enlarge, ratio) ->
                        new Resize(mode, OptionalInt.of(width), OptionalInt.of(height), enlarge, ratio));
    }

    @Provide
    Arbitrary<Resize> queryResizes() {
        Arbitrary<Integer> side = Arbitraries.integers().between(1, 65_535);
        Arbitrary<Double> dpr = Arbitraries.of(1.0, 2.0, 1.5, 0.1, 10.0, 1.0 / 3);
        return Combinators.combine(
                        Arbitraries.of(Resize.Mode.FIT, Resize.Mode.FILL_DOWN, Resize.Mode.FORCE), side, side, dpr)
                .as((mode, width, height, ratio) ->
                        new Resize(mode, OptionalInt.of(width), OptionalInt.of(height), false, ratio));
    }

    @Provide
    Arbitrary<Gravity> gravities() {
        Arbitrary<Double> share = Arbitraries.doubles().between(0, 1).ofScale(6);
        return Combinators.combine(Arbitraries.of(Gravity.Type.class), share, share)
                .as((type, x, y) -> type == Gravity.Type.SMART ? new Gravity(type, 0, 0) : new Gravity(type, x, y));
    }

    @Provide
    Arbitrary<Gravity> queryGravities() {
        return gravities()
                .map(gravity ->
                        gravity.type() == Gravity.Type.FOCAL_POINT ? gravity : new Gravity(gravity.type(), 0, 0));
    }

    @Provide
    Arbitrary<OutputSpec> outputs() {
        Arbitrary<Optional<ImageFormat>> format =
                Arbitraries.of(ImageFormat.class).optional();
        Arbitrary<OptionalInt> quality =
                Arbitraries.integers().between(0, 100).map(q -> q == 0 ? OptionalInt.empty() : OptionalInt.of(q));
        return Combinators.combine(format, quality).as(OutputSpec::new);
    }

    @Provide
    Arbitrary<Delivery> deliveries() {
        return Combinators.combine(names().optional(), Arbitraries.of(true, false))
                .as((name, attachment) -> new Delivery(
                        Delivery.IMGPROXY,
                        Optional.of(Instant.ofEpochSecond(2_000_000_000)).filter(end -> attachment),
                        List.of(),
                        name,
                        attachment));
    }

    @Provide
    Arbitrary<String> imgproxyTexts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "x",
                "/",
                ":",
                "w",
                "rs",
                "g:fp",
                "dpr:",
                "q:",
                "bg:",
                "exp:",
                "cb",
                "fn:",
                "-1",
                "0.5",
                "1e9",
                "plain/",
                "s3://b/k",
                "http:/h",
                "local:///a",
                "webapp:/m",
                "dispatch:/m",
                "@png",
                "@",
                ".",
                "..",
                "%2e",
                "%2F",
                "%00",
                "%",
                "%zz",
                "%EA%B3%A0",
                "czM6Ly9iL2s",
                "enc/",
                "-/",
                "c:",
                "t:",
                "wm:1",
                "wmt:",
                "ba:",
                "gr:",
                "pr:",
                "fq:",
                "=",
                "+",
                "고",
                "\uD800",
                "\\",
                "\r\n",
                "?",
                ";");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(20).map(list -> String.join("", list)),
                pieces.list().ofMaxSize(6).map(list -> "x/w:3/plain/" + String.join("", list)),
                Arbitraries.strings().ofMaxLength(60));
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> pieces = Arbitraries.of(
                "w",
                "h",
                "q",
                "fit",
                "fm",
                "crop",
                "fp-x",
                "dpr",
                "bg",
                "auto",
                "blur",
                "rect",
                "gradient",
                "watermark",
                "preset",
                "dl",
                "v",
                "s",
                "expires",
                "utm",
                "=",
                "=",
                "=",
                "&",
                "&",
                "&",
                "1",
                "300",
                "0.5",
                "NaN",
                "-1",
                "cover",
                "webp",
                "top,left",
                "format",
                "%",
                "%20",
                "+",
                "%00",
                "%ff",
                "고",
                "\uDC00",
                ";",
                "99999999999999");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(20).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(60));
    }
}
