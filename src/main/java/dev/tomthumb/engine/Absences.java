package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What the cache has just been asked for in vain. A request that misses is about to ask again, on the thread that makes the
 * rendition and before it shares another one's work; the same answer again would count as a miss of its own in each tier.
 *
 * <p>An absence is known until anything is put under that key or a few others. Another node's rendition in a tier that nodes
 * share is overlooked meanwhile, and found by whoever is about to make it. Safe for all threads; a fixed number of places.
 */
final class Absences {
    /** A power of two. */
    private static final int PLACES = 1024;

    private final AtomicLongArray puts = new AtomicLongArray(PLACES);
    private final AtomicReferenceArray<@Nullable Absence> lately = new AtomicReferenceArray<>(PLACES);

    /** @param puts how many there had been under such keys before the cache was asked */
    private record Absence(CacheKey key, long puts) {}

    /** To be taken before the cache is asked. */
    long before(CacheKey key) {
        return puts.get(place(key));
    }

    /** The cache had nothing under this key. */
    void note(CacheKey key, long before) {
        lately.set(place(key), new Absence(key, before));
    }

    /** Something has been put under this key. */
    void end(CacheKey key) {
        puts.incrementAndGet(place(key));
    }

    /** Whether there was nothing under this key, and can be nothing by now. */
    boolean isKnown(CacheKey key) {
        int place = place(key);
        Absence last = lately.get(place);
        return last != null && last.key().equals(key) && last.puts() == puts.get(place);
    }

    private static int place(CacheKey key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & PLACES - 1;
    }
}
