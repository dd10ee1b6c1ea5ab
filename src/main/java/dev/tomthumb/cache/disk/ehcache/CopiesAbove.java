package dev.tomthumb.cache.disk.ehcache;

import java.util.function.Supplier;
import org.ehcache.core.spi.store.Store.ValueHolder;
import org.ehcache.core.spi.time.TimeSource;
import org.ehcache.spi.resilience.StoreAccessException;

/**
 * The entries that the tier above has copies of: they are pinned from the time a copy is made until it is given back. Called
 * under locks of the tier above, so that nothing is invalidated from here.
 */
final class CopiesAbove<K, V> {
    private final Supplier<TypedStore<K, V>> store;
    private final KeyChanges<K, V> changes;
    private final TimeSource time;

    /** @param store the open one; throws if there is none */
    CopiesAbove(Supplier<TypedStore<K, V>> store, KeyChanges<K, V> changes, TimeSource time) {
        this.store = store;
        this.changes = changes;
        this.time = time;
    }

    /** A copy of the entry is made. */
    void pin(SerializedKey<K> key, DiskValueHolder<V> found) {
        store.get().bytes().pin(key, found.getId());
    }

    /** The same by the key itself. */
    void pinByKey(K key, DiskValueHolder<V> found) {
        TypedStore<K, V> open = store.get();
        open.bytes().pin(open.key(key), found.getId());
    }

    /**
     * A copy is no longer used: its entry may go again, and lives as long as the copy would have.
     *
     * @return whether the entry is still there
     */
    boolean giveBack(K key, ValueHolder<V> copy) {
        long id;
        try {
            id = copy.getId();
        } catch (UnsupportedOperationException unfilled) {
            // A place in the heap tier that was invalidated before its value arrived there: it knows no id.
            TypedStore<K, V> open = store.get();
            open.bytes().unpin(open.key(key));
            return false;
        }
        return giveBack(key, copy, id);
    }

    private boolean giveBack(K key, ValueHolder<V> copy, long id) {
        if (copy.isExpired(time.getTimeMillis())) {
            try {
                return changes.locked(key, change -> change.expire(id));
            } catch (StoreAccessException failure) {
                return false;
            }
        }
        TypedStore<K, V> open = store.get();
        SerializedKey<K> serialized = open.key(key);
        open.bytes().expireAt(serialized, id, copy.expirationTime());
        return open.bytes().unpin(serialized, id);
    }
}
