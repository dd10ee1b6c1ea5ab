package dev.tomthumb.cache.disk.ehcache;

import org.ehcache.core.spi.store.AbstractValueHolder;

/** A value as Ehcache passes it between tiers, with the id of its entry. */
final class DiskValueHolder<V> extends AbstractValueHolder<V> {
    private final V value;

    DiskValueHolder(long id, V value, long created, long expires, long now) {
        super(id, created, expires);
        this.value = value;
        setLastAccessTime(now);
    }

    @Override
    public V get() {
        return value;
    }
}
