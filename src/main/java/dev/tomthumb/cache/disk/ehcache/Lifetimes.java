package dev.tomthumb.cache.disk.ehcache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.ehcache.core.config.ExpiryUtils;
import org.ehcache.core.spi.store.Store.ValueHolder;
import org.ehcache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Until when entries live, by a cache's policy: milliseconds of the epoch, {@link ValueHolder#NO_EXPIRE}, or empty for an
 * entry that does not live at all. A policy that throws lets nothing live, as in Ehcache's own tiers.
 */
final class Lifetimes<K, V> {
    private static final Logger LOG = System.getLogger(Lifetimes.class.getName());

    private final ExpiryPolicy<? super K, ? super V> policy;

    Lifetimes(ExpiryPolicy<? super K, ? super V> policy) {
        this.policy = policy;
    }

    OptionalLong ofNew(K key, V value, long now) {
        return until(ExpiryUtils.getExpiryForCreation(key, value, policy), now);
    }

    /**
     * Of a value that takes the place of another.
     *
     * @param old read only if the policy asks for it
     * @throws VanishedException if {@code old} does
     */
    OptionalLong ofUpdate(K key, Supplier<DiskValueHolder<V>> old, V value, long now) {
        if (policy == ExpiryPolicy.NO_EXPIRY) {
            return OptionalLong.of(ValueHolder.NO_EXPIRE);
        }
        @Nullable Duration duration;
        try {
            duration = policy.getExpiryForUpdate(key, () -> old.get().get(), value);
        } catch (VanishedException gone) {
            throw gone;
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "The expiry policy failed; the entry expires at once", failure);
            return OptionalLong.empty();
        }
        return duration == null ? OptionalLong.of(old.get().expirationTime()) : until(duration, now);
    }

    /** Of an entry that was used just now. */
    OptionalLong afterAccess(K key, DiskValueHolder<V> entry, long now) {
        if (policy == ExpiryPolicy.NO_EXPIRY) {
            return OptionalLong.of(entry.expirationTime());
        }
        @Nullable Duration duration;
        try {
            duration = policy.getExpiryForAccess(key, entry);
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "The expiry policy failed; the entry expires at once", failure);
            return OptionalLong.empty();
        }
        return duration == null ? OptionalLong.of(entry.expirationTime()) : until(duration, now);
    }

    private static OptionalLong until(Duration duration, long now) {
        if (ExpiryUtils.isExpiryDurationInfinite(duration)) {
            return OptionalLong.of(ValueHolder.NO_EXPIRE);
        }
        return duration.isZero() || duration.isNegative()
                ? OptionalLong.empty()
                : OptionalLong.of(ExpiryUtils.getExpirationMillis(now, duration));
    }

    /** The old value went, or cannot be read, after it had been found to be there. */
    static final class VanishedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        VanishedException() {
            super("the old value is gone", null, false, false);
        }
    }
}
