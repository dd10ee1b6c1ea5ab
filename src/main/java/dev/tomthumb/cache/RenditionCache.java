package dev.tomthumb.cache;

import dev.tomthumb.model.Rendition;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps renditions. It is allowed to forget anything at any time and must never return a rendition that is not, byte
 * for byte, what was put under that key.
 *
 * <p>No method throws because of the cache's own condition (full, damaged, closed): a failing lookup is a miss, a
 * failing store is dropped; both are announced to {@code ImageEvents.cacheFailed}.
 */
public interface RenditionCache extends AutoCloseable {
    Optional<Rendition> get(CacheKey key);

    /** {@link #put(CacheKey, Rendition, long)} of what has been made just now. */
    default void put(CacheKey key, Rendition rendition) {
        put(key, rendition, stamp());
    }

    /**
     * Keeps a rendition, unless it has been {@linkplain #invalidate declared old} while it was made.
     *
     * @param stamp taken before its original was asked for
     */
    void put(CacheKey key, Rendition rendition, long stamp);

    /** To be taken before an original is asked for. */
    long stamp();

    void remove(CacheKey key);

    /**
     * Forgets renditions at once and for good: also those that are being made meanwhile, and also over a restart or a
     * crash.
     *
     * @return how many were found in the tier that has the most
     */
    long invalidate(Invalidation what);

    /**
     * Forgets those renditions of an original that are asked for least, until so many are left.
     *
     * @param original its reference, as in {@link Invalidation.OfOriginal}
     * @param most how many may stay
     * @return how many there were; 0 of a cache that cannot tell
     */
    default int thin(String original, int most) {
        return 0;
    }

    /** Forgets everything. */
    default void clear() {
        invalidate(new Invalidation.Everything());
    }

    /** One line for operators: which tiers serve, from where, or why only the heap does. */
    String describe();

    /** Why not every configured tier serves, a sentence for operators; empty while all do. */
    default Optional<String> lack() {
        return Optional.empty();
    }

    /**
     * Statistics per tier ({@code heap}, {@code offheap}, {@code disk}) and for the whole cache ({@code cache}), by
     * their metric names ({@code hits}, {@code misses}, {@code puts}, {@code evictions}, {@code expirations},
     * {@code mappings}, {@code allocated_bytes}, {@code occupied_bytes}; of the disk also those of {@code
     * docs/metrics.md}); what a tier does not know is left out.
     */
    Map<String, Map<String, Long>> statistics();

    /** Ends the cache; what is on disk stays for the next start. */
    @Override
    void close();
}
