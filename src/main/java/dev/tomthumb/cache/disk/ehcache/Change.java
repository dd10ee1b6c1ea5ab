package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.ehcache.Lifetimes.VanishedException;
import java.util.OptionalLong;
import org.ehcache.core.events.StoreEventSink;
import org.jspecify.annotations.Nullable;

/**
 * One change of one key, under its lock: what is there, and what may be done with it, each with its event and its time
 * of expiry.
 */
final class Change<K, V> {
    private final TypedStore<K, V> store;
    private final Lifetimes<K, V> lifetimes;
    private final Departures<K, V> departures;
    private final StoreEventSink<K, V> sink;
    private final boolean listening;
    private final SerializedKey<K> key;
    private final long now;

    private boolean read;
    private @Nullable DiskValueHolder<V> current;

    Change(
            TypedStore<K, V> store,
            Lifetimes<K, V> lifetimes,
            Departures<K, V> departures,
            StoreEventSink<K, V> sink,
            boolean listening,
            SerializedKey<K> key,
            long now) {
        this.store = store;
        this.lifetimes = lifetimes;
        this.departures = departures;
        this.sink = sink;
        this.listening = listening;
        this.key = key;
        this.now = now;
    }

    K key() {
        return key.key();
    }

    /** Whether there is an entry, without reading it. */
    boolean exists() {
        return store.bytes().contains(key);
    }

    /** The entry before the change; null if there is none. */
    @Nullable
    DiskValueHolder<V> current() {
        if (!read) {
            current = store.read(key);
            read = true;
        }
        return current;
    }

    /**
     * Stores a value where none is.
     *
     * @return null if it does not live or cannot be stored
     */
    @Nullable
    DiskValueHolder<V> create(V value) {
        departures.tellEvents(store, sink);
        OptionalLong expires = lifetimes.ofNew(key(), value, now);
        if (expires.isEmpty()) {
            return null;
        }
        DiskValueHolder<V> stored = store.write(key, value, now, expires.getAsLong());
        if (stored != null) {
            sink.created(key(), value);
        }
        return stored;
    }

    /**
     * Stores a value in place of another. The old one is read only if somebody wants to see it.
     *
     * @return what became of it
     */
    Updated<V> update(V value) {
        OptionalLong expires;
        try {
            if (listening) {
                old();
            }
            expires = lifetimes.ofUpdate(key(), this::old, value, now);
        } catch (VanishedException gone) {
            DiskValueHolder<V> created = create(value);
            return new Updated<>(created, created != null);
        }
        if (expires.isEmpty()) {
            store.bytes().remove(key);
            updated(value);
            sink.expired(key(), () -> value);
            return new Updated<>(null, true);
        }
        DiskValueHolder<V> stored = store.write(key, value, now, expires.getAsLong());
        if (stored != null) {
            updated(value);
        } else if (listening) {
            sink.evicted(key(), old());
        }
        return new Updated<>(stored, stored != null);
    }

    /** @param stored null if it does not live or could not be stored; {@code done} tells which */
    record Updated<V>(@Nullable DiskValueHolder<V> stored, boolean done) {}

    private void updated(V value) {
        if (listening) {
            sink.updated(key(), old(), value);
        }
    }

    private DiskValueHolder<V> old() {
        DiskValueHolder<V> old = current();
        if (old == null) {
            throw new VanishedException();
        }
        return old;
    }

    /** Removes the entry. @return whether there was one */
    boolean remove() {
        if (listening ? current() == null : !exists()) {
            return false;
        }
        DiskValueHolder<V> old = current;
        boolean removed = store.bytes().remove(key);
        if (removed && old != null) {
            sink.removed(key(), old);
        }
        return removed;
    }

    /** The entry was used: it lives as long as the policy says from now on, perhaps not at all. */
    void touch(DiskValueHolder<V> entry) {
        OptionalLong expires = lifetimes.afterAccess(key(), entry, now);
        if (expires.isEmpty()) {
            expire(entry);
        } else if (expires.getAsLong() != entry.expirationTime()) {
            entry.setExpirationTime(expires.getAsLong());
            store.bytes().expireAt(key, entry.getId(), expires.getAsLong());
        }
    }

    /** Lets the entry go as expired, if it is still the one that was seen. @return whether it was */
    boolean expire(DiskValueHolder<V> seen) {
        return expire(seen.getId());
    }

    /** The same by its id. */
    boolean expire(long id) {
        DiskValueHolder<V> there = current();
        if (there == null || there.getId() != id) {
            return false;
        }
        store.bytes().remove(key);
        departures.countExpired();
        sink.expired(key(), there);
        return true;
    }
}
