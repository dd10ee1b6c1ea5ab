package dev.tomthumb.http.caching;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Whether an answer in a shared cache may be used again: by RFC 9111, sections 4.2 and 5.2, RFC 5861, and CloudFront's
 * table of TTLs, which decides what applies between a minimum and a maximum.
 *
 * <p>{@link #decide} is the whole function. Its first half, {@link #terms}, does not depend on the time and is worked
 * out once for each stored answer; the second, {@link Terms#at}, is a few additions.
 *
 * <p>Times far outside of any calendar are brought back to about the year 140,000; nothing overflows, nothing throws.
 */
public final class Freshness {
    /** Where times end. Two of them can be added and subtracted. */
    private static final long FARTHEST_MILLIS = 1L << 52;

    /** RFC 9110, section 15.1. */
    private static final Set<Integer> HEURISTICALLY_CACHEABLE =
            Set.of(200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501);

    private static final Set<Integer> OTHERS_UNDERSTOOD = Set.of(302, 303, 307);

    private Freshness() {}

    /**
     * What may be done with a stored answer now.
     *
     * @param request the asker's directives; only looked at if the policy obeys them
     */
    public static Decision decide(Instant now, CacheControl request, StoredAnswer stored, FreshnessPolicy policy) {
        Terms terms = terms(stored, policy);
        return policy.obeysRequests() ? terms.at(now, request) : terms.at(now);
    }

    /** On which terms an answer may be used, whenever that is asked. */
    public static Terms terms(StoredAnswer stored, FreshnessPolicy policy) {
        CacheControl control = stored.control();
        boolean notStored = (control.noStore() && !excused(stored)) || control.isPrivate();
        boolean guarded = notStored || control.noCache();
        boolean staleAllowed = !control.forbidsStale();
        long min = millis(policy.minTtl());
        long age = initialAge(stored);
        long freshFor;
        if (guarded) {
            // CloudFront: respected where the minimum is 0, else kept for the minimum.
            freshFor = min;
        } else {
            long own = Math.min(millis(policy.maxTtl()), ownLifetime(stored, policy, age));
            // What came in stale has been so for a while: its windows began then.
            freshFor = min > 0 ? Math.max(min, own) : own;
        }
        return new Terms(
                millis(stored.received()),
                age,
                freshFor,
                staleAllowed ? window(control, "stale-while-revalidate", policy.staleWhileRevalidate()) : 0,
                staleAllowed ? window(control, "stale-if-error", policy.staleIfError()) : 0,
                staleAllowed,
                !notStored || min > 0);
    }

    /** {@code must-understand} takes {@code no-store} back for a status whose caching rules are known (5.2.2.3). */
    private static boolean excused(StoredAnswer stored) {
        return stored.control().mustUnderstand()
                && (HEURISTICALLY_CACHEABLE.contains(stored.status()) || OTHERS_UNDERSTOOD.contains(stored.status()));
    }

    /**
     * Milliseconds from receipt (RFC 9111, section 4.2.1): {@code s-maxage}, {@code max-age}, {@code Expires} less
     * {@code Date}, a heuristic, the policy's word. What the origin has said counts from when it was said, the policy's
     * word from receipt.
     */
    private static long ownLifetime(StoredAnswer stored, FreshnessPolicy policy, long age) {
        CacheControl control = stored.control();
        OptionalLong seconds = control.has("s-maxage") ? control.seconds("s-maxage") : control.seconds("max-age");
        if (seconds.isPresent()) {
            return seconds.getAsLong() * 1000 - age;
        }
        if (stored.expires().isPresent() && !control.targeted()) {
            return Math.max(0, millis(stored.expires().get()) - date(stored)) - age;
        }
        if (policy.heuristic().isPresent() && heuristicsApply(stored)) {
            FreshnessPolicy.Heuristic rule = policy.heuristic().get();
            long unchanged =
                    Math.max(0, date(stored) - millis(stored.lastModified().orElseThrow()));
            return Math.min((long) (unchanged * rule.fraction()), millis(rule.most())) - age;
        }
        return millis(policy.defaultTtl());
    }

    private static boolean heuristicsApply(StoredAnswer stored) {
        return stored.lastModified().isPresent()
                && (HEURISTICALLY_CACHEABLE.contains(stored.status())
                        || stored.control().isPublic());
    }

    /** How old an answer was when it came in, in milliseconds (RFC 9111, section 4.2.3: corrected_initial_age). */
    private static long initialAge(StoredAnswer stored) {
        long received = millis(stored.received());
        long apparent = Math.max(0, received - date(stored));
        long delay = Math.max(0, received - millis(stored.asked()));
        long said = Math.max(0, Math.min(stored.age().orElse(0), CacheControl.LARGEST_SECONDS)) * 1000;
        return Math.max(apparent, said + delay);
    }

    private static long date(StoredAnswer stored) {
        return millis(stored.date().orElse(stored.received()));
    }

    private static long window(CacheControl control, String directive, Duration otherwise) {
        OptionalLong said = control.seconds(directive);
        return said.isPresent() ? said.getAsLong() * 1000 : millis(otherwise);
    }

    static long millis(Instant time) {
        long seconds = Math.max(-FARTHEST_MILLIS / 1000, Math.min(FARTHEST_MILLIS / 1000, time.getEpochSecond()));
        return seconds * 1000 + time.getNano() / 1_000_000;
    }

    private static long millis(Duration duration) {
        return Math.min(duration.toSeconds(), FARTHEST_MILLIS / 1000) * 1000 + duration.toMillisPart();
    }
}
