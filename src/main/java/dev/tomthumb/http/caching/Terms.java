package dev.tomthumb.http.caching;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * On which terms a stored answer may be used. All times in milliseconds.
 *
 * @param received when it came in, of the epoch
 * @param initialAge how old it was then
 * @param freshFor for how long after that it is fresh; 0 or less = never
 * @param staleWhileRevalidate for how long after that it may be sent while it is asked about
 * @param staleIfError for how long after that it may be sent if asking fails
 * @param staleAllowed whether it may be sent at all once it is stale and not confirmed
 * @param usable whether it may be in the cache
 */
public record Terms(
        long received,
        long initialAge,
        long freshFor,
        long staleWhileRevalidate,
        long staleIfError,
        boolean staleAllowed,
        boolean usable) {
    /** A clock that was set back by less than this is no reason to doubt the time of receipt. */
    static final long CLOCK_TOLERANCE = 60_000;

    /** Always fresh, for what is named by all that it depends on. */
    public static final Terms FOREVER = new Terms(0, 0, 1L << 52, 0, 0, true, true);

    /** Whether it is fresh: the hit path's question, without making a value of the answer. */
    public boolean freshAt(long nowMillis) {
        return usable && !fromTheFuture(nowMillis) && remaining(nowMillis) > 0;
    }

    /** Whole seconds until it ends to be fresh, rounded down; negative once it has ended. */
    public long remainingSeconds(long nowMillis) {
        return Math.floorDiv(remaining(nowMillis), 1000L);
    }

    private long remaining(long now) {
        return freshFor - resident(now);
    }

    private long resident(long now) {
        return Math.max(0, now - received);
    }

    /** Received later than now: one of the two clocks was wrong, so nobody knows how old it is. */
    private boolean fromTheFuture(long now) {
        return now < received - CLOCK_TOLERANCE;
    }

    /** Its age (RFC 9111, section 4.2.3: current_age). */
    public Duration age(Instant now) {
        return Duration.ofMillis(initialAge + resident(Freshness.millis(now)));
    }

    /** What may be done with it, whoever asks. */
    public Decision at(Instant now) {
        long time = Freshness.millis(now);
        if (!usable) {
            return new Decision.Gone();
        }
        if (fromTheFuture(time)) {
            return afterAsking(0);
        }
        long remaining = remaining(time);
        if (remaining > 0) {
            return new Decision.Fresh(Duration.ofMillis(remaining));
        }
        long stale = -remaining;
        return stale < staleWhileRevalidate
                ? new Decision.StaleWhileRevalidate(Duration.ofMillis(stale))
                : afterAsking(stale);
    }

    private Decision afterAsking(long stale) {
        return stale < staleIfError
                ? new Decision.StaleIfError(Duration.ofMillis(stale), Duration.ofMillis(staleIfError - stale))
                : new Decision.Revalidate(Duration.ofMillis(stale));
    }

    /** What may be done with it for a request with these directives (RFC 9111, section 5.2.1; RFC 5861, section 4). */
    public Decision at(Instant now, CacheControl request) {
        Decision ours = at(now);
        if (ours instanceof Decision.Gone) {
            return ours;
        }
        long remaining = remaining(Freshness.millis(now));
        long stale = Math.max(0, -remaining);
        if (insists(request, now, remaining)) {
            return afterAsking(stale);
        }
        if (ours instanceof Decision.Fresh || ours instanceof Decision.StaleWhileRevalidate || !staleAllowed) {
            return ours;
        }
        if (request.has("max-stale") && stale <= mostStale(request)) {
            return new Decision.StaleWhileRevalidate(Duration.ofMillis(stale));
        }
        long accepted = millis(request.seconds("stale-if-error"));
        return ours instanceof Decision.Revalidate && stale < accepted
                ? new Decision.StaleIfError(Duration.ofMillis(stale), Duration.ofMillis(accepted - stale))
                : ours;
    }

    private boolean insists(CacheControl request, Instant now, long remaining) {
        OptionalLong maxAge = request.seconds("max-age");
        return request.noCache()
                || (maxAge.isPresent() && age(now).toMillis() > millis(maxAge))
                || (request.has("min-fresh") && remaining < millis(request.seconds("min-fresh")));
    }

    /** {@code max-stale} without a number takes any age (section 5.2.1.2). */
    private static long mostStale(CacheControl request) {
        boolean any =
                request.directives().getOrDefault("max-stale", Optional.empty()).isEmpty();
        return any ? Long.MAX_VALUE : millis(request.seconds("max-stale"));
    }

    private static long millis(OptionalLong seconds) {
        return seconds.orElse(0) * 1000;
    }
}
