package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.DiskEntry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.ehcache.Cache;
import org.ehcache.core.spi.store.Store;
import org.ehcache.core.spi.store.Store.ValueHolder;
import org.jspecify.annotations.Nullable;

/** The entries of a tier that can be read, in its types. */
final class TierEntries<K, V> implements Store.Iterator<Cache.Entry<K, ValueHolder<V>>> {
    private final TypedStore<K, V> store;
    private final Iterator<DiskEntry> entries;
    private @Nullable TierEntry<K, V> next;

    TierEntries(TypedStore<K, V> store, Iterator<DiskEntry> entries) {
        this.store = store;
        this.entries = entries;
    }

    @Override
    public boolean hasNext() {
        while (next == null && entries.hasNext()) {
            next = store.entry(entries.next());
        }
        return next != null;
    }

    @Override
    public Cache.Entry<K, ValueHolder<V>> next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        TierEntry<K, V> entry = next;
        next = null;
        return entry;
    }
}
