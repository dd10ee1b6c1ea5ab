package dev.tomthumb.cache;

import java.util.Map;
import java.util.Optional;

/**
 * Keeps originals as they were fetched. It may forget anything at any time and never returns anything but what was put
 * under that key; whether that is still what the origin has is for others to know.
 *
 * <p>No method throws because of the cache's own condition: see {@link RenditionCache}.
 */
public interface OriginalCache extends AutoCloseable {
    /** @param key whose text is nothing but the original's reference */
    Optional<KeptOriginal> get(CacheKey key);

    /**
     * Keeps an original, unless it has been {@linkplain #invalidate declared old} while it was fetched.
     *
     * @param stamp taken before it was asked for
     */
    void put(CacheKey key, KeptOriginal original, long stamp);

    /** To be taken before an original is asked for. */
    long stamp();

    void remove(CacheKey key);

    /**
     * Forgets originals at once and for good: also those that are being fetched meanwhile, and also over a restart or a
     * crash.
     *
     * @return how many were found
     */
    long invalidate(Invalidation what);

    /** One line for operators: which tiers serve, and from where. */
    String describe();

    /** Why not every configured tier serves, a sentence for operators; empty while all do. */
    default Optional<String> lack() {
        return Optional.empty();
    }

    /** As {@link RenditionCache#statistics()}; its tiers are called {@code originals} and {@code originals_disk}. */
    Map<String, Map<String, Long>> statistics();

    /** Ends the cache; what is on disk stays for the next start. */
    @Override
    void close();
}
