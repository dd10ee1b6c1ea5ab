package dev.tomthumb.http.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheControlTest {
    private static final long LARGEST = 2147483648L;

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "max-age=60                             | 60         | RFC 9111, 5.2.2.1",
                "MAX-AGE=60                             | 60         | 5.2: names without case",
                "max-age=\"60\"                         | 60         | 5.2: both forms of an argument",
                "max-age=\"6\\0\"                       | 60         | RFC 9110, 5.6.4: quoted pairs",
                "max-age=0060                           | 60         | 1.2.2: digits, as many as there are",
                "public, max-age=60, immutable          | 60         | 5.2: a list",
                " ,, max-age=60 ,                       | 60         | RFC 9110, 5.6.1.2: empty members",
                "x=\"max-age=5, max-age=7\", max-age=60 | 60         | commas in quotes part nothing",
                "x=\"a\\\", max-age=5\", max-age=60     | 60         | nor do they behind a quoted quote",
                "max-age=60, x=\"max-age=5             | 60         | a quote without end takes the rest",
                "max-age=60, max-age=5                  | 60         | 4.2.1: of two the first",
                "max-age=5x, max-age=60                 | 0          | 4.2.1: no number is stale",
                "max-age                                | 0          | 4.2.1: no number is stale",
                "max-age=                               | 0          | 4.2.1: no number is stale",
                "max-age=-60                            | 0          | 4.2.1: no number is stale",
                "max-age=60.0                           | 0          | 4.2.1: no number is stale",
                "max-age='60'                           | 0          | 4.2.1: no number is stale",
                "max-age = 60                           | 0          | 5.2: no white space around =",
                "max-age= 60                            | 0          | 5.2: no white space around =",
                "max-age=٣                              | 0          | other alphabets' digits are none",
                "max-age=2147483648                     | 2147483648 | 1.2.2",
                "max-age=2147483649                     | 2147483648 | 1.2.2: 2^31 stands for more",
                "max-age=99999999999999999999999999     | 2147483648 | 1.2.2: 2^31 stands for more",
                "max-agent=60                           | none       | another directive",
            })
    void secondsOfEveryWriting(String value, String seconds, String section) {
        OptionalLong expected = seconds.equals("none") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seconds));

        assertThat(CacheControl.parse(value).seconds("max-age")).as(section).isEqualTo(expected);
    }

    @Test
    void directivesForSomeFieldsOnlyCountForAll() {
        CacheControl control = CacheControl.parse("private=\"X-Name, max-age\", no-cache=\"Set-Cookie\"");

        assertThat(control.isPrivate()).as("RFC 9111, 5.2.2.7").isTrue();
        assertThat(control.noCache()).as("RFC 9111, 5.2.2.4").isTrue();
        assertThat(control.has("max-age")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"must-revalidate", "proxy-revalidate", "s-maxage=60", "no-cache", "no-store", "private"})
    void forbidsStale(String directive) {
        assertThat(CacheControl.parse("max-age=1, " + directive).forbidsStale())
                .as("RFC 9111, 4.2.4")
                .isTrue();
    }

    @Test
    void othersDoNot() {
        assertThat(CacheControl.parse("public, max-age=60, immutable, no-transform").forbidsStale())
                .isFalse();
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "max-age=60                   | 60         | RFC 9213, 2.1",
                "max-age=60;x=\"y\";z, foo    | 60         | 2.1: parameters are ignored",
                "max-age=5, max-age=60        | 60         | RFC 8941, 4.2.2: of two the last",
                "max-age=\"60\"               | 0          | 2.1: an integer, not a string",
                "max-age=60.5                 | 0          | 2.1: an integer, not a decimal",
                "max-age=-1                   | 0          | a negative number is none",
                "max-age=999999999999999      | 2147483648 | RFC 9111, 1.2.2",
                "max-age=60, a=(b \"c\" 1);d=:YQ==:, e=?1, f=?0, g=h/i | 60 | RFC 8941: every kind of value",
                "MaX-aGe=60                   | fallback   | RFC 8941, 3.1.2: keys are lower case",
                "max-age=60, &&&              | fallback   | 2.1: a parsing error, the whole field is ignored",
                "max-age =60                  | fallback   | 2.1: a parsing error, the whole field is ignored",
                "max-age= 60                  | fallback   | 2.1: a parsing error, the whole field is ignored",
                "max-age=60,                  | fallback   | RFC 8941, 4.2.2: a trailing comma",
                "max-age=\"60                 | fallback   | RFC 8941, 4.2.5: a string without end",
                "max-age=9999999999999999     | fallback   | RFC 8941, 4.2.4: sixteen digits",
                "a=(b c                       | fallback   | RFC 8941, 4.2.1.2: a list without end",
                "                             | fallback   | 2.1: an empty field is ignored",
            })
    void targetedFieldComesFirst(String value, String seconds, String section) {
        CacheControl control = CacheControl.ofResponse(
                List.of(value == null ? "" : value), Optional.of("max-age=7, must-revalidate"));
        boolean fallback = seconds.equals("fallback");

        assertThat(control.seconds("max-age"))
                .as(section)
                .isEqualTo(OptionalLong.of(fallback ? 7 : Long.parseLong(seconds)));
        assertThat(control.has("must-revalidate")).as(section).isEqualTo(fallback);
        assertThat(control.targeted()).isEqualTo(!fallback);
    }

    @Test
    void nearestTargetWins() {
        CacheControl control =
                CacheControl.ofResponse(List.of("max-age=1", "max-age=2"), Optional.of("max-age=3"));

        assertThat(control.seconds("max-age")).as("RFC 9213, 2.2").hasValue(1);
    }

    @Test
    void falseMembersAreNotThere() {
        assertThat(CacheControl.ofResponse(List.of("no-store=?0, max-age=5"), Optional.empty())
                        .noStore())
                .isFalse();
    }

    @Test
    void pragmaCountsWithoutCacheControlOnly() {
        assertThat(CacheControl.ofRequest(Optional.empty(), Optional.of("no-cache")).noCache())
                .as("RFC 9111, 5.4")
                .isTrue();
        assertThat(CacheControl.ofRequest(Optional.of("max-age=5"), Optional.of("no-cache"))
                        .noCache())
                .isFalse();
    }

    @Property
    void readsAnything(
            @ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '~') String value,
            @ForAll @StringLength(max = 20) String wild) {
        assertThatNoException().isThrownBy(() -> {
            CacheControl.parse(value + wild);
            CacheControl.ofResponse(List.of(value, wild), Optional.of(value));
        });
        CacheControl.parse("max-age=" + value)
                .seconds("max-age")
                .ifPresent(seconds -> assertThat(seconds).isBetween(0L, LARGEST));
    }

    @Property
    void whatIsWrittenIsRead(@ForAll("values") long seconds) {
        long capped = Math.min(seconds, LARGEST);
        assertThat(CacheControl.parse("max-age=" + seconds).seconds("max-age")).hasValue(capped);
    }

    @net.jqwik.api.Provide
    static net.jqwik.api.Arbitrary<Long> values() {
        return net.jqwik.api.Arbitraries.longs().greaterOrEqual(0);
    }
}
