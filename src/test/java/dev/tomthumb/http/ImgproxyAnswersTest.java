package dev.tomthumb.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.OutputSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** imgproxy features, sections 8 and 9: what its dialect answers with, row by row. */
class ImgproxyAnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final SourceRef CAT = new SourceRef("https", "//img.example/a b/고양이.jpg?x=1");
    private static final Delivery PLAIN =
            new Delivery(Delivery.IMGPROXY, Optional.empty(), List.of(), Optional.empty(), false);
    private static final HeaderRules.Imgproxy DEFAULT = HeaderRules.Imgproxy.ofTtl(Duration.ofDays(365));

    private static HeaderRules rules(HeaderRules.Imgproxy imgproxy) {
        return new HeaderRules(
                "tomthumb",
                Optional.of("https://shop.example"),
                HeaderRules.Query.ofTtl(Duration.ofDays(1)),
                false,
                HeaderRules.StandIns.DEFAULT,
                imgproxy);
    }

    private static ResponseHeaders headers(HeaderRules.Imgproxy imgproxy) {
        return new ResponseHeaders(rules(imgproxy));
    }

    private static Served served(SourceRef source, Delivery delivery, Lifetime lifetime) {
        return served(source, delivery, lifetime, Optional.empty(), Visibility.PUBLIC);
    }

    private static Served served(
            SourceRef source,
            Delivery delivery,
            Lifetime lifetime,
            Optional<ImageException> standsInFor,
            Visibility visibility) {
        Rendition rendition = new Rendition(
                ImageFormat.WEBP,
                Optional.of(new Size(320, 200)),
                new byte[1000],
                "\"tag\"",
                NOW.minusSeconds(90),
                new Validators(Optional.empty(), Optional.of(Instant.parse("2026-01-01T00:00:00Z"))),
                visibility,
                54_321,
                Optional.of(new Size(1600, 1000)),
                lifetime,
                List.of());
        ImageRequest image =
                new ImageRequest(source, Transform.NONE, OutputSpec.LIKE_ORIGINAL, Optional.of("v\u00e9\n2"));
        return new Served(rendition, image, delivery, ResultType.HIT, visibility, standsInFor, NOW);
    }

    private static Optional<String> value(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst();
    }

    // ---- Refusals: cause, status, first line, Cache-Control

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        INVALID_URL         | 404 | Invalid URL                   | no-store
        BAD_OPTION          | 404 | Invalid URL                   | no-store
        UNKNOWN_OPTION      | 404 | Invalid URL                   | no-store
        OPTION_FORBIDDEN    | 403 | Invalid URL                   | no-store
        EXPIRED             | 404 | Invalid URL                   | no-store
        BAD_SIGNATURE       | 403 | Forbidden                     | no-store
        ACCESS_DENIED       | 403 | Forbidden                     | no-store
        METHOD_NOT_ALLOWED  | 405 | Method not allowed            | no-store
        SOURCE_FORBIDDEN    | 404 | Invalid source URL            | no-store
        BUCKET_FORBIDDEN    | 404 | Source is unreachable         | no-store
        SOURCE_UNKNOWN      | 404 | Source is unreachable         | no-store
        ORIGINAL_MISSING    | 404 | Source is unreachable         | max-age=10
        ORIGIN_DENIED       | 403 | Source is unreachable         | max-age=10
        ORIGIN_UNREACHABLE  | 404 | Source is unreachable         | max-age=2
        ORIGIN_FAILED       | 502 | Source is unreachable         | max-age=2
        ORIGIN_TIMEOUT      | 504 | Source is unreachable         | max-age=2
        ORIGINAL_INCOMPLETE | 422 | Source response is incomplete | max-age=2
        ORIGINAL_TOO_LARGE  | 422 | Invalid source image          | max-age=10
        NOT_AN_IMAGE        | 422 | Invalid source image          | max-age=10
        NOT_EXPECTED        | 422 | Invalid source image          | max-age=10
        BROKEN_IMAGE        | 422 | Broken or unsupported image   | max-age=10
        UNSUPPORTED_INPUT   | 422 | Invalid URL                   | max-age=10
        UNSUPPORTED_OUTPUT  | 422 | Invalid URL                   | no-store
        RESULT_TOO_LARGE    | 422 | Invalid URL                   | no-store
        OVERLOADED          | 503 | Too many requests             | no-store
        TIMEOUT             | 503 | Timeout                       | no-store
        INTERNAL            | 500 | Internal error                | no-store
        """)
    void aCauseIsAnsweredWith(Problem cause, int status, String text, String caching) {
        byte[] body = ProblemBody.bytes(cause, Delivery.IMGPROXY, "What was wrong.");
        List<Header> headers =
                headers(DEFAULT).refusal(cause, ProblemBody.MEDIA_TYPE, body.length, Visibility.PUBLIC, false);

        assertThat(ProblemBody.status(new ImageException(cause, "What was wrong."), Delivery.IMGPROXY))
                .isEqualTo(status);
        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(text + "\nWhat was wrong.\n");
        assertThat(value(headers, "Cache-Control")).contains(caching);
        assertThat(value(headers, "Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(value(headers, "Retry-After").isPresent())
                .isEqualTo(cause == Problem.OVERLOADED || cause == Problem.TIMEOUT);
    }

    @Test
    void everyCauseStandsInTheTableAbove() throws NoSuchMethodException {
        String rows = getClass()
                .getDeclaredMethod("aCauseIsAnsweredWith", Problem.class, int.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();
        assertThat(Problem.values()).allSatisfy(problem -> assertThat(rows).contains(problem.name() + " "));
    }

    @ParameterizedTest
    @CsvSource({"400, 400", "401, 401", "404, 404", "410, 410", "429, 429", "500, 502", "503, 502", "301, 502"})
    void anOriginsOwn4xxIsHandedOn(int origin, int status) {
        ImageException refusal = new ImageException(Problem.ORIGIN_FAILED, "No.").answered(origin);

        assertThat(ProblemBody.status(refusal, Delivery.IMGPROXY)).isEqualTo(status);
        assertThat(ProblemBody.status(refusal, Delivery.QUERY)).isEqualTo(502);
    }

    @Test
    void aPageForDevelopersShowsTheTraceAndNoMarkupOfVisitors() {
        ImageException refusal = new ImageException(
                Problem.BAD_OPTION, "Unknown <script>alert(1)</script>.", new IllegalStateException("\"<b>&"));
        String page = new String(ProblemBody.page(refusal, Delivery.IMGPROXY), StandardCharsets.UTF_8);

        assertThat(page)
                .contains(
                        "404 bad-option",
                        "Invalid URL",
                        "&lt;script&gt;",
                        "ImgproxyAnswersTest",
                        "&quot;&lt;b&gt;&amp;")
                .doesNotContain("<script", "<b>");
    }

    // ---- Renditions

    @Test
    void aRenditionIsPolicedAndSharedAsConfigured() {
        List<Header> headers = headers(DEFAULT).rendition(served(CAT, PLAIN, Lifetime.UNKNOWN));

        assertThat(value(headers, "Content-Security-Policy"))
                .contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
        assertThat(value(headers, "Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(value(headers, "Access-Control-Allow-Methods")).contains("GET, OPTIONS");
        assertThat(value(headers, "Cache-Control")).contains("public, max-age=31536000");
        assertThat(value(headers, "Link")).isEmpty();
        assertThat(value(headers, "Vary")).isEmpty();
        assertThat(value(headers, "X-Origin-Width")).isEmpty();
    }

    @Test
    void aWebSourceIsNamedAsTheCanonicalOneOnly() {
        ResponseHeaders linking =
                headers(new HeaderRules.Imgproxy(Duration.ZERO, false, true, false, false, HeaderRules.Validating.ALL));

        assertThat(value(linking.rendition(served(CAT, PLAIN, Lifetime.UNKNOWN)), "Link"))
                .contains("<https://img.example/a%20b/%EA%B3%A0%EC%96%91%EC%9D%B4.jpg?x=1>; rel=\"canonical\"");
        assertThat(value(
                        linking.rendition(served(new SourceRef("s3", "//b/cat.jpg"), PLAIN, Lifetime.UNKNOWN)), "Link"))
                .isEmpty();
        assertThat(value(
                        linking.rendition(
                                served(new SourceRef("https", "//h/" + "a".repeat(3000)), PLAIN, Lifetime.UNKNOWN)),
                        "Link"))
                .isEmpty();
    }

    @Test
    void everythingIsAnAttachmentWhereThatIsSet() {
        ResponseHeaders saving =
                headers(new HeaderRules.Imgproxy(Duration.ZERO, false, false, true, false, HeaderRules.Validating.ALL));

        assertThat(value(saving.rendition(served(CAT, PLAIN, Lifetime.UNKNOWN)), "Content-Disposition"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("attachment; "));
    }

    @Test
    void hintsAreVariedByAndAskedForOn200And304() {
        ResponseHeaders hinted =
                headers(new HeaderRules.Imgproxy(Duration.ZERO, false, false, false, true, HeaderRules.Validating.ALL));
        Served served = served(CAT, PLAIN.withCandidates(List.of(ImageFormat.AVIF)), Lifetime.UNKNOWN);

        for (List<Header> headers : List.of(hinted.rendition(served), hinted.notModified(served))) {
            assertThat(value(headers, "Vary")).contains("Accept, Sec-Ch-Dpr, Dpr, Sec-Ch-Width, Width");
            assertThat(value(headers, "Accept-CH")).contains("Sec-CH-DPR, Sec-CH-Width");
        }
    }

    @ParameterizedTest(name = "{0} / {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        max-age=60, stale-if-error=9 | -                    | PUBLIC  | max-age=60, stale-if-error=9
        -                            | 2026-11-25T12:10:00Z | PUBLIC  | public, max-age=600
        -                            | 2026-11-25T11:00:00Z | PUBLIC  | no-cache
        -                            | 9999-01-01T00:00:00Z | PUBLIC  | public, max-age=315360000
        -                            | -                    | PUBLIC  | public, max-age=31536000
        private, max-age=60          | -                    | PRIVATE | private, no-cache
        """)
    void theOriginsLifetimeIsHandedOn(String cacheControl, Instant expires, Visibility visibility, String sent) {
        ResponseHeaders passing = headers(
                new HeaderRules.Imgproxy(Duration.ofDays(365), true, false, false, false, HeaderRules.Validating.ALL));
        Lifetime lifetime = new Lifetime(Optional.ofNullable(cacheControl), Optional.ofNullable(expires));

        List<Header> headers = passing.rendition(served(CAT, PLAIN, lifetime, Optional.empty(), visibility));

        assertThat(value(headers, "Cache-Control")).contains(sent);
        if (cacheControl != null || expires != null) {
            assertThat(value(headers, "Age")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, max-age=600", "false, 'public, max-age=86400'"})
    void theQueryLanguageHandsItOnByASettingOfItsOwn(String passthrough, String sent) throws SettingsException {
        ResponseHeaders headers = ResponseHeaders.of(SettingsLoader.load(
                SettingTexts.ofProperties(Map.of("tomthumb.query.cache-control-passthrough", passthrough)),
                new Installation(true, 2, 1L << 30, Path.of("state"))));
        Lifetime lifetime = new Lifetime(Optional.of("max-age=600"), Optional.empty());
        Delivery query = new Delivery(Delivery.QUERY, Optional.empty(), List.of(), Optional.empty(), false);

        assertThat(value(headers.rendition(served(CAT, query, lifetime)), "Cache-Control"))
                .contains(sent);
        assertThat(value(headers.rendition(served(CAT, PLAIN, lifetime)), "Cache-Control"))
                .as("imgproxy's language")
                .contains("public, max-age=31536000");
    }

    @Test
    void whatTheOriginSaysCannotAddAHeaderLine() {
        ResponseHeaders passing = headers(
                new HeaderRules.Imgproxy(Duration.ofDays(365), true, false, false, false, HeaderRules.Validating.ALL));
        Lifetime lifetime = new Lifetime(Optional.of("max-age=1\r\nSet-Cookie: a=b"), Optional.empty());

        assertThat(value(passing.rendition(served(CAT, PLAIN, lifetime)), "Cache-Control"))
                .contains("public, max-age=31536000");
    }

    @Test
    void theUrlsEndOutweighsTheOrigin() {
        ResponseHeaders passing = headers(
                new HeaderRules.Imgproxy(Duration.ofDays(365), true, false, false, false, HeaderRules.Validating.ALL));
        Delivery ending =
                new Delivery(Delivery.IMGPROXY, Optional.of(NOW.plusSeconds(30)), List.of(), Optional.empty(), false);

        assertThat(value(
                        passing.rendition(
                                served(CAT, ending, new Lifetime(Optional.of("max-age=600"), Optional.empty()))),
                        "Cache-Control"))
                .contains("public, max-age=30");
    }

    // ---- Validators

    @Test
    void bustersMakeAllValidatorsNewAndAreRecognised() {
        Instant buster = Instant.parse("2026-06-01T00:00:00Z");
        ResponseHeaders busted = headers(new HeaderRules.Imgproxy(
                Duration.ZERO,
                false,
                false,
                false,
                false,
                new HeaderRules.Validating(true, Optional.of("v2"), true, Optional.of(buster))));
        Served served = served(CAT, PLAIN, Lifetime.UNKNOWN);

        assertThat(value(busted.rendition(served), "ETag")).contains("\"v2/tag\"");
        assertThat(value(busted.rendition(served), "Last-Modified")).contains("Mon, 01 Jun 2026 00:00:00 GMT");
        assertThat(busted.judge(served, "GET", new Conditions(Optional.of("\"v2/tag\""), Optional.empty())))
                .isEqualTo(Conditions.Verdict.NOT_MODIFIED);
        assertThat(busted.judge(served, "GET", new Conditions(Optional.of("\"tag\""), Optional.empty())))
                .isEqualTo(Conditions.Verdict.SEND);
        assertThat(busted.judge(
                        served, "GET", new Conditions(Optional.empty(), Optional.of("Thu, 01 Jan 2026 00:00:00 GMT"))))
                .isEqualTo(Conditions.Verdict.SEND);
        assertThat(busted.range(served, "GET", Optional.of("bytes=0-1"), Optional.of("\"v2/tag\"")))
                .isEqualTo(new ByteRange.Part(0, 1));
    }

    @Test
    void validatorsThatAreOffAreNeitherSentNorHeard() {
        ResponseHeaders none = headers(new HeaderRules.Imgproxy(
                Duration.ZERO,
                false,
                false,
                false,
                false,
                new HeaderRules.Validating(false, Optional.empty(), false, Optional.empty())));
        Served served = served(CAT, PLAIN, Lifetime.UNKNOWN);

        assertThat(none.rendition(served)).extracting(Header::name).doesNotContain("ETag", "Last-Modified");
        assertThat(none.judge(
                        served,
                        "GET",
                        new Conditions(Optional.of("\"tag\""), Optional.of("Tue, 25 Nov 2036 00:00:00 GMT"))))
                .isEqualTo(Conditions.Verdict.SEND);
    }

    // ---- Parts

    @Test
    void aPartSaysWhichAndWhatIsOutsideSaysHowMuchThereIs() {
        Served served = served(CAT, PLAIN, Lifetime.UNKNOWN);

        List<Header> part = headers(DEFAULT).part(served, new ByteRange.Part(10, 19));
        assertThat(value(part, "Content-Range")).contains("bytes 10-19/1000");
        assertThat(value(part, "Content-Length")).contains("10");
        assertThat(value(part, "ETag")).contains("\"tag\"");
        assertThat(value(headers(DEFAULT).outside(served), "Content-Range")).contains("bytes */1000");
        assertThat(headers(DEFAULT).range(served, "HEAD", Optional.of("bytes=0-1"), Optional.empty()))
                .isEqualTo(new ByteRange.Whole());
    }

    // ---- Stand-ins

    @ParameterizedTest
    @CsvSource({"200, 200", "404, 404", "0, 504"})
    void aFallbackImageIsSentWithItsOwnStatusAndForAShortTimeOnly(int configured, int status) {
        ResponseHeaders headers = new ResponseHeaders(new HeaderRules(
                "tomthumb",
                Optional.empty(),
                HeaderRules.Query.ofTtl(Duration.ofDays(1)),
                false,
                new HeaderRules.StandIns(configured, Duration.ofSeconds(45)),
                DEFAULT));
        Served served = served(
                CAT,
                PLAIN,
                new Lifetime(Optional.of("max-age=999"), Optional.empty()),
                Optional.of(new ImageException(Problem.ORIGIN_TIMEOUT, "Slow.")),
                Visibility.PUBLIC);

        assertThat(headers.status(served)).isEqualTo(status);
        List<Header> sent = headers.rendition(served);
        assertThat(value(sent, "Cache-Control")).contains("public, max-age=45");
        assertThat(value(sent, "Age")).isEmpty();
        assertThat(value(sent, "X-Tomthumb-Fallback")).contains("origin-timeout");
        assertThat(value(sent, "ETag").isPresent()).isEqualTo(status == 200);
        assertThat(headers.judge(served, "GET", new Conditions(Optional.of("*"), Optional.empty())))
                .isEqualTo(status == 200 ? Conditions.Verdict.NOT_MODIFIED : Conditions.Verdict.SEND);
        assertThat(headers.range(served, "GET", Optional.of("bytes=0-1"), Optional.empty()))
                .isEqualTo(status == 200 ? new ByteRange.Part(0, 1) : new ByteRange.Whole());
    }

    // ---- For developers

    @Test
    void debugHeadersTellSizesAndMeaning() {
        ResponseHeaders telling = new ResponseHeaders(new HeaderRules(
                "tomthumb",
                Optional.empty(),
                HeaderRules.Query.ofTtl(Duration.ofDays(1)),
                true,
                HeaderRules.StandIns.DEFAULT,
                DEFAULT));
        List<Header> sent = telling.rendition(served(CAT, PLAIN, Lifetime.UNKNOWN));

        assertThat(value(sent, "X-Origin-Content-Length")).contains("54321");
        assertThat(value(sent, "X-Origin-Width")).contains("1600");
        assertThat(value(sent, "X-Origin-Height")).contains("1000");
        assertThat(value(sent, "X-Result-Width")).contains("320");
        assertThat(value(sent, "X-Result-Height")).contains("200");
        assertThat(value(sent, "X-Tomthumb-Request"))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("https://img.example/a%20b/").matches("[\\x21-\\x7e]+"));
    }

    // ---- Raw

    @Test
    void whatIsPassedOnCannotRunHere() {
        ResponseHeaders.PassedOn as = new ResponseHeaders.PassedOn(CAT, PLAIN, "jpg", Visibility.PUBLIC, NOW, 200);
        List<Header> origin = List.of(new Header("Content-Type", "text/html"), new Header("ETag", "\"theirs\""));

        List<Header> ok = headers(DEFAULT).passed(origin, as, 3, true);
        assertThat(value(ok, "Content-Security-Policy"))
                .hasValueSatisfying(text -> assertThat(text).endsWith("sandbox"));
        assertThat(value(ok, "X-Content-Type-Options")).contains("nosniff");
        assertThat(value(ok, "ETag")).contains("\"theirs\"");
        assertThat(value(ok, "Content-Length")).contains("3");
        assertThat(value(ok, "Cache-Control")).contains("public, max-age=31536000");
        assertThat(value(headers(DEFAULT).passed(origin, as, 3, false), "Cache-Control"))
                .contains("no-store");
    }
}
