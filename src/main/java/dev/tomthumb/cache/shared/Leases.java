package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.CacheKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Says which node makes a rendition: the one that writes an object where none is. The object holds the time until which
 * others believe it, by the store's clock, in milliseconds; one that is over is replaced. Two nodes that replace it at the
 * same moment both make the rendition, and no harm is done.
 */
final class Leases {
    private static final Logger LOG = System.getLogger(Leases.class.getName());
    private static final long MOST_BYTES = 64;
    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final int TIMES_EXPECTED = 3;

    private final ObjectStore store;
    private final ServerClock clock;
    private volatile boolean unknown;

    Leases(ObjectStore store, ServerClock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Whether this node is the one to make it.
     *
     * @param expected how long that will take
     */
    boolean take(CacheKey key, Duration expected) throws ObjectStoreException {
        if (unknown) {
            return true;
        }
        String name = Layout.lease(key);
        Duration life = expected.multipliedBy(TIMES_EXPECTED);
        ObjectStore.New lease = lease(life.compareTo(LEAST) < 0 ? LEAST : life);
        try {
            return store.put(name, lease, true) || isOver(name) && retake(name, lease);
        } catch (ObjectStoreException failure) {
            if (failure.kind() != ObjectStoreException.Kind.UNFIT) {
                throw failure;
            }
            unknown = true;
            LOG.log(
                    Level.WARNING,
                    "The store knows no conditional writes, so nodes may make the same rendition at the same time. {0}",
                    failure.sentence());
            return true;
        }
    }

    private ObjectStore.New lease(Duration life) {
        String until = Long.toString(clock.now().plus(life).toEpochMilli());
        return new ObjectStore.New(until.getBytes(StandardCharsets.US_ASCII), Map.of(), "text/plain", Optional.empty());
    }

    /** Its node has died, or another one has just given it back. */
    private boolean isOver(String name) throws ObjectStoreException {
        Optional<ObjectStore.Got> lease;
        try {
            lease = store.get(name, MOST_BYTES);
        } catch (ObjectStoreException failure) {
            if (failure.kind() != ObjectStoreException.Kind.UNFIT) {
                throw failure;
            }
            // Too large for one of ours.
            return true;
        }
        String until = lease.map(got -> new String(got.body(), StandardCharsets.US_ASCII))
                .orElse("0");
        return !until.matches("[0-9]{1,15}")
                || Long.parseLong(until) < clock.now().toEpochMilli();
    }

    private boolean retake(String name, ObjectStore.New lease) throws ObjectStoreException {
        store.delete(name);
        return store.put(name, lease, true);
    }

    void giveBack(CacheKey key) throws ObjectStoreException {
        store.delete(Layout.lease(key));
    }
}
