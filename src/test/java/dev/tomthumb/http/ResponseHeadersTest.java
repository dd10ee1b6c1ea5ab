package dev.tomthumb.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
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
import org.junit.jupiter.params.provider.EnumSource;

class ResponseHeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant MADE = NOW.minusSeconds(90);
    private static final String NOSNIFF = "X-Content-Type-Options: nosniff";
    private static final String POLICY =
            "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
    private static final Delivery QUERY =
            new Delivery(Delivery.QUERY, Optional.empty(), List.of(), Optional.empty(), false);
    private static final Delivery AUTO =
            new Delivery(Delivery.IMGPROXY, Optional.empty(), List.of(ImageFormat.WEBP), Optional.empty(), false);

    private final ResponseHeaders headers =
            new ResponseHeaders(rules(HeaderRules.Imgproxy.ofTtl(Duration.ofDays(365)), false, 200));

    private static final ImageRequest CAT = new ImageRequest(
            new SourceRef("s3", "//bucket/cat.png"), Transform.NONE, OutputSpec.LIKE_ORIGINAL, Optional.empty());

    private static HeaderRules rules(HeaderRules.Imgproxy imgproxy, boolean debug, int fallbackStatus) {
        return new HeaderRules(
                "tomthumb",
                Optional.empty(),
                HeaderRules.Query.ofTtl(Duration.ofDays(1)),
                debug,
                new HeaderRules.StandIns(fallbackStatus, Duration.ofSeconds(60)),
                imgproxy);
    }

    private static Served served(Delivery delivery, ResultType result, Optional<Instant> originalModified) {
        Rendition rendition = new Rendition(
                ImageFormat.JPEG,
                Optional.of(new Size(1, 1)),
                new byte[1234],
                "\"tag\"",
                MADE,
                new Validators(Optional.empty(), originalModified),
                Visibility.PUBLIC,
                99_999);
        return new Served(rendition, CAT, delivery, result, Visibility.PUBLIC, Optional.empty(), NOW);
    }

    private static List<String> lines(List<Header> headers) {
        return headers.stream()
                .map(header -> header.name() + ": " + header.value())
                .toList();
    }

    @Test
    void aHitCarriesEverythingInAFixedOrder() {
        Served hit = served(QUERY, ResultType.HIT, Optional.of(Instant.parse("1994-11-06T08:49:37Z")));

        assertThat(lines(headers.rendition(hit)))
                .containsExactly(
                        "Content-Type: image/jpeg",
                        "Content-Length: 1234",
                        "Accept-Ranges: bytes",
                        "ETag: \"tag\"",
                        "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
                        "Cache-Control: public, max-age=86400",
                        "Date: Mon, 23 Nov 2026 11:58:30 GMT",
                        "Age: 90",
                        "X-Cache: Hit from tomthumb",
                        "Cache-Status: tomthumb; hit; ttl=0",
                        NOSNIFF,
                        POLICY);
    }

    @Test
    void aSecondsLinesArePutTogetherOnceAndAreOthersForWhateverDiffers() {
        Served hit = served(QUERY, ResultType.HIT, Optional.empty());
        List<Header> lines = headers.rendition(hit);

        assertThat(headers.rendition(like(hit, hit.now().plusMillis(999)))).isSameAs(lines);
        assertThat(lines(headers.rendition(like(hit, hit.now().plusSeconds(1)))))
                .contains("Age: 91");
        assertThat(lines(headers.rendition(like(hit, hit.now())))).contains("Age: 90");
        assertThat(lines(headers.rendition(changed(hit, AUTO, Visibility.PUBLIC))))
                .contains("Vary: Accept");
        assertThat(lines(headers.rendition(changed(hit, QUERY, Visibility.PRIVATE))))
                .contains("Cache-Control: private, no-cache");
        assertThat(lines(headers.notModified(hit))).contains("Age: 90").doesNotContain("Content-Length: 1234");
        assertThat(lines(headers.rendition(hit))).isEqualTo(lines(lines));
    }

    /** A rendition that is read from the disk is another object each time. */
    @Test
    void aSecondsLinesServeEachCopyOfARenditionButNoOther() {
        Served hit = served(QUERY, ResultType.HIT, Optional.empty());
        List<Header> lines = headers.rendition(hit);

        assertThat(headers.rendition(served(QUERY, ResultType.HIT, Optional.empty())))
                .isSameAs(lines);
        Served confirmed = new Served(
                hit.rendition(),
                NOW.minusSeconds(5),
                hit.image(),
                hit.delivery(),
                hit.result(),
                hit.visibility(),
                Optional.empty(),
                NOW,
                hit.status());
        assertThat(lines(headers.rendition(confirmed))).contains("Age: 5");
        assertThat(lines(headers.rendition(served(QUERY, ResultType.HIT, Optional.of(NOW.minusSeconds(3600))))))
                .contains("Last-Modified: " + HttpDates.format(NOW.minusSeconds(3600)));
    }

    private static Served like(Served served, Instant now) {
        return new Served(
                served.rendition(),
                served.confirmedAt(),
                served.image(),
                served.delivery(),
                served.result(),
                served.visibility(),
                Optional.empty(),
                now,
                served.status());
    }

    private static Served changed(Served served, Delivery delivery, Visibility visibility) {
        return new Served(
                served.rendition(),
                served.confirmedAt(),
                served.image(),
                delivery,
                served.result(),
                visibility,
                Optional.empty(),
                served.now(),
                served.status());
    }

    /** What counts down to a moment that is no full second must not be up to a second late. */
    @Test
    void theLinesOfAUrlThatEndsAreNeverKept() {
        Delivery ending = QUERY.until(NOW.plusMillis(60_500));
        Served first = changed(served(QUERY, ResultType.HIT, Optional.empty()), ending, Visibility.PUBLIC);

        assertThat(lines(headers.rendition(first))).contains("Cache-Control: public, max-age=60");
        assertThat(lines(headers.rendition(like(first, NOW.plusMillis(501)))))
                .contains("Cache-Control: public, max-age=59");
    }

    @Test
    void aMissIsMadeNowAndHasNoAge() {
        assertThat(lines(headers.rendition(served(AUTO, ResultType.MISS, Optional.empty()))))
                .containsExactly(
                        "Content-Type: image/jpeg",
                        "Content-Length: 1234",
                        "Accept-Ranges: bytes",
                        "Content-Disposition: inline; filename=\"cat.jpg\"",
                        "ETag: \"tag\"",
                        "Last-Modified: Mon, 23 Nov 2026 11:58:30 GMT",
                        "Cache-Control: public, max-age=31536000",
                        "X-Cache: Miss from tomthumb",
                        "Cache-Status: tomthumb; fwd=uri-miss",
                        "Vary: Accept",
                        NOSNIFF,
                        POLICY);
    }

    @Test
    void section15_4_5_a304RepeatsWhatACacheRefreshesItsCopyWithAndNoContentHeaders() {
        Served hit = served(AUTO, ResultType.HIT, Optional.empty());
        List<String> sent = lines(headers.rendition(hit));

        assertThat(lines(headers.notModified(hit)))
                .containsExactlyElementsOf(sent.stream()
                        .filter(line -> !line.matches("(Content-(Type|Length|Disposition)|Accept-Ranges):.*"))
                        .toList())
                .anyMatch(line -> line.startsWith("ETag:"))
                .anyMatch(line -> line.startsWith("Cache-Control:"))
                .anyMatch(line -> line.startsWith("Date:"))
                .contains("Vary: Accept");
    }

    @Test
    void aProtectedRenditionIsKeptByNobodyElse() {
        Served hit = served(QUERY, ResultType.HIT, Optional.empty());
        Served guarded = new Served(
                hit.rendition(), CAT, hit.delivery(), hit.result(), Visibility.PRIVATE, Optional.empty(), NOW);

        assertThat(lines(headers.rendition(guarded)))
                .contains("Cache-Control: private, no-cache")
                .noneMatch(line -> line.startsWith("Age:"));
    }

    @Test
    void section8_8_2_1_lastModifiedIsNeverLaterThanTheResponse() {
        Served ahead = served(QUERY, ResultType.HIT, Optional.of(NOW.plusSeconds(3600)));

        assertThat(ahead.lastModified()).isEqualTo(NOW);
    }

    @Test
    void theDateItSendsIsTheDateItRecognises() {
        Served hit = served(QUERY, ResultType.HIT, Optional.empty());
        Conditions echo = new Conditions(Optional.empty(), Optional.of(HttpDates.format(hit.lastModified())));

        assertThat(headers.judge(hit, "GET", echo)).isEqualTo(Conditions.Verdict.NOT_MODIFIED);
        assertThat(headers.judge(hit, "GET", Conditions.NONE)).isEqualTo(Conditions.Verdict.SEND);
        assertThat(headers.judge(hit, "HEAD", new Conditions(Optional.of("\"tag\""), Optional.empty())))
                .isEqualTo(Conditions.Verdict.NOT_MODIFIED);
    }

    @Test
    void settingsDecideTheNameTheLifetimesAndTheOrigin() throws SettingsException {
        ResponseHeaders configured = ResponseHeaders.of(SettingsLoader.load(
                SettingTexts.ofProperties(Map.of(
                        "tomthumb.x-cache-name", "cloudfront",
                        "tomthumb.cors", "https://www.example.com",
                        "tomthumb.query.ttl", "10 min",
                        "tomthumb.img.ttl", "0")),
                new Installation(true, 1, 1L << 30, Path.of("/state"))));

        assertThat(lines(configured.rendition(served(QUERY, ResultType.MISS, Optional.empty()))))
                .contains(
                        "Cache-Control: public, max-age=600",
                        "X-Cache: Miss from cloudfront",
                        "Access-Control-Allow-Origin: https://www.example.com");
        assertThat(lines(configured.rendition(served(AUTO, ResultType.MISS, Optional.empty()))))
                .contains("Cache-Control: no-cache");
    }

    @Test
    void aRefusalIsPlainTextThatIsNotKept() {
        assertThat(lines(headers.refusal(Problem.BAD_OPTION, ProblemBody.MEDIA_TYPE, 42, Visibility.PUBLIC, false)))
                .containsExactly(
                        "Content-Type: text/plain;charset=utf-8",
                        "Content-Length: 42",
                        "Cache-Control: no-store",
                        "X-Cache: Error from tomthumb",
                        "Cache-Status: tomthumb; detail=bad-option",
                        NOSNIFF,
                        POLICY);
    }

    @Test
    void overloadSaysWhenToComeBackAndAWrongMethodWhichAreRight() {
        assertThat(lines(headers.refusal(Problem.OVERLOADED, ProblemBody.MEDIA_TYPE, 1, Visibility.PUBLIC, false)))
                .contains("Retry-After: 2", "Cache-Control: no-store");
        assertThat(lines(headers.refusal(
                        Problem.METHOD_NOT_ALLOWED, ProblemBody.MEDIA_TYPE, 1, Visibility.PUBLIC, false)))
                .contains("Allow: GET, HEAD, OPTIONS");
        assertThat(lines(headers.refusal(Problem.ORIGINAL_MISSING, ProblemBody.MEDIA_TYPE, 1, Visibility.PUBLIC, true)))
                .contains("Cache-Control: max-age=10", "Vary: Accept");
    }

    @Test
    void inImgproxysDialectARefusalIsImgproxysAndOurSentenceFollows() {
        String sentence = "Width \"abc\" is not a whole number.";

        assertThat(ProblemBody.status(Problem.BAD_OPTION, Delivery.IMGPROXY)).isEqualTo(404);
        assertThat(ProblemBody.status(Problem.BAD_OPTION, Delivery.QUERY)).isEqualTo(400);
        assertThat(text(Problem.BAD_OPTION, Delivery.IMGPROXY, sentence)).isEqualTo("Invalid URL\n" + sentence + "\n");
        assertThat(text(Problem.BAD_OPTION, Delivery.QUERY, sentence)).isEqualTo("bad-option\n" + sentence + "\n");
        assertThat(text(Problem.BAD_OPTION, Delivery.QUERY, "a\r\nb")).isEqualTo("bad-option\na  b\n");
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void overloadIs503AndEveryOtherRefusalAClientOrServerError(Problem problem) {
        assertThat(ProblemBody.status(problem, Delivery.IMGPROXY)).isBetween(400, 599);
        assertThat(ProblemBody.status(Problem.OVERLOADED, Delivery.IMGPROXY)).isEqualTo(503);
    }

    private static String text(Problem problem, String dialect, String sentence) {
        return new String(ProblemBody.bytes(problem, dialect, sentence), StandardCharsets.UTF_8);
    }
}
