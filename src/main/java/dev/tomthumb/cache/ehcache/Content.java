package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.disk.ehcache.LabelExtractor;
import java.util.function.Supplier;
import org.ehcache.expiry.ExpiryPolicy;
import org.ehcache.spi.serialization.Serializer;

/**
 * What a cache keeps, as far as the tiers must know it.
 *
 * @param alias the cache's name in {@code ehcache.xml}, in statistics and on disk
 * @param things what its values are called in log lines, as at the beginning of a sentence
 * @param withoutDisk where they are kept while the disk does not serve
 * @param type of the values
 * @param serializer makes one for each tier
 * @param labels what the disk tier can purge a value by
 * @param meaning whether a value is declared old, for tiers without labels
 * @param expiry how long a value lives
 */
record Content<V>(
        String alias,
        String things,
        String withoutDisk,
        Class<V> type,
        Supplier<Serializer<V>> serializer,
        LabelExtractor<CacheKey, V> labels,
        Meaning<V> meaning,
        ExpiryPolicy<CacheKey, V> expiry) {
    /** Whether a value is among those that are declared old. */
    @FunctionalInterface
    interface Meaning<V> {
        boolean means(Invalidation what, CacheKey key, V value);
    }
}
