package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.disk.ehcache.DiskTierConfiguration;
import dev.tomthumb.model.Rendition;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.ehcache.config.SizedResourcePool;
import org.ehcache.expiry.ExpiryPolicy;

/**
 * What an operator's {@code ehcache.xml} asks of one cache.
 *
 * @param alias the cache's name in the file
 * @param heapEntries how many renditions the heap keeps, at least 1
 * @param offheap memory outside the heap, in bytes
 * @param disk space on disk, in bytes
 * @param diskSettings what is asked of the disk beside its size
 * @param expiry how long a rendition lives
 * @param ignored what the file says that has no effect, one sentence each
 */
record CacheShape(
        String alias,
        long heapEntries,
        Optional<SizedResourcePool> offheap,
        Optional<SizedResourcePool> disk,
        DiskTierConfiguration diskSettings,
        ExpiryPolicy<? super CacheKey, ? super Rendition> expiry,
        List<String> ignored) {
    CacheShape {
        ignored = List.copyOf(ignored);
    }

    /** The same, with what the heap answers for counting as used on disk. */
    CacheShape withUseAbove(IntUnaryOperator use) {
        return new CacheShape(alias, heapEntries, offheap, disk, diskSettings.withUseAbove(use), expiry, ignored);
    }

    /** Whether anything lies below the heap. */
    boolean deep() {
        return offheap.isPresent() || disk.isPresent();
    }
}
