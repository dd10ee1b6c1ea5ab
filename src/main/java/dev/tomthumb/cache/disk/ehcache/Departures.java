package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.DiskListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.ehcache.core.events.StoreEventSink;
import org.ehcache.core.spi.store.tiering.AuthoritativeTier.InvalidationValve;
import org.ehcache.core.statistics.StoreOperationOutcomes.EvictionOutcome;
import org.ehcache.core.statistics.StoreOperationOutcomes.ExpirationOutcome;
import org.ehcache.impl.store.HashUtils;
import org.ehcache.spi.resilience.StoreAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Entries that went by themselves. The store tells of them under its lock, where nothing of Ehcache may be called: a heap
 * tier that is told to forget an entry comes back and flushes it. So they are queued, and told on by the next operation
 * that holds no lock: events by any of them, invalidations by those that Ehcache calls without a lock of its own.
 */
final class Departures<K, V> implements DiskListener {
    private static final Logger LOG = System.getLogger(Departures.class.getName());

    /** Beyond this many it is cheaper to empty the tier above than to look for each. */
    private static final int MOST_HASHES = 4096;

    private final TierObservers observers;
    private final TierEvents<K, V> events;
    private final Queue<Event> told = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> hashes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger hashCount = new AtomicInteger();

    private volatile @Nullable InvalidationValve valve;

    Departures(TierObservers observers, TierEvents<K, V> events) {
        this.observers = observers;
        this.events = events;
    }

    /** Who forgets the copies above; nobody if the tier is alone. */
    void above(InvalidationValve above) {
        valve = above;
    }

    @Override
    public void evicted(byte[] key, int hash, Supplier<byte @Nullable []> value) {
        observers.eviction().begin();
        remember(key, value, false);
        invalidate(hash);
        observers.eviction().end(EvictionOutcome.SUCCESS);
    }

    /** Copies above expire by themselves, perhaps later: they may have been used since. */
    @Override
    public void expired(byte[] key, int hash, Supplier<byte @Nullable []> value) {
        remember(key, value, true);
        countExpired();
    }

    /** One more entry expired. */
    void countExpired() {
        observers.expiration().begin();
        observers.expiration().end(ExpirationOutcome.SUCCESS);
    }

    @Override
    public void damaged(byte[] key, int hash) {
        invalidate(hash);
    }

    private void remember(byte[] key, Supplier<byte @Nullable []> value, boolean expired) {
        if (events.listening()) {
            told.add(new Event(key, value.get(), expired));
        }
    }

    private void invalidate(int hash) {
        if (valve != null && hashCount.incrementAndGet() <= MOST_HASHES) {
            hashes.add(hash);
        }
    }

    /** Tells of what went since, in events of their own. To be called without any lock of the store. */
    void tellEvents(TypedStore<K, V> store) {
        if (told.isEmpty()) {
            return;
        }
        StoreEventSink<K, V> sink = events.eventSink();
        try {
            tellEvents(store, sink);
            events.releaseEventSink(sink);
        } catch (RuntimeException failure) {
            events.releaseEventSinkAfterFailure(sink, failure);
            LOG.log(Level.WARNING, "An event could not be told", failure);
        }
    }

    /** The same among the events of an operation, before what the operation itself did. */
    void tellEvents(TypedStore<K, V> store, StoreEventSink<K, V> sink) {
        Event event;
        while ((event = told.poll()) != null) {
            tell(store, sink, event);
        }
    }

    private void tell(TypedStore<K, V> store, StoreEventSink<K, V> sink, Event event) {
        K key = store.key(event.key());
        byte[] bytes = event.value();
        V value = bytes == null ? null : store.value(bytes);
        if (key == null || value == null) {
            return; // Ehcache's listeners are promised a key and a value.
        }
        if (event.expired()) {
            sink.expired(key, () -> value);
        } else {
            sink.evicted(key, () -> value);
        }
    }

    /** Has the tier above forget its copies. To be called without any lock, of the store or of the tier above. */
    void invalidate() {
        InvalidationValve above = valve;
        if (above == null || hashes.isEmpty() && hashCount.get() <= MOST_HASHES) {
            return;
        }
        try {
            if (hashCount.getAndSet(0) > MOST_HASHES) {
                hashes.clear();
                above.invalidateAll();
            }
            Integer hash;
            while ((hash = hashes.poll()) != null) {
                above.invalidateAllWithHash(HashUtils.intHashToLong(hash));
            }
        } catch (StoreAccessException failure) {
            LOG.log(Level.WARNING, "A copy in the tier above could not be forgotten", failure);
        }
    }

    /** Has the tier above forget all. */
    void invalidateAll() {
        InvalidationValve above = valve;
        if (above == null) {
            return;
        }
        try {
            above.invalidateAll();
        } catch (StoreAccessException failure) {
            LOG.log(Level.WARNING, "The tier above could not be emptied", failure);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Event(byte[] key, byte @Nullable [] value, boolean expired) {}
}
