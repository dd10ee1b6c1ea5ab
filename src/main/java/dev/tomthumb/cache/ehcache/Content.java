package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.disk.ehcache.LabelExtractor;
import java.util.Collection;
import java.util.function.Function;
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
 * @param tags what a value carries, for tiers without labels
 * @param expiry how long a value lives
 */
record Content<V>(
        String alias,
        String things,
        String withoutDisk,
        Class<V> type,
        Supplier<Serializer<V>> serializer,
        LabelExtractor<CacheKey, V> labels,
        Function<V, Collection<String>> tags,
        ExpiryPolicy<CacheKey, V> expiry) {}
