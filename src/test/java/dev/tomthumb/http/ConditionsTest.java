package dev.tomthumb.http;

import static dev.tomthumb.http.Conditions.Verdict.NOT_MODIFIED;
import static dev.tomthumb.http.Conditions.Verdict.SEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 13. The representation's tag is {@code "a1"}, last modified on 6 November 1994. */
class ConditionsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37.5Z");
    private static final String SAME_DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String EARLIER_DATE = "Sun, 06 Nov 1994 08:49:36 GMT";

    private static Conditions.Verdict judge(String method, String ifNoneMatch, String ifModifiedSince) {
        return new Conditions(Optional.ofNullable(ifNoneMatch), Optional.ofNullable(ifModifiedSince))
                .judge(method, "\"a1\"", MODIFIED, NOW);
    }

    /** Sections 13.1.1, 13.1.4 and 13.2.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "\"a1\"        | -                             | -         | SEND",
                "\"b\", \"a1\" | -                             | -         | SEND",
                "*             | -                             | -         | SEND",
                "W/\"a1\"      | -                             | -         | FAILED",
                "\"b\"         | -                             | -         | FAILED",
                "nonsense      | -                             | -         | FAILED",
                "\"a1\"        | -                             | \"a1\"    | NOT_MODIFIED",
                "\"b\"         | -                             | \"a1\"    | FAILED",
                "\"a1\"        | Sun, 06 Nov 1994 08:49:36 GMT | -         | SEND",
                "-             | Sun, 06 Nov 1994 08:49:37 GMT | -         | SEND",
                "-             | Sun, 06 Nov 1994 08:49:36 GMT | -         | FAILED",
                "-             | tomorrow                      | -         | SEND",
            })
    void whoMeansAnotherRepresentationGetsNone(
            String ifMatch, String ifUnmodifiedSince, String ifNoneMatch, Conditions.Verdict verdict) {
        Conditions asked = new Conditions(
                Optional.ofNullable(ifMatch),
                Optional.ofNullable(ifUnmodifiedSince),
                Optional.ofNullable(ifNoneMatch),
                Optional.empty());
        assertThat(asked.judge("GET", "\"a1\"", MODIFIED, NOW)).isEqualTo(verdict);
        assertThat(asked.judge("POST", "\"a1\"", MODIFIED, NOW)).isEqualTo(SEND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a1\"                 | NOT_MODIFIED",
                "W/\"a1\"               | NOT_MODIFIED",
                "*                      | NOT_MODIFIED",
                "\"b\", \"a1\"          | NOT_MODIFIED",
                "\"b\",W/\"a1\",\"c\"   | NOT_MODIFIED",
                ", ,\"a1\",             | NOT_MODIFIED",
                "\"b\"\t,\t\"a1\"       | NOT_MODIFIED",
                "\"x,y\", \"a1\"        | NOT_MODIFIED",
                "\"b\"                  | SEND",
                "\"A1\"                 | SEND",
                "\"a1                   | SEND",
                "a1                     | SEND",
                "w/\"a1\"               | SEND",
                "W/ \"a1\"              | SEND",
                "\"\"                   | SEND",
                "\"a1\"x                | NOT_MODIFIED",
                "x\"a1\"                | SEND",
                "\"b\", *               | SEND",
                "\"x, \"a1\", y\"       | SEND",
            })
    void section13_1_2_ifNoneMatchComparesWeakly(String ifNoneMatch, Conditions.Verdict verdict) {
        assertThat(judge("GET", ifNoneMatch, null)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT    | NOT_MODIFIED",
                "Sunday, 06-Nov-94 08:49:37 GMT   | NOT_MODIFIED",
                "Sun Nov  6 08:49:37 1994         | NOT_MODIFIED",
                "Mon, 07 Nov 1994 00:00:00 GMT    | NOT_MODIFIED",
                "Mon, 07 Nov 2094 00:00:00 GMT    | NOT_MODIFIED",
                "Sun, 06 Nov 1994 08:49:36 GMT    | SEND",
            })
    void section13_1_3_ifModifiedSinceComparesWholeSeconds(String ifModifiedSince, Conditions.Verdict verdict) {
        assertThat(judge("GET", null, ifModifiedSince)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "784111777", "Sun, 06 Nov 2094 08:49:37 CET"})
    void section13_1_3_aDateThatIsNoneIsIgnored(String ifModifiedSince) {
        assertThat(judge("GET", null, ifModifiedSince)).isEqualTo(SEND);
    }

    @Test
    void section13_2_2_ifNoneMatchDecidesAloneWhenBothAreThere() {
        assertThat(judge("GET", "\"b\"", SAME_DATE)).isEqualTo(SEND);
        assertThat(judge("GET", "\"a1\"", EARLIER_DATE)).isEqualTo(NOT_MODIFIED);
        assertThat(judge("GET", "", SAME_DATE)).isEqualTo(SEND);
    }

    @ParameterizedTest
    @CsvSource({"GET, NOT_MODIFIED", "HEAD, NOT_MODIFIED", "POST, SEND", "OPTIONS, SEND", "get, SEND"})
    void section13_2_1_onlyGetAndHeadAreAnsweredBy304(String method, Conditions.Verdict verdict) {
        assertThat(judge(method, "\"a1\"", null)).isEqualTo(verdict);
        assertThat(judge(method, null, SAME_DATE)).isEqualTo(verdict);
    }

    @Test
    void withoutConditionsTheRepresentationIsSent() {
        assertThat(Conditions.NONE.judge("GET", "\"a1\"", MODIFIED, NOW)).isEqualTo(SEND);
    }

    @Property
    void anyFieldValueIsJudged(@ForAll String ifNoneMatch, @ForAll String ifModifiedSince) {
        assertThat(judge("GET", ifNoneMatch, ifModifiedSince)).isNotNull();
    }

    @Property
    void section8_8_3_equalBytesHaveEqualTagsAndOthersDiffer(@ForAll byte[] body) {
        byte[] changed = java.util.Arrays.copyOf(body, body.length + 1);

        assertThat(EntityTags.strong(body))
                .matches("\"[A-Za-z0-9_-]{22}\"")
                .isEqualTo(EntityTags.strong(body.clone()))
                .isNotEqualTo(EntityTags.strong(changed));
    }
}
