package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.Labels;

/**
 * Tells what an entry can be purged by, besides its key. Named in {@code ehcache.xml} by its class, which then has a public
 * constructor without parameters.
 *
 * <p>Called for every entry that is stored, by many threads at once. An entry whose extractor throws is not stored: no purge
 * would find it.
 *
 * @param <K> the cache's keys
 * @param <V> the cache's values
 */
@FunctionalInterface
public interface LabelExtractor<K, V> {
    /** The labels of an entry; {@link Labels#NONE} if it has none. */
    Labels labels(K key, V value);
}
