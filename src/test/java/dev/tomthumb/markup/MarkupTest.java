package dev.tomthumb.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.config.Secret;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;
import dev.tomthumb.testkit.LogLines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written onto pages, with originals that a map knows. */
class MarkupTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Secret KEY = Secret.ofText("a key of sixteen");

    private final Map<String, Answer> known = new HashMap<>();
    private final List<Question> asked = new ArrayList<>();
    private Instant now = NOON;

    MarkupTest() {
        known.put("/photos/cat.jpg", jpeg(4000, 3000, 1));
        known.put("/photos/small.jpg", jpeg(400, 300, 1));
        known.put("/photos/turned.jpg", jpeg(3000, 4000, 6));
        known.put("/photos/gone.jpg", new Answer.Missing());
        known.put(
                "/photos/logo.svg",
                new Answer.Known(new OriginalFacts(new Size(40, 20), 1, ImageFormat.SVG, true, "")));
        known.put(
                "/photos/ball.gif",
                new Answer.Known(new OriginalFacts(new Size(800, 600), 1, ImageFormat.GIF, false, "")));
    }

    private static Answer jpeg(int width, int height, int orientation) {
        return new Answer.Known(new OriginalFacts(new Size(width, height), orientation, ImageFormat.JPEG, false, ""));
    }

    private Answer answer(Question question) {
        asked.add(question);
        Answer told = known.getOrDefault(question.original(), new Answer.Unknown());
        return told instanceof Answer.Known facts && question.placeholder() != Placeholder.NONE
                ? new Answer.Known(new OriginalFacts(
                        facts.facts().size(),
                        facts.facts().orientation(),
                        facts.facts().format(),
                        facts.facts().alpha(),
                        "#a0b0c0"))
                : told;
    }

    private Markup markup(QueryConfig query) {
        return markup(query, true);
    }

    private Markup markup(QueryConfig query, boolean renders) {
        InstantSource clock = () -> now;
        return new Markup(config("/shop", query, renders), this::answer, clock);
    }

    private static MarkupConfig config(String base, QueryConfig query, boolean renders) {
        return new MarkupConfig(
                base,
                "/shop",
                "",
                query,
                Optional.empty(),
                source -> true,
                Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP),
                List.of(ImageFormat.WEBP),
                true,
                OptionalInt.of(8192),
                false,
                Duration.ofMillis(200),
                renders);
    }

    private static QueryConfig unsigned() {
        return QueryConfig.of(List.of(), true);
    }

    private static QueryConfig signed() {
        return unsigned().withKey(KEY);
    }

    private static Place page() {
        return new Place("/products/list.jsp", PageBudget.none());
    }

    private String img(Picture picture) throws ImageException {
        return markup(unsigned()).img(picture, page());
    }

    private static Picture cat() {
        return Picture.of("/photos/cat.jpg").with("alt", "A cat");
    }

    @Test
    void aWidthAloneGivesTwoDensitiesAndTheSizeOfTheResult() throws ImageException {
        assertThat(img(cat().with("width", "320")))
                .isEqualTo("<img src=\"/shop/photos/cat.jpg?w=320\""
                        + " srcset=\"/shop/photos/cat.jpg?w=320 1x, /shop/photos/cat.jpg?w=320&amp;dpr=2 2x\""
                        + " width=\"320\" height=\"240\" loading=\"lazy\" decoding=\"async\" alt=\"A cat\">");
    }

    @Test
    void anOriginalThatIsTooSmallTellsTheDensityThatItGives() throws ImageException {
        String html = img(Picture.of("/photos/small.jpg").with("width", "320").with("alt", ""));

        assertThat(html).contains("dpr=2 1.25x\"").contains("width=\"320\" height=\"240\"");
        assertThat(img(Picture.of("/photos/small.jpg").with("width", "640").with("alt", "")))
                .doesNotContain("srcset")
                .contains("width=\"400\" height=\"300\"");
    }

    @Test
    void exifTurnsTheBox() throws ImageException {
        assertThat(img(Picture.of("/photos/turned.jpg").with("width", "300").with("alt", "")))
                .contains("width=\"300\" height=\"400\"");
        assertThat(img(Picture.of("/photos/turned.jpg")
                        .with("width", "300")
                        .with("rot", "90")
                        .with("alt", "")))
                .contains("width=\"300\" height=\"225\"");
    }

    @Test
    void sizesBringTheStepsOfTheLadderUpToTheOriginal() throws ImageException {
        assertThat(img(Picture.of("/photos/small.jpg").with("sizes", "50vw").with("alt", "")))
                .contains("srcset=\"/shop/photos/small.jpg?w=320 320w, /shop/photos/small.jpg?w=480 400w\"")
                .contains("sizes=\"50vw\"")
                .contains("src=\"/shop/photos/small.jpg?w=480\"");
        assertThat(img(cat())).contains(" 320w, ").contains(" 2560w\"").contains("sizes=\"100vw\"");
    }

    @Test
    void widthsAreExactWhenSignedAndStepsOtherwise() throws ImageException {
        Picture picture = cat().with("widths", "300 600").with("sizes", "50vw");

        assertThat(markup(signed()).img(picture, page())).contains(" 300w, ").contains(" 600w\"");
        assertThat(img(picture)).contains(" 320w, ").contains(" 640w\"");
    }

    @Test
    void aHeightFollowsItsWidth() throws ImageException {
        assertThat(markup(signed())
                        .img(
                                cat().with("width", "300")
                                        .with("height", "100")
                                        .with("fit", "cover")
                                        .with("widths", "300 600"),
                                page()))
                .contains("w=600&amp;h=200&amp;fit=cover&amp;s=")
                .contains("sizes=\"300px\"");
    }

    @Test
    void whatIsNotKnownYetIsLeftOut() throws ImageException {
        Picture strange = Picture.of("/photos/strange.jpg").with("alt", "");

        assertThat(img(strange.with("width", "320"))).doesNotContain("height=").contains("2x\"");
        assertThat(img(strange.with("width", "320").with("height", "200"))).doesNotContain("height=\"");
        assertThat(img(strange.with("width", "320").with("height", "200").with("fit", "cover")))
                .contains("width=\"320\" height=\"200\"");
        assertThat(img(strange))
                .contains("src=\"/shop/photos/strange.jpg?w=960\"")
                .doesNotContain("srcset");
    }

    /** Of which no later page will know more: what an author gives his own img is what is written. */
    @Test
    void whereNobodyWillEverKnowTheAuthorsSidesAreWritten() throws ImageException {
        known.put("/image.jsp", new Answer.Untold());
        Picture made = Picture.of("/image.jsp?id=7").with("alt", "");
        Picture boxed = made.with("width", "320").with("height", "200");

        assertThat(img(made.with("width", "320")))
                .contains(" width=\"320\" loading")
                .doesNotContain("style");
        assertThat(img(made.with("height", "200")))
                .contains(" height=\"200\" loading")
                .doesNotContain("style");
        assertThat(img(boxed))
                .contains("width=\"320\" height=\"200\"")
                .contains("style=\"object-fit:contain;aspect-ratio:320/200\"");
        assertThat(img(boxed.with("fit", "cover")))
                .contains("width=\"320\" height=\"200\"")
                .doesNotContain("style");
        assertThat(img(boxed.with("fit", "scale")))
                .contains("width=\"320\" height=\"200\"")
                .doesNotContain("style");
        assertThat(img(made)).doesNotContain("width=").doesNotContain("height=");
        assertThat(img(boxed.with("style", "object-fit:none;border:0")))
                .as("the author's own word comes last, and applies")
                .contains("style=\"object-fit:contain;aspect-ratio:320/200;object-fit:none;border:0\"");
    }

    /** So that browsers ask again for what was replaced: old sites write the day, as name=value or without a name. */
    @ParameterizedTest
    @ValueSource(strings = {"20120101", "v1.2", "_", "a=1", "20120101-2"})
    void whatFollowsAQuestionMarkIsNoPartOfTheName(String text) throws ImageException {
        assertThat(img(Picture.of("/photos/cat.jpg?" + text)
                        .with("width", "320")
                        .with("alt", "")))
                .startsWith("<img src=\"/shop/photos/cat.jpg?" + text + "&amp;w=320\"")
                .contains("height=\"240\"");
    }

    @Test
    void unlessTheExtensionFollowsToo() throws ImageException {
        known.put("/photos/who?.jpg", jpeg(4000, 3000, 1));

        assertThat(img(Picture.of("/photos/who?.jpg").with("width", "320").with("alt", "")))
                .startsWith("<img src=\"/shop/photos/who%3F.jpg?w=320\"")
                .contains("height=\"240\"");
    }

    /** What a servlet may make is not called missing; that it is the commonest mistake is worth a line. */
    @Test
    void theContextPathInAPathIsSaidOnce() throws ImageException {
        known.put("/shop/uploads/cat.jpg", new Answer.Untold());
        Picture twice = Picture.of("/shop/uploads/cat.jpg").with("width", "320").with("alt", "");
        Markup markup = markup(unsigned());

        try (LogLines log = new LogLines(Markup.class)) {
            markup.img(twice, page());
            markup.img(twice.with("width", "160"), page());

            assertThat(log.all())
                    .containsExactly(
                            "The page /products/list.jsp has a picture, src \"/shop/uploads/cat.jpg\", of which"
                                    + " nothing is known. Leave out the context path /shop: it is added by the tag.");
        }
    }

    /** A picture on no page: its URL would be refused. */
    @Test
    void aFormatThatIsNotWrittenHereIsRefusedWhereItIsNamed() throws ImageException {
        for (String format : List.of("svg", "avif")) {
            assertThat(catchThrowableOfType(ImageException.class, () -> img(cat().with("format", format))))
                    .hasMessage("the attribute format does not accept \"" + format
                            + "\"; it takes best, or those written here: jpg, png, webp.");
        }
        assertThat(img(cat().with("format", "webp").with("width", "320"))).contains("fm=webp");
        assertThat(markup(unsigned(), false).img(cat().with("width", "320"), page()))
                .contains("cat.jpg");
        assertThat(AttributeCheck.mistake("format", "svg").orElseThrow()).contains("only an original can be");
        assertThat(AttributeCheck.mistake("formats", "svg webp")).isPresent();
        assertThat(AttributeCheck.mistake("format", "avif")).isEmpty();
    }

    /** As pages of the nineties have them. */
    @Test
    void attributesMayBeInCapitals() throws ImageException {
        Picture old = new Picture("/photos/cat.jpg", Map.of("WIDTH", "320"))
                .with("Alt", "A cat")
                .with("BORDER", "0");

        assertThat(img(old))
                .isEqualTo(img(cat().with("width", "320").with("BORDER", "0")))
                .contains("width=\"320\" height=\"240\"");
        assertThat(catchThrowableOfType(
                        ImageException.class,
                        () -> img(new Picture("/photos/cat.jpg", Map.of("WIDTH", "320", "width", "100")))))
                .hasMessage("the attribute width is given twice, once as WIDTH; once is accepted.");
        assertThat(AttributeCheck.mistake("WIDTH", "x")).isPresent();
    }

    @Test
    void aNameThatIsNoOptionIsRefusedWhereOnlyAUrlIsWritten() {
        assertThat(AttributeCheck.unknown("widht")).contains("there is no option \"widht\"; did you mean \"width\"?");
        assertThat(AttributeCheck.unknown("onclick").orElseThrow()).startsWith("there is no option \"onclick\"");
        for (String name : List.of("w", "WIDTH", "width", "fit", "resizing_type", "rt", "expires", "tags")) {
            assertThat(AttributeCheck.unknown(name)).as(name).isEmpty();
        }
    }

    /** On a fresh installation there is no key; what an author must do about it is said by the name that he wrote. */
    @Test
    void whatNeedsAKeyIsRefusedByTheAttributesName() throws ImageException {
        assertThat(catchThrowableOfType(
                        ImageException.class,
                        () -> img(cat().with("width", "320").with("blur", "5"))))
                .hasMessageStartingWith("the attribute blur needs the setting tomthumb.query.key, a key of your own");
        assertThat(markup(signed()).img(cat().with("width", "320").with("blur", "5"), page()))
                .contains("blur=5");
        assertThat(img(cat().with("width", "320").with("rot", "90").with("bg", "fff")))
                .contains("rot=90", "bg=fff");
    }

    /** The WAR beside has some of the site's directories; the rest is shown as it was before there was a WAR. */
    @Test
    void whatTheOtherApplicationDoesNotServeThisOneDoes() throws ImageException {
        known.put("/사진/바다.jpg", new Answer.Unserved());
        known.put("/image.jsp", new Answer.Unserved());
        Picture sea = Picture.of("/사진/바다.jpg").with("alt", "").with("width", "120");
        Picture made = Picture.of("/image.jsp?id=7").with("alt", "").with("width", "120");
        Markup beside = beside();

        try (LogLines log = new LogLines(Markup.class)) {
            assertThat(beside.img(cat().with("width", "320"), page()))
                    .startsWith("<img src=\"/tomthumb/photos/cat.jpg?w=320");
            assertThat(beside.img(sea, page()))
                    .startsWith("<img src=\"/shop/%EC%82%AC%EC%A7%84/%EB%B0%94%EB%8B%A4.jpg\" width=\"120\" loading");
            assertThat(beside.img(sea.with("height", "90"), page()))
                    .contains("width=\"120\" height=\"90\"", "style=\"object-fit:contain;aspect-ratio:120/90\"");
            assertThat(beside.picture(sea, List.of(cat().with("media", "print")), page()))
                    .startsWith(
                            "<picture><source media=\"print\" type=\"image/webp\" srcset=\"/tomthumb/photos/cat.jpg")
                    .contains("<img src=\"/shop/%EC%82%AC%EC%A7%84/")
                    .doesNotContain("/tomthumb/%EC");
            assertThat(beside.url(sea, page())).isEqualTo("/shop/%EC%82%AC%EC%A7%84/%EB%B0%94%EB%8B%A4.jpg");
            assertThat(beside.srcset(sea.with("widths", "100 200"), page())).isEmpty();
            assertThat(beside.img(made, page())).startsWith("<img src=\"/shop/image.jsp?id=7\" width=\"120\" loading");

            assertThat(log.all()).hasSize(2);
            assertThat(log.all().get(0)).contains("A line for \"/사진/\" in tomthumb.mounts");
            assertThat(log.all().get(1)).contains("\"/image.jsp\"", "only where Tomthumb's own jar is in the site");
        }
    }

    private Markup beside() {
        Originals elsewhere = new Originals() {
            @Override
            public Answer about(Question question) {
                return answer(question);
            }

            @Override
            public boolean areElsewhere() {
                return true;
            }
        };
        return new Markup(config("/tomthumb", unsigned(), true), elsewhere, () -> now);
    }

    /** An element has one style for all its sources, and a height alone would stretch what has other proportions. */
    @Test
    void aSourceOfWhichNobodyWillEverKnowKeepsItsProportions() throws ImageException {
        known.put("/image.jsp", new Answer.Untold());
        Picture wide = Picture.of("/image.jsp?id=7")
                .with("alt", "")
                .with("width", "800")
                .with("height", "200");
        Picture narrow = Picture.of("")
                .with("media", "(max-width: 600px)")
                .with("width", "300")
                .with("height", "300");

        assertThat(markup(unsigned()).picture(wide, List.of(), page()))
                .containsPattern("<source type=\"image/webp\" srcset=\"[^\"]*\" width=\"800\">")
                .containsPattern(
                        "<img [^>]*width=\"800\" height=\"200\"[^>]* style=\"object-fit:contain;aspect-ratio:800/200\">");
        assertThat(markup(unsigned()).picture(wide, List.of(narrow), page()))
                .containsPattern("<source media=\"[^\"]*\" srcset=\"[^\"]*\" width=\"300\">")
                .containsPattern("<source type=\"image/webp\" srcset=\"[^\"]*\" width=\"800\">")
                .containsPattern("<img [^>]*width=\"800\" loading")
                .doesNotContain("style");
        assertThat(markup(unsigned()).picture(wide, List.of(narrow.with("fit", "cover")), page()))
                .containsPattern("<source media=\"[^\"]*\" srcset=\"[^\"]*\" width=\"300\" height=\"300\">");
    }

    @Test
    void whatIsAskedWhileThePageWaitsIsThereForTheNextPage() throws ImageException {
        CompletableFuture<Answer> late = new CompletableFuture<>();
        known.put("/photos/late.jpg", new Answer.Pending(late));
        Picture picture = Picture.of("/photos/late.jpg").with("width", "320").with("alt", "");
        Markup markup = markup(unsigned());
        assertThat(markup.img(picture, page())).doesNotContain("height=");

        late.complete(jpeg(4000, 3000, 1));

        assertThat(markup.img(picture, page())).contains("height=\"240\"");
    }

    @Test
    void allPicturesOfAPageShareItsTime() {
        long[] time = {0};
        PageBudget budget = new PageBudget(Duration.ofMillis(200), () -> time[0] += 60_000_000);

        for (int i = 0; i < 5; i++) {
            budget.settled(new Answer.Pending(CompletableFuture.completedFuture(new Answer.Missing())));
        }

        assertThat(budget.left()).isNegative();
        assertThat(budget.settled(new Answer.Pending(new CompletableFuture<>())))
                .isEqualTo(new Answer.Unknown());
    }

    @Test
    void aMissingOriginalIsAGreyBox() throws ImageException {
        assertThat(img(Picture.of("/photos/gone.jpg")
                        .with("width", "320")
                        .with("alt", "<Gone>")
                        .with("class", "thumb")))
                .startsWith("<img src=\"data:image/svg+xml,%3Csvg")
                .contains("width=\"320\"")
                .contains("alt=\"&lt;Gone&gt;\"")
                .contains("class=\"thumb\"")
                .doesNotContain("gone.jpg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                " JavaScript:alert(1)",
                "java\nscript:alert(1)",
                "vbscript:x",
                "data:text/html,<b>",
                "file:///etc/passwd",
                "s3://bucket/key",
                "",
                "  "
            })
    void whatMustNotBeWrittenIsAGreyBox(String src) throws ImageException {
        assertThat(img(Picture.of(src).with("alt", "")))
                .startsWith("<img src=\"data:image/svg+xml,")
                .doesNotContainIgnoringCase("script")
                .doesNotContain("passwd")
                .doesNotContain("s3:");
        assertThat(markup(unsigned()).url(Picture.of(src), page())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example/a.jpg?x=1&y=\"><b>", "//other.example/a.jpg?x=1&y=\"><b>"})
    void somebodyElsesPictureIsShownAsItIs(String src) throws ImageException {
        assertThat(img(Picture.of(src).with("width", "50").with("alt", "")))
                .isEqualTo("<img src=\""
                        + src.replace("&", "&amp;")
                                .replace("\"", "&quot;")
                                .replace("<", "&lt;")
                                .replace(">", "&gt;")
                        + "\" width=\"50\" loading=\"lazy\" decoding=\"async\" alt=\"\">");
    }

    @ParameterizedTest
    @CsvSource({
        "cat.jpg, /shop/products/cat.jpg",
        "./cat.jpg, /shop/products/cat.jpg",
        "../photos/cat.jpg, /shop/photos/cat.jpg",
        "../../../cat.jpg, /shop/cat.jpg",
        "/a/./b/../cat.jpg, /shop/a/cat.jpg",
        "/고양이 1.jpg, /shop/%EA%B3%A0%EC%96%91%EC%9D%B4%201.jpg",
        "/100%.jpg, /shop/100%25.jpg",
        "/a?b.jpg, /shop/a%3Fb.jpg",
        "/a#b.jpg, /shop/a%23b.jpg",
        "/\\other.example/cat.jpg, /shop/%5Cother.example/cat.jpg",
        "/image.jsp?id=7&size=\"x\", /shop/image.jsp?id=7&size=%22x%22",
    })
    void pathsAreResolvedAndEncoded(String src, String url) throws ImageException {
        assertThat(markup(unsigned()).url(Picture.of(src), page())).isEqualTo(url);
    }

    @Test
    void aPagesOwnQueryIsSignedWithTheRest() throws ImageException {
        assertThat(markup(signed()).url(Picture.of("/image.jsp?id=7").with("width", "320"), page()))
                .startsWith("/shop/image.jsp?id=7&w=320&s=");
    }

    @Test
    void optionsHaveAllTheirNames() throws ImageException {
        Markup markup = markup(signed());
        Picture picture = Picture.of("/photos/cat.jpg");

        String byParameter = markup.url(picture.with("w", "320").with("bg", "ff0000"), page());
        assertThat(byParameter).contains("w=320&bg=ff0000&s=");
        assertThat(markup.url(picture.with("width", "320").with("background", "ff0000"), page()))
                .isEqualTo(byParameter);
        assertThat(markup.url(picture.with("resize", "fill-down:320:200").with("bl", "2"), page()))
                .contains("w=320")
                .contains("h=200")
                .contains("fit=crop")
                .contains("blur=2");
        assertThat(markup.url(picture.with("pix", "8"), page())).contains("px=8");
    }

    @Test
    void aMistakeNamesTheAttributeAndWhatItTakes() {
        assertThatThrownBy(() -> img(cat().with("width", "wide")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("the attribute width is not accepted")
                .hasMessageContaining("it takes");
        assertThatThrownBy(
                        () -> img(cat().with("width", "64").with("height", "64").with("resizing_type", "fill")))
                .hasMessageContaining("resizing_type together are for originals by their address");
        assertThatThrownBy(() -> img(cat().with("widths", "320, 640px"))).hasMessageContaining("the attribute widths");
        assertThatThrownBy(() -> img(cat().with("placeholder", "blur"))).hasMessageContaining("thumbhash");
        assertThatThrownBy(() -> img(cat().with("expires", "soon"))).hasMessageContaining("30m");
        assertThatThrownBy(() -> img(cat().with("on\"load", "x"))).hasMessageContaining("name of an attribute");
        assertThatThrownBy(() -> img(cat().with("blur", "3"))).hasMessageContaining("signed URLs");
    }

    @Test
    void whatIsNoOptionIsWrittenEscaped() throws ImageException {
        assertThat(img(cat().with("width", "64").with("data-x", "\"><script>").with("style", "color:red")))
                .endsWith(" alt=\"A cat\" data-x=\"&quot;&gt;&lt;script&gt;\" style=\"color:red\">");
    }

    @Test
    void whatIsUrgentIsNotPutOff() throws ImageException {
        assertThat(img(cat().with("width", "64").with("fetchpriority", "high")))
                .doesNotContain("loading=")
                .contains("fetchpriority=\"high\"");
        assertThat(img(cat().with("width", "64").with("loading", "eager").with("decoding", "sync")))
                .contains("loading=\"eager\" decoding=\"sync\"");
    }

    @Test
    void tagsAreAPartOfTheUrl() throws ImageException {
        assertThat(markup(signed())
                        .url(
                                Picture.of("/photos/cat.jpg")
                                        .with("width", "64")
                                        .with("tags", "product:42 summer"),
                                page()))
                .contains("w=64&tags=product:42,summer&s=");
    }

    /** They come from data; what an author writes himself is checked when the page is translated. */
    @Test
    void whatCannotBeATagIsLeftOut() throws ImageException {
        Markup markup = markup(unsigned());
        Picture picture = Picture.of("/photos/cat.jpg").with("width", "64");

        assertThat(markup.url(picture.with("tags", "product:42, caf\u00e9<b> " + "x".repeat(5000) + " summer"), page()))
                .endsWith("w=64&tags=product:42,summer");
        assertThat(markup.url(picture.with("tags", "\"><script>"), page())).endsWith("?w=64");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            many.append("t").append(i).append(' ');
        }
        assertThat(markup.url(picture.with("tags", many.toString()), page()))
                .contains(",t31")
                .doesNotContain("t32");
    }

    @Test
    void visitorsOfOneHourShareAnUrlThatEnds() throws ImageException {
        Markup markup = markup(unsigned());
        Picture picture = cat().with("width", "64").with("expires", "1h");
        String first = markup.img(picture, page());

        now = NOON.plusSeconds(3599);
        assertThat(markup.img(picture, page())).isEqualTo(first);
        assertThat(first).contains("expires=" + NOON.plusSeconds(7200).getEpochSecond());
        now = NOON.plusSeconds(3600);
        assertThat(markup.img(picture, page())).isNotEqualTo(first);
    }

    @Test
    void aColourStandsInForThePictureUnlessOneSeesThroughIt() throws ImageException {
        assertThat(img(cat().with("width", "64").with("placeholder", "color").with("style", "border:0")))
                .contains("style=\"background-color:#a0b0c0;border:0\"");
        assertThat(img(cat().with("width", "64").with("placeholder", "blurhash")))
                .contains("data-blurhash=\"#a0b0c0\"");
        assertThat(img(Picture.of("/photos/logo.svg").with("width", "64").with("placeholder", "color")))
                .doesNotContain("style");
    }

    @Test
    void aPictureHasASourceForEveryFormatAndScreen() throws ImageException {
        Picture narrow = Picture.of("")
                .with("media", "(max-width: 600px)")
                .with("width", "300")
                .with("height", "300")
                .with("fit", "cover");

        String html = markup(unsigned()).picture(cat().with("width", "640"), List.of(narrow), page());

        assertThat(html)
                .startsWith("<picture><source media=\"(max-width: 600px)\" type=\"image/webp\" srcset=\"")
                .contains(
                        "<source media=\"(max-width: 600px)\" srcset=\"/shop/photos/cat.jpg?w=300&amp;h=300&amp;fit=cover 1x,")
                .contains(
                        "width=\"300\" height=\"300\"><source type=\"image/webp\" srcset=\"/shop/photos/cat.jpg?w=640&amp;fm=webp 1x")
                .endsWith("alt=\"A cat\"></picture>");
    }

    @Test
    void aDrawingStaysOneAndWhatMovesGoesOn() throws ImageException {
        Markup markup = markup(unsigned());

        assertThat(markup.picture(Picture.of("/photos/logo.svg").with("alt", ""), List.of(), page()))
                .doesNotContain("webp");
        assertThat(markup.picture(Picture.of("/photos/ball.gif").with("alt", ""), List.of(), page()))
                .contains("image/webp");
        assertThatThrownBy(() -> markup.picture(cat().with("formats", "avif"), List.of(), page()))
                .hasMessageContaining("jpg, png, webp");
    }

    @Test
    void whereNobodyMakesRenditionsOriginalsAreShown() throws ImageException {
        assertThat(markup(unsigned(), false).img(cat().with("width", "64").with("tags", "a"), page()))
                .isEqualTo("<img src=\"/shop/photos/cat.jpg\" width=\"64\" loading=\"lazy\" decoding=\"async\""
                        + " alt=\"A cat\">");
    }

    /** A site whose Tomthumb has not started has large pictures where small ones belong, but not a broken layout. */
    @Test
    void anOriginalInPlaceOfARenditionKeepsToItsRoom() throws ImageException {
        Picture boxed = cat().with("width", "64").with("height", "48");

        assertThat(markup(unsigned(), false).img(boxed, page()))
                .contains("width=\"64\" height=\"48\"")
                .contains("style=\"object-fit:contain;aspect-ratio:64/48\"");
        assertThat(markup(unsigned(), false).img(boxed.with("fit", "cover"), page()))
                .contains("style=\"object-fit:cover;aspect-ratio:64/48\"");
        assertThat(markup(unsigned(), false).img(boxed.with("fit", "scale"), page()))
                .contains("width=\"64\" height=\"48\"")
                .doesNotContain("style");
    }

    @Test
    void whatIsWrittenIsRememberedAsLongAsItsOriginal() throws ImageException {
        Markup markup = markup(unsigned());
        Picture picture = cat().with("width", "320");
        String first = markup.img(picture, page());

        assertThat(markup.img(cat().with("width", "320"), page())).isSameAs(first);
        known.put("/photos/cat.jpg", jpeg(3000, 3000, 1));
        assertThat(markup.img(picture, page())).contains("height=\"320\"");
    }

    @Test
    void aRelativeSrcIsAnotherPictureOnAnotherPage() throws ImageException {
        Markup markup = markup(unsigned());

        assertThat(markup.url(Picture.of("cat.jpg"), new Place("/a/x.jsp", PageBudget.none())))
                .isEqualTo("/shop/a/cat.jpg");
        assertThat(markup.url(Picture.of("cat.jpg"), new Place("/b/x.jsp", PageBudget.none())))
                .isEqualTo("/shop/b/cat.jpg");
    }
}
