package dev.tomthumb.cache.disk.ehcache;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ehcache.core.events.StoreEventSink;
import org.ehcache.core.exceptions.StorePassThroughException;
import org.ehcache.core.spi.time.TimeSource;
import org.ehcache.spi.resilience.StoreAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Runs changes of a key: under the lock of its stripe, which is held also while the functions of callers run, and with the
 * events of the change told once the lock is let go.
 */
final class KeyChanges<K, V> {
    private final Supplier<TypedStore<K, V>> store;
    private final Lifetimes<K, V> lifetimes;
    private final Departures<K, V> departures;
    private final TierEvents<K, V> events;
    private final TimeSource time;

    /** @param store the open one; throws if there is none */
    KeyChanges(
            Supplier<TypedStore<K, V>> store,
            Lifetimes<K, V> lifetimes,
            Departures<K, V> departures,
            TierEvents<K, V> events,
            TimeSource time) {
        this.store = store;
        this.lifetimes = lifetimes;
        this.departures = departures;
        this.events = events;
        this.time = time;
    }

    /** Does a change, then tells of what went meanwhile. Not to be called under a lock of the tier above. */
    <R extends @Nullable Object> R change(K key, Function<Change<K, V>, R> body) throws StoreAccessException {
        R result = locked(key, body);
        departures.invalidate();
        return result;
    }

    /** The same for callers that may hold a lock of the tier above, which is told nothing. */
    <R extends @Nullable Object> R locked(K key, Function<Change<K, V>, R> body) throws StoreAccessException {
        StoreEventSink<K, V> sink = events.eventSink();
        R result;
        TypedStore<K, V> open;
        try {
            open = store.get();
            SerializedKey<K> serialized = open.key(key);
            ReentrantLock lock = open.lock(serialized);
            lock.lock();
            try {
                result = body.apply(new Change<>(
                        open, lifetimes, departures, sink, events.listening(), serialized, time.getTimeMillis()));
            } finally {
                lock.unlock();
            }
            events.releaseEventSink(sink);
        } catch (RuntimeException failure) {
            events.releaseEventSinkAfterFailure(sink, failure);
            throw StorePassThroughException.handleException(failure);
        }
        departures.tellEvents(open);
        return result;
    }
}
