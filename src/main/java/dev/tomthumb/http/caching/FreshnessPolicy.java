package dev.tomthumb.http.caching;

import java.time.Duration;
import java.util.Optional;

/**
 * What an operator decides about freshness. None of the durations is negative.
 *
 * @param minTtl an answer is used at least so long, whatever its origin says (CloudFront's minimum TTL)
 * @param defaultTtl how long if its origin says nothing
 * @param maxTtl at most so long
 * @param staleWhileRevalidate how long after its end an answer may be sent while it is asked about, where the origin
 *     does not say (RFC 5861, section 3)
 * @param staleIfError how long after its end an answer may be sent if the origin fails, where the origin does not say
 *     (RFC 5861, section 4)
 * @param heuristic how long an answer of which the origin says nothing but when it changed last is used
 * @param obeysRequests whether the directives of requests count. CloudFront ignores them: else anybody could have every
 *     cached answer fetched anew
 */
public record FreshnessPolicy(
        Duration minTtl,
        Duration defaultTtl,
        Duration maxTtl,
        Duration staleWhileRevalidate,
        Duration staleIfError,
        Optional<Heuristic> heuristic,
        boolean obeysRequests) {

    /** @throws IllegalArgumentException for negative durations, or a minimum above the maximum */
    public FreshnessPolicy {
        boolean negative = minTtl.isNegative()
                || defaultTtl.isNegative()
                || maxTtl.isNegative()
                || staleWhileRevalidate.isNegative()
                || staleIfError.isNegative();
        if (negative || minTtl.compareTo(maxTtl) > 0) {
            throw new IllegalArgumentException("TTLs are not negative, and the minimum is not above the maximum");
        }
    }

    /**
     * RFC 9111, section 4.2.2.
     *
     * @param fraction of the time since the last change, customarily 0.1
     * @param most however long ago that was
     */
    public record Heuristic(double fraction, Duration most) {}
}
