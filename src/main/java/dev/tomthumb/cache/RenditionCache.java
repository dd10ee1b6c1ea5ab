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

    void put(CacheKey key, Rendition rendition);

    void remove(CacheKey key);

    void clear();

    /** One line for operators: which tiers serve, from where, or why only the heap does. */
    String describe();

    /** Why not every configured tier serves, a sentence for operators; empty while all do. */
    default Optional<String> lack() {
        return Optional.empty();
    }

    /**
     * Statistics per tier ({@code heap}, {@code offheap}, {@code disk}) and for the whole cache ({@code cache}), by
     * their metric names ({@code hits}, {@code misses}, {@code puts}, {@code evictions}, {@code expirations},
     * {@code mappings}, {@code allocated_bytes}, {@code occupied_bytes}); what a tier does not know is left out.
     */
    Map<String, Map<String, Long>> statistics();

    /** Ends the cache; what is on disk stays for the next start. */
    @Override
    void close();
}
