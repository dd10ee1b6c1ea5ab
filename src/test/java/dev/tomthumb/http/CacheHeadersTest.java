package dev.tomthumb.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9111, sections 5.1 and 5.2.2. */
class CacheHeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest(name = "ttl {0} s, {1}, URL ends in {2} s, made {3} s ago")
    @CsvSource(
            delimiter = '|',
            value = {
                "86400    | PUBLIC  |      |        | public, max-age=86400    |     ",
                "86400    | PUBLIC  |      | 0      | public, max-age=86400    | 0   ",
                "86400    | PUBLIC  |      | 100    | public, max-age=86400    | 100 ",
                "86400    | PUBLIC  |      | 86399  | public, max-age=86400    | 86399",
                "86400    | PUBLIC  |      | 86400  | public, max-age=86400    | 0   ",
                "86400    | PUBLIC  |      | 864010 | public, max-age=86400    | 10  ",
                "86400    | PUBLIC  |      | -5     | public, max-age=86400    | 0   ",
                "31536000 | PUBLIC  |      | 100    | public, max-age=31536000 | 100 ",
                "31536000 | PUBLIC  | 3600 | 100    | public, max-age=3600     |     ",
                "60       | PUBLIC  | 3600 | 10     | public, max-age=60       |     ",
                "60       | PUBLIC  | 0    |        | no-cache                 |     ",
                "60       | PUBLIC  | -10  |        | no-cache                 |     ",
                "0        | PUBLIC  |      | 10     | no-cache                 |     ",
                "86400    | PRIVATE |      | 10     | private, no-cache        |     ",
                "86400    | PRIVATE | 3600 |        | private, no-cache        |     ",
                "0        | PRIVATE |      |        | private, no-cache        |     ",
            })
    void aRenditionMayBeKept(
            long ttl, Visibility visibility, Long endsIn, Long madeAgo, String cacheControl, Long age) {
        CacheHeaders headers = CacheHeaders.ofRendition(
                Duration.ofSeconds(ttl),
                visibility,
                Optional.ofNullable(endsIn).map(NOW::plusSeconds),
                Optional.ofNullable(madeAgo).map(NOW::minusSeconds),
                NOW);

        assertThat(headers)
                .isEqualTo(new CacheHeaders(cacheControl, age == null ? OptionalLong.empty() : OptionalLong.of(age)));
    }

    @Property
    void noResponseIsStaleWhenItArrives(
            @ForAll @LongRange(min = 1, max = 31_536_000) long ttl,
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long madeAgo) {
        CacheHeaders headers = CacheHeaders.ofRendition(
                Duration.ofSeconds(ttl),
                Visibility.PUBLIC,
                Optional.empty(),
                Optional.of(NOW.minusSeconds(madeAgo)),
                NOW);

        assertThat(headers.age().orElseThrow()).isBetween(0L, ttl - 1);
    }

    /** RFC 9110, section 6.6.1: it is when the response was made, and that does not change while it is kept. */
    @Property
    void dateIsTheSameWheneverInItsLifetimeARenditionIsSent(
            @ForAll @LongRange(min = 0, max = 86_399_000) long ageMillis,
            @ForAll @LongRange(min = 0, max = 999) long madeMillis) {
        Instant made = NOW.plusMillis(madeMillis);
        Instant now = made.plusMillis(ageMillis);
        long age = CacheHeaders.ofRendition(
                        Duration.ofDays(1), Visibility.PUBLIC, Optional.empty(), Optional.of(made), now)
                .age()
                .orElseThrow();

        // A lifetime begins anew at the tick that ends it.
        long expected = now.isBefore(NOW.plusSeconds(86_400)) ? NOW.getEpochSecond() : NOW.getEpochSecond() + 86_400;
        assertThat(now.minusSeconds(age).getEpochSecond()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void aRefusalIsNeverKeptForMoreThanSeconds(Problem problem) {
        long seconds = problem.remembered().toSeconds();

        assertThat(seconds).isLessThanOrEqualTo(60);
        assertThat(CacheHeaders.ofProblem(problem, Visibility.PUBLIC).cacheControl())
                .isEqualTo(seconds == 0 ? "no-store" : "max-age=" + seconds);
        assertThat(CacheHeaders.ofProblem(problem, Visibility.PRIVATE).cacheControl())
                .isEqualTo("no-store");
    }

    @Test
    void aMissingOriginalIsRememberedForTenSeconds() {
        assertThat(CacheHeaders.ofProblem(Problem.ORIGINAL_MISSING, Visibility.PUBLIC)
                        .cacheControl())
                .isEqualTo("max-age=10");
    }
}
