package dev.tomthumb.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110, section 14. */
class ByteRangeTest {
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37Z");
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

    private static ByteRange of(String range, String condition, int length) {
        return ByteRange.of(
                Optional.ofNullable(range), Optional.ofNullable(condition), "\"tag\"", MODIFIED, length, NOW);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        bytes=0-0                     | Part[from=0, to=0]
        bytes=0-499                   | Part[from=0, to=499]
        bytes=500-999                 | Part[from=500, to=999]
        bytes=500-5000                | Part[from=500, to=999]
        bytes=500-                    | Part[from=500, to=999]
        bytes=-1                      | Part[from=999, to=999]
        bytes=-5000                   | Part[from=0, to=999]
        BYTES = 1 - 2                 | Part[from=1, to=2]
        bytes=999999999999999999-     | Outside[]
        bytes=1000-                   | Outside[]
        bytes=-0                      | Outside[]
        bytes=5-4                     | Whole[]
        bytes=-                       | Whole[]
        bytes=0-1,3-4                 | Whole[]
        bytes=a-b                     | Whole[]
        bytes=9999999999999999999999- | Whole[]
        pages=0-1                     | Whole[]
        """)
    void aRangeOfAThousandBytesMeans(String range, String meaning) {
        assertThat(of(range, null, 1000)).hasToString(meaning);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        "tag"                         | Part[from=1, to=2]
        W/"tag"                       | Whole[]
        "other"                       | Whole[]
        Sun, 06 Nov 1994 08:49:37 GMT | Part[from=1, to=2]
        Sun, 06 Nov 1994 08:49:38 GMT | Whole[]
        yesterday                     | Whole[]
        """)
    void section13_1_5_onlyTheVeryRepresentationIsContinued(String condition, String meaning) {
        assertThat(of("bytes=1-2", condition, 1000)).hasToString(meaning);
    }

    @Property(tries = 2000)
    void noTextLeadsBeyondTheEnds(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int length) {
        for (String range : new String[] {text, "bytes=" + text}) {
            if (of(range, null, length) instanceof ByteRange.Part part) {
                assertThat(part.from()).isBetween(0, length - 1);
                assertThat(part.to()).isBetween(part.from(), length - 1);
            }
        }
    }
}
