package dev.tomthumb.cache.disk.ehcache;

import org.ehcache.impl.internal.events.ThreadLocalStoreEventDispatcher;

/** Ehcache's event dispatcher, which here tells whether anybody listens: an old value is read from disk only then. */
final class TierEvents<K, V> extends ThreadLocalStoreEventDispatcher<K, V> {
    TierEvents(int concurrency) {
        super(concurrency);
    }

    boolean listening() {
        return !getListeners().isEmpty();
    }
}
