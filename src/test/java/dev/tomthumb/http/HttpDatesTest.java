package dev.tomthumb.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 5.6.7. */
class HttpDatesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final long YEAR_10000 = 253_402_300_799L;

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void section5_6_7_theThreeFormsOfTheRfcsExampleAreOneTime(String text) {
        assertThat(HttpDates.parse(text, NOW)).contains(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "Monday, 01-Jan-76 00:00:00 GMT, 2076-01-01T00:00:00Z",
        "Monday, 01-Jan-77 00:00:00 GMT, 1977-01-01T00:00:00Z",
        "Monday, 01-Jan-26 00:00:00 GMT, 2026-01-01T00:00:00Z"
    })
    void section5_6_7_aYearOfTwoDigitsMoreThanFiftyYearsAheadLiesInThePast(String day, String date, String instant) {
        assertThat(HttpDates.parse(day + ", " + date, NOW)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 08:49:37",
                "Sun, 06 Nov 1994 08:49:37 CET",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "sun, 06 nov 1994 08:49:37 gmt",
                "Sun, 31 Feb 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:49:61 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun, 00 Nov 1994 08:49:37 GMT",
                "Sun Nov 16 08:49:37 94"
            })
    void whatIsNoneOfTheFormsIsNoDate(String text) {
        assertThat(HttpDates.parse(text, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1994-11-06T08:49:37.999Z | Sun, 06 Nov 1994 08:49:37 GMT",
                "1970-01-01T00:00:00Z     | Thu, 01 Jan 1970 00:00:00 GMT",
                "2000-02-29T23:59:59Z     | Tue, 29 Feb 2000 23:59:59 GMT",
                "1969-12-31T23:59:59.5Z   | Wed, 31 Dec 1969 23:59:59 GMT"
            })
    void datesAreWrittenAsImfFixdate(Instant instant, String text) {
        assertThat(HttpDates.format(instant)).isEqualTo(text);
    }

    @Property
    void whatIsWrittenIsWhatTheJdkWritesAndReadsBack(@ForAll @LongRange(min = 0, max = YEAR_10000) long seconds) {
        Instant instant = Instant.ofEpochSecond(seconds);
        String jdk = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                .format(instant.atOffset(ZoneOffset.UTC));

        assertThat(HttpDates.format(instant)).isEqualTo(jdk);
        assertThat(HttpDates.parse(jdk, NOW)).contains(instant);
    }

    @Property
    void noTextBreaksTheReader(@ForAll @StringLength(max = 40) String text) {
        assertThat(HttpDates.parse(text, NOW)).isEmpty();
    }
}
