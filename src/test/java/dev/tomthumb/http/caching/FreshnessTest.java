package dev.tomthumb.http.caching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row per rule, with the section it comes from. Numbers are seconds; an answer comes in at second 0. */
class FreshnessTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-25T12:00:00Z");
    private static final StoredAnswer PLAIN = new StoredAnswer(
            200,
            CacheControl.NONE,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            RECEIVED,
            RECEIVED);

    /** As an RFC 9111 cache without opinions of its own. */
    private static final FreshnessPolicy RFC = policy(0, 0, 1L << 32, 0, 0, true);

    private static FreshnessPolicy policy(long min, long otherwise, long max, long swr, long sie, boolean requests) {
        return new FreshnessPolicy(
                Duration.ofSeconds(min),
                Duration.ofSeconds(otherwise),
                Duration.ofSeconds(max),
                Duration.ofSeconds(swr),
                Duration.ofSeconds(sie),
                Optional.empty(),
                requests);
    }

    private static StoredAnswer saying(String cacheControl) {
        return with(CacheControl.parse(cacheControl), Optional.empty());
    }

    private static StoredAnswer with(CacheControl control, Optional<Instant> expires) {
        return new StoredAnswer(
                200,
                control,
                expires,
                PLAIN.date(),
                PLAIN.age(),
                PLAIN.lastModified(),
                PLAIN.asked(),
                PLAIN.received());
    }

    private static Decision at(long second, StoredAnswer stored, FreshnessPolicy policy) {
        return at(second, "", stored, policy);
    }

    private static Decision at(long second, String request, StoredAnswer stored, FreshnessPolicy policy) {
        return Freshness.decide(RECEIVED.plusSeconds(second), CacheControl.parse(request), stored, policy);
    }

    private static String word(Decision decision) {
        if (decision instanceof Decision.Fresh fresh) {
            return "fresh " + fresh.remaining().toSeconds();
        }
        if (decision instanceof Decision.StaleWhileRevalidate stale) {
            return "swr " + stale.staleFor().toSeconds();
        }
        if (decision instanceof Decision.StaleIfError stale) {
            return "sie " + stale.staleFor().toSeconds() + " of "
                    + stale.staleFor().plus(stale.remaining()).toSeconds();
        }
        if (decision instanceof Decision.Revalidate stale) {
            return "ask " + stale.staleFor().toSeconds();
        }
        return "gone";
    }

    /** CloudFront's table: what the origin sends, how long it is kept with each kind of minimum. */
    @ParameterizedTest(name = "{0}, Expires {1}: {2} with min {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // with minimum 0, default 50, maximum 100
                "max-age=60                |      | 0  | 60",
                "max-age=600               |      | 0  | 100",
                "s-maxage=60               |      | 0  | 60",
                "s-maxage=60, max-age=5    |      | 0  | 60",
                "s-maxage=600, max-age=5   |      | 0  | 100",
                "                          | 60   | 0  | 60",
                "                          | 600  | 0  | 100",
                "max-age=60                | 5    | 0  | 60",
                "                          |      | 0  | 50",
                "public                    |      | 0  | 50",
                "no-cache                  |      | 0  | 0",
                "max-age=60, no-cache      |      | 0  | 0",
                "max-age=0                 |      | 0  | 0",
                // with minimum 20
                "max-age=60                |      | 20 | 60",
                "max-age=600               |      | 20 | 100",
                "max-age=5                 |      | 20 | 20",
                "s-maxage=5, max-age=60    |      | 20 | 20",
                "                          | 5    | 20 | 20",
                "                          | 60   | 20 | 60",
                "                          | -600 | 20 | 20",
                "                          |      | 20 | 50",
                "                          |      | 70 | 70",
                "no-cache                  |      | 20 | 20",
                "no-store                  |      | 20 | 20",
                "private                   |      | 20 | 20",
                "private, max-age=60       |      | 20 | 20",
            })
    void cloudFrontsTable(String cacheControl, Long expires, long min, long freshFor) {
        StoredAnswer stored = with(
                CacheControl.parse(cacheControl == null ? "" : cacheControl),
                Optional.ofNullable(expires).map(RECEIVED::plusSeconds));

        Terms terms = Freshness.terms(stored, policy(min, 50, 100, 0, 0, false));

        assertThat(Duration.ofMillis(terms.freshFor())).isEqualTo(Duration.ofSeconds(freshFor));
        assertThat(terms.usable()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"no-store", "private", "max-age=60, private=\"x\"", "no-store, max-age=60"})
    void respectedWhereTheMinimumIsZero(String cacheControl) {
        assertThat(word(at(0, saying(cacheControl), policy(0, 50, 100, 60, 60, false))))
                .isEqualTo("gone");
    }

    @Test
    void mustUnderstandExcusesNoStoreForAStatusThatIsUnderstood() {
        StoredAnswer understood = saying("no-store, must-understand, max-age=60");
        StoredAnswer other = new StoredAnswer(
                299,
                understood.control(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                RECEIVED,
                RECEIVED);

        assertThat(word(at(1, understood, RFC))).as("RFC 9111, 5.2.2.3").isEqualTo("fresh 59");
        assertThat(word(at(1, other, RFC))).isEqualTo("gone");
    }

    @ParameterizedTest(name = "{0} after {1} s: {2} ({3})")
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60                                   | 0    | fresh 60    | RFC 9111, 4.2",
                "max-age=60                                   | 59   | fresh 1     | 4.2",
                "max-age=60                                   | 60   | swr 0       | 4.2: fresh while the lifetime is greater",
                "max-age=60                                   | 69   | swr 9       | the policy's window",
                "max-age=60                                   | 70   | sie 10 of 20 | the policy's window",
                "max-age=60                                   | 80   | ask 20      | 4.2.4",
                "max-age=60, stale-while-revalidate=5         | 64   | swr 4       | RFC 5861, 3",
                "max-age=60, stale-while-revalidate=5         | 65   | sie 5 of 20 | RFC 5861, 3: the header wins",
                "max-age=60, stale-while-revalidate=0         | 60   | sie 0 of 20 | RFC 5861, 3: the header wins",
                "max-age=60, stale-if-error=100               | 159  | sie 99 of 100 | RFC 5861, 4",
                "max-age=60, stale-if-error=0                 | 69   | swr 9       | RFC 5861, 4",
                "max-age=60, stale-if-error=0                 | 70   | ask 10      | CloudFront: 0 switches it off",
                "max-age=60, stale-if-error=x                 | 70   | ask 10      | no number is 0",
                "max-age=60, must-revalidate                  | 60   | ask 0       | RFC 9111, 5.2.2.2",
                "max-age=60, proxy-revalidate                 | 60   | ask 0       | 5.2.2.8",
                "s-maxage=60                                  | 59   | fresh 1     | 5.2.2.10",
                "s-maxage=60                                  | 60   | ask 0       | 5.2.2.10: implies proxy-revalidate",
                "s-maxage=60, stale-if-error=100              | 60   | ask 0       | 4.2.4",
                "max-age=60, must-revalidate, stale-while-revalidate=9 | 60 | ask 0 | 4.2.4",
                "no-cache, max-age=60                         | 0    | ask 0       | 5.2.2.4",
                "no-cache, stale-if-error=100                 | 1    | ask 1       | 4.2.4",
                "max-age=0                                    | 0    | swr 0       | it never was fresh",
                "max-age=99999999999                          | 2147483647 | fresh 1 | 1.2.2",
                "max-age=99999999999                          | 2147483648 | swr 0   | 1.2.2",
                "max-age=60                                   | -59  | fresh 60    | a clock a little behind",
                "max-age=60                                   | -61  | sie 0 of 20 | a clock set back: its age is unknown",
            })
    void overTime(String cacheControl, long second, String expected, String section) {
        FreshnessPolicy policy = policy(0, 0, 1L << 32, 10, 20, false);

        assertThat(word(at(second, saying(cacheControl), policy))).as(section).isEqualTo(expected);
    }

    @ParameterizedTest(name = "Date {0}, Age {1}, asked {2}: {3} of 100 left ({4})")
    @CsvSource(
            delimiter = '|',
            value = {
                "    |            | 0   | 100  | RFC 9111, 4.2.3",
                "-30 |            | 0   | 70   | 4.2.3: apparent_age",
                "30  |            | 0   | 100  | 4.2.3: never below 0",
                "    | 30         | 0   | 70   | 4.2.3: age_value",
                "    | 30         | -5  | 65   | 4.2.3: response_delay",
                "-50 | 30         | -5  | 50   | 4.2.3: the greater of the two",
                "    | 100        | 0   | 0    | 4.2.3",
                "    | 99999999999| 0   | 0    | 1.2.2",
                "-99999999999 |   | 0   | 0    | a date before all calendars",
                "    |            | 5   | 100  | asked after it came: a clock that was set back",
            })
    void age(Long date, String age, long asked, long left, String section) {
        StoredAnswer stored = new StoredAnswer(
                200,
                CacheControl.parse("max-age=100"),
                Optional.empty(),
                Optional.ofNullable(date).map(RECEIVED::plusSeconds),
                age == null ? OptionalLong.empty() : StoredAnswer.age(age),
                Optional.empty(),
                RECEIVED.plusSeconds(asked),
                RECEIVED);

        assertThat(Math.max(0, Freshness.terms(stored, RFC).freshFor()))
                .as(section)
                .isEqualTo(left * 1000);
    }

    @Test
    void ageGrows() {
        StoredAnswer stored = new StoredAnswer(
                200,
                CacheControl.parse("max-age=100"),
                Optional.empty(),
                Optional.of(RECEIVED.minusSeconds(10)),
                OptionalLong.of(7),
                Optional.empty(),
                RECEIVED,
                RECEIVED);

        assertThat(Freshness.terms(stored, RFC).age(RECEIVED.plusSeconds(5)))
                .as("RFC 9111, 4.2.3: current_age")
                .isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest(name = "Age: {0} -> {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {"5 | 5", "5, 7 | 5", "007 | 7", "-5 | none", "abc | none", "5.0 | none", "'' | none"})
    void ageField(String value, Long seconds) {
        assertThat(StoredAnswer.age(value))
                .as("RFC 9111, 5.1: the first member, and nothing if that is none")
                .isEqualTo(seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds));
    }

    @ParameterizedTest(name = "Expires: {0} -> fresh for {1} s ({2})")
    @CsvSource(
            delimiter = '|',
            value = {
                "Wed, 25 Nov 2026 12:01:00 GMT   | 60  | RFC 9111, 5.3",
                "Wednesday, 25-Nov-26 12:01:00 GMT | 60 | RFC 9110, 5.6.7",
                "Wed Nov 25 12:01:00 2026        | 60  | RFC 9110, 5.6.7",
                "Wed, 25 Nov 2026 12:00:00 GMT   | 0   | 4.2: equal is not fresh",
                "Thu, 01 Jan 1970 00:00:00 GMT   | 0   | 5.3: in the past",
                "0                               | 0   | 5.3: no date is in the past",
                "-1                              | 0   | 5.3: no date is in the past",
                "tomorrow                        | 0   | 5.3: no date is in the past",
                "Wed, 25 Nov 2026 12:01:00 GMT, Wed, 25 Nov 2026 12:09:00 GMT | 0 | 4.2.1: two are stale",
                "Fri, 31 Dec 9999 23:59:59 GMT   | 1000000 | the maximum",
            })
    void expires(String value, long seconds, String section) {
        StoredAnswer stored = with(CacheControl.NONE, Optional.of(StoredAnswer.expires(value, RECEIVED)));

        assertThat(Freshness.terms(stored, policy(0, 5, 1_000_000, 0, 0, false)).freshFor())
                .as(section)
                .isEqualTo(seconds * 1000);
    }

    @Test
    void expiresIsComparedWithTheOriginsOwnClock() {
        StoredAnswer ahead = new StoredAnswer(
                200,
                CacheControl.NONE,
                Optional.of(RECEIVED.plusSeconds(4000)),
                Optional.of(RECEIVED.plusSeconds(3600)),
                OptionalLong.empty(),
                Optional.empty(),
                RECEIVED,
                RECEIVED);

        assertThat(Freshness.terms(ahead, RFC).freshFor())
                .as("RFC 9111, 4.2.1: Expires less Date")
                .isEqualTo(400_000);
    }

    @Test
    void targetedFieldTakesThePlaceOfExpires() {
        CacheControl targeted = CacheControl.ofResponse(List.of("must-revalidate"), Optional.of("max-age=60"));
        StoredAnswer stored = with(targeted, Optional.of(RECEIVED.plusSeconds(60)));

        assertThat(Freshness.terms(stored, RFC).freshFor()).as("RFC 9213, 2.2").isZero();
    }

    @ParameterizedTest(name = "{0} with status {1}: {2} s")
    @CsvSource(
            delimiter = '|',
            value = {
                "        | 200 | 100 | RFC 9111, 4.2.2: a tenth",
                "        | 404 | 100 | RFC 9110, 15.1",
                "        | 302 | 7   | RFC 9110, 15.1: not of this status",
                "public  | 302 | 100 | RFC 9111, 4.2.2: but if it is public",
                "max-age=5 | 200 | 5 | 4.2.2: only where nothing is said",
            })
    void heuristics(String cacheControl, int status, long seconds, String section) {
        FreshnessPolicy heuristic = new FreshnessPolicy(
                Duration.ZERO,
                Duration.ofSeconds(7),
                Duration.ofDays(365),
                Duration.ZERO,
                Duration.ZERO,
                Optional.of(new FreshnessPolicy.Heuristic(0.1, Duration.ofSeconds(500))),
                false);
        StoredAnswer stored = new StoredAnswer(
                status,
                CacheControl.parse(cacheControl == null ? "" : cacheControl),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(RECEIVED.minusSeconds(1000)),
                RECEIVED,
                RECEIVED);

        assertThat(Freshness.terms(stored, heuristic).freshFor()).as(section).isEqualTo(seconds * 1000);
    }

    @ParameterizedTest(name = "request {0} after {1} s: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | 10  | fresh 50   | no directive",
                "no-cache          | 10  | ask 0      | RFC 9111, 5.2.1.4",
                "max-age=10        | 10  | fresh 50   | 5.2.1.1",
                "max-age=9         | 10  | ask 0      | 5.2.1.1",
                "max-age=x         | 10  | ask 0      | no number is 0",
                "min-fresh=50      | 10  | fresh 50   | 5.2.1.3",
                "min-fresh=51      | 10  | ask 0      | 5.2.1.3",
                "max-stale         | 100 | swr 40     | 5.2.1.2: any age",
                "max-stale=40      | 100 | swr 40     | 5.2.1.2",
                "max-stale=39      | 100 | ask 40     | 5.2.1.2",
                "stale-if-error=50 | 100 | sie 40 of 50 | RFC 5861, 4",
                "stale-if-error=40 | 100 | ask 40     | RFC 5861, 4",
            })
    void requests(String request, long second, String expected, String section) {
        assertThat(word(at(second, request, saying("max-age=60"), RFC)))
                .as(section)
                .isEqualTo(expected);
    }

    @Test
    void requestsCannotLoosenWhatTheAnswerForbids() {
        StoredAnswer stored = saying("max-age=60, must-revalidate");

        assertThat(word(at(70, "max-stale=99, stale-if-error=99", stored, RFC))).isEqualTo("ask 10");
    }

    @Test
    void anAnswerThatIsStillFreshOutlivesAnErrorSomebodyInsistedOn() {
        FreshnessPolicy policy = policy(0, 0, 1000, 0, 20, true);

        assertThat(word(at(10, "no-cache", saying("max-age=60"), policy))).isEqualTo("sie 0 of 20");
    }

    @Test
    void requestsAreIgnoredUnlessThePolicyObeysThem() {
        FreshnessPolicy cloudFronts = policy(0, 0, 1000, 0, 0, false);

        assertThat(word(at(10, "no-cache, max-age=0", saying("max-age=60"), cloudFronts)))
                .isEqualTo("fresh 50");
    }

    @Property
    void whatIsFreshLaterWasFreshEarlier(
            @ForAll("answers") StoredAnswer stored,
            @ForAll("policies") FreshnessPolicy policy,
            @ForAll("seconds") long earlier,
            @ForAll("seconds") long between) {
        Instant first = stored.received().plusSeconds(Math.abs(earlier % 1_000_000));
        Instant second = first.plusSeconds(Math.abs(between % 1_000_000));
        Terms terms = Freshness.terms(stored, policy);

        if (terms.at(second) instanceof Decision.Fresh later) {
            assertThat(terms.at(first))
                    .isInstanceOfSatisfying(
                            Decision.Fresh.class,
                            sooner -> assertThat(sooner.remaining()).isGreaterThanOrEqualTo(later.remaining()));
        }
    }

    @Property
    void neverThrowsAndAgreesWithItself(
            @ForAll("answers") StoredAnswer stored,
            @ForAll("policies") FreshnessPolicy policy,
            @ForAll("instants") Instant now,
            @ForAll("directives") String request) {
        Decision decision = Freshness.decide(now, CacheControl.parse(request), stored, policy);
        Terms terms = Freshness.terms(stored, policy);

        assertThat(decision).isNotNull();
        assertThat(terms.at(now) instanceof Decision.Fresh).isEqualTo(terms.freshAt(Freshness.millis(now)));
        assertThat(terms.age(now)).isGreaterThanOrEqualTo(Duration.ZERO);
        if (!terms.staleAllowed()) {
            assertThat(terms.at(now))
                    .isNotInstanceOfAny(Decision.StaleWhileRevalidate.class, Decision.StaleIfError.class);
        }
    }

    @Property
    void staysWithinTheTtls(@ForAll("answers") StoredAnswer stored, @ForAll("policies") FreshnessPolicy policy) {
        assertThat(Duration.ofMillis(Math.max(0, Freshness.terms(stored, policy).freshFor())))
                .isBetween(policy.minTtl(), policy.maxTtl());
    }

    @Provide
    static Arbitrary<Long> seconds() {
        return Arbitraries.longs();
    }

    @Provide
    static Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-100_000, 100_000).map(RECEIVED::plusSeconds),
                Arbitraries.of(Instant.MIN, Instant.MAX, Instant.EPOCH),
                Arbitraries.longs()
                        .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
                        .map(Instant::ofEpochSecond));
    }

    @Provide
    static Arbitrary<String> directives() {
        Arbitrary<String> directive = Combinators.combine(
                        Arbitraries.of(
                                "max-age",
                                "s-maxage",
                                "no-cache",
                                "no-store",
                                "private",
                                "must-revalidate",
                                "stale-while-revalidate",
                                "stale-if-error",
                                "max-stale",
                                "min-fresh",
                                "must-understand",
                                "x"),
                        Arbitraries.of("", "=0", "=5", "=60", "=100000", "=99999999999", "=-1", "=\"7\"", "=x"))
                .as((name, argument) -> name + argument);
        return directive.list().ofMaxSize(4).map(list -> String.join(", ", list));
    }

    @Provide
    static Arbitrary<StoredAnswer> answers() {
        return Combinators.combine(
                        Arbitraries.of(200, 204, 302, 404, 500),
                        directives(),
                        instants().optional(),
                        instants().optional(),
                        Arbitraries.longs().optional(),
                        instants().optional(),
                        instants(),
                        instants())
                .as((status, control, expires, date, age, modified, asked, received) -> new StoredAnswer(
                        status,
                        CacheControl.parse(control),
                        expires,
                        date,
                        age.map(OptionalLong::of).orElse(OptionalLong.empty()),
                        modified,
                        asked,
                        // Room for the property that adds seconds to it.
                        received.isAfter(RECEIVED) ? RECEIVED : received));
    }

    @Provide
    static Arbitrary<FreshnessPolicy> policies() {
        Arbitrary<Duration> durations =
                Arbitraries.of(0L, 1L, 60L, 86_400L, 31_536_000L, 1L << 40).map(Duration::ofSeconds);
        return Combinators.combine(durations, durations, durations, durations, durations, Arbitraries.of(true, false))
                .as((min, otherwise, max, swr, sie, obeys) -> new FreshnessPolicy(
                        min.compareTo(max) < 0 ? min : max,
                        otherwise,
                        max,
                        swr,
                        sie,
                        obeys ? Optional.of(new FreshnessPolicy.Heuristic(0.1, max)) : Optional.empty(),
                        obeys));
    }
}
