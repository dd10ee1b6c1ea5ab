package dev.tomthumb.cache.disk.ehcache;

import org.ehcache.Cache;
import org.ehcache.core.spi.store.Store.ValueHolder;

/** A key and its value, as the iteration of a tier gives them. */
record TierEntry<K, V>(K key, DiskValueHolder<V> holder) implements Cache.Entry<K, ValueHolder<V>> {
    @Override
    public K getKey() {
        return key;
    }

    @Override
    public ValueHolder<V> getValue() {
        return holder;
    }
}
