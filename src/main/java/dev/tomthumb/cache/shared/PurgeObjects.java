package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.shared.ObjectStoreException.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Purges as objects of the store. Each has a name that no other node can give, so that nobody ever writes over a purge, and
 * that begins with a time, so that they stand in the list in their order. Safe for all threads.
 */
final class PurgeObjects {
    /** As many as are looked at; with so many the list has been gathered long before. */
    static final int MOST_LISTED = 100_000;

    /** What {@link #named} makes. */
    private static final Pattern OURS = Pattern.compile(Pattern.quote(Layout.PURGES) + "[0-9a-f]+-[0-9a-f]+-[0-9a-f]+");

    private static final long MOST_BYTES = 32L << 20;

    private final ObjectStore store;
    private final String node;
    private final AtomicLong numbers = new AtomicLong();

    /** @param node a word for this node that no other has, hexadecimal */
    PurgeObjects(ObjectStore store, String node) {
        this.store = store;
        this.node = node;
    }

    /**
     * A new name.
     *
     * @param millis the time, by the store's clock
     */
    String named(long millis) {
        return Layout.PURGES + String.format("%013x-%s-%x", millis, node, numbers.getAndIncrement());
    }

    boolean put(String name, byte[] purge) throws ObjectStoreException {
        return store.put(name, new ObjectStore.New(purge, Map.of(), "text/plain", Optional.empty()), false);
    }

    /** Empty if it has gone meanwhile. One that is too large for a purge is damaged, or nothing of ours. */
    Optional<PurgeFile.Content> get(String name) throws ObjectStoreException {
        try {
            return store.get(name, MOST_BYTES).map(got -> PurgeFile.read(got.body()));
        } catch (ObjectStoreException failure) {
            if (failure.kind() != Kind.UNFIT) {
                throw failure;
            }
            return Optional.of(
                    OURS.matcher(name).matches() ? new PurgeFile.Content.Damaged() : new PurgeFile.Content.Foreign());
        }
    }

    ObjectStore.Listing list() throws ObjectStoreException {
        return store.list(Layout.PURGES, MOST_LISTED);
    }

    void delete(String name) throws ObjectStoreException {
        store.delete(name);
    }

    /** Where that is, for operators. */
    String describe() {
        return store.describe();
    }
}
