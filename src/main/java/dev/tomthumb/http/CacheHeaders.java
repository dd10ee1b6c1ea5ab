package dev.tomthumb.http;

import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * How long others may keep a response (RFC 9111). {@code Expires} is never sent: {@code max-age} overrules it in every
 * cache there is.
 *
 * @param cacheControl the field value of {@code Cache-Control}
 * @param age what {@code Age} says in seconds; empty = the response counts as made now
 */
public record CacheHeaders(String cacheControl, OptionalLong age) {
    /** However it is configured: nobody remembers a refusal longer than this. */
    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(60);

    /** Ten years: as long as any setting allows. */
    private static final Duration LONGEST = Duration.ofDays(3650);
    /** Printable ASCII, and no more of it than anybody means. */
    private static final Pattern HANDED_ON = Pattern.compile("[\\x20-\\x7e]{1,256}");

    /** Ask every time; a 304 costs next to nothing. */
    private static final String NO_CACHE = "no-cache";

    /**
     * For a rendition.
     *
     * <ul>
     *   <li>Private: {@code private, no-cache}. The browser may keep the picture but asks before each use, so that the
     *       login in front of it is asked as well: with a {@code max-age} a picture would stay visible after logout.
     *   <li>A URL that ends caps the lifetime, which is then counted from now and carries no {@code Age}: a cache that
     *       does not look at {@code Age} would show it past its end.
     *   <li>A rendition that has outlived {@code ttl} in our own cache is confirmed anew by being sent; we are its
     *       origin. Age is therefore counted from the last multiple of {@code ttl} since it was made, or every browser
     *       would receive a response that is stale already and come back for it each time.
     * </ul>
     *
     * @param ttl the dialect's lifetime; zero = {@code no-cache}
     * @param expires when the URL ends
     * @param madeAt when the rendition was made; empty when that was for this very request
     */
    public static CacheHeaders ofRendition(
            Duration ttl, Visibility visibility, Optional<Instant> expires, Optional<Instant> madeAt, Instant now) {
        if (visibility == Visibility.PRIVATE) {
            return new CacheHeaders("private, " + NO_CACHE, OptionalLong.empty());
        }
        long lifetime = lifetime(ttl, expires, now);
        if (lifetime <= 0) {
            return new CacheHeaders(NO_CACHE, OptionalLong.empty());
        }
        OptionalLong age = madeAt.isPresent() && expires.isEmpty()
                ? OptionalLong.of(Math.max(0, seconds(madeAt.get(), now)) % lifetime)
                : OptionalLong.empty();
        return new CacheHeaders("public, max-age=" + lifetime, age);
    }

    /** From tick to tick: {@code Date}, which is now less the age, would else change between two answers of a second. */
    private static long seconds(Instant from, Instant to) {
        return to.getEpochSecond() - from.getEpochSecond();
    }

    /**
     * For a stand-in: kept for {@code ttl} counted from now, and not beyond the URL's end. It is no answer to the
     * question that was asked, so nobody may keep it as long as one.
     *
     * @param ttl zero = {@code no-cache}
     */
    public static CacheHeaders ofStandIn(Duration ttl, Visibility visibility, Optional<Instant> expires, Instant now) {
        return ofRendition(ttl, visibility, expires, Optional.empty(), now);
    }

    /**
     * What the origin said of the original, handed on: its {@code Cache-Control} as it is, or {@code max-age} by its
     * {@code Expires}. We are asked in the origin's place, so it counts from now.
     *
     * @return empty if the origin said nothing that can be handed on
     */
    public static Optional<CacheHeaders> ofOrigin(Lifetime said, Instant now) {
        return said.cacheControl()
                .filter(value -> HANDED_ON.matcher(value).matches())
                .or(() -> said.expires().map(end -> untilThen(end, now)))
                .map(value -> new CacheHeaders(value, OptionalLong.empty()));
    }

    private static String untilThen(Instant end, Instant now) {
        long seconds = Math.min(Duration.between(now, end).toSeconds(), LONGEST.toSeconds());
        return seconds > 0 ? "public, max-age=" + seconds : NO_CACHE;
    }

    private static long lifetime(Duration ttl, Optional<Instant> expires, Instant now) {
        long seconds = ttl.toSeconds();
        return expires.map(end -> Math.min(seconds, Duration.between(now, end).toSeconds()))
                .orElse(seconds);
    }

    /** For a refusal: not kept at all, or for the few seconds during which the answer would be the same. */
    public static CacheHeaders ofProblem(Problem problem, Visibility visibility) {
        long seconds = Math.min(problem.remembered().toSeconds(), LONGEST_REFUSAL.toSeconds());
        boolean kept = visibility == Visibility.PUBLIC && seconds > 0;
        return new CacheHeaders(kept ? "max-age=" + seconds : "no-store", OptionalLong.empty());
    }
}
