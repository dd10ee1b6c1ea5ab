package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.model.Rendition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.ehcache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The file's expiry, seen from one of our tiers. A damaged entry has no life left.
 *
 * <p>In the heap an entry must not live longer than it would have below: one that comes up after 20 of its 30 days has
 * 10 left, not 30. Where the policy counts from the last access (time to idle), the access that brought it up counts.
 */
final class Life implements ExpiryPolicy<CacheKey, StoredRendition> {
    private final ExpiryPolicy<? super CacheKey, ? super Rendition> policy;
    private final InstantSource clock;

    Life(ExpiryPolicy<? super CacheKey, ? super Rendition> policy, InstantSource clock) {
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Duration getExpiryForCreation(CacheKey key, StoredRendition value) {
        if (!(value instanceof StoredRendition.Intact intact)) {
            return Duration.ZERO;
        }
        Duration idle = policy.getExpiryForAccess(key, intact::rendition);
        if (idle != null) {
            return idle;
        }
        Duration whole = policy.getExpiryForCreation(key, intact.rendition());
        return whole == null || whole.compareTo(ExpiryPolicy.INFINITE) >= 0
                ? ExpiryPolicy.INFINITE
                : rest(whole, intact);
    }

    @Override
    public @Nullable Duration getExpiryForAccess(CacheKey key, Supplier<? extends StoredRendition> value) {
        return policy.getExpiryForAccess(key, () -> rendition(value.get()));
    }

    @Override
    public @Nullable Duration getExpiryForUpdate(
            CacheKey key, Supplier<? extends StoredRendition> before, StoredRendition value) {
        return getExpiryForCreation(key, value);
    }

    private Duration rest(Duration whole, StoredRendition.Intact intact) {
        Duration age = Duration.ofMillis(Math.max(0, clock.millis() - intact.storedAt()));
        Duration rest = whole.minus(age);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private static Rendition rendition(StoredRendition stored) {
        if (stored instanceof StoredRendition.Intact intact) {
            return intact.rendition();
        }
        throw new IllegalStateException("a damaged rendition has no expiry of its own");
    }
}
