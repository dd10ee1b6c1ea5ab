package dev.tomthumb.cache.disk;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hears of entries that go without having been removed. Called under the store's lock: to be short, and not to call it. */
public interface DiskListener {
    /** Nobody. */
    DiskListener NONE = new DiskListener() {};

    /**
     * An entry makes room for others.
     *
     * @param value reads it, during the call only; null if it cannot be read
     */
    default void evicted(byte[] key, int hash, Supplier<byte @Nullable []> value) {}

    /**
     * An entry was found to be expired and is forgotten. Told once for each.
     *
     * @param value reads it, during the call only; null if it cannot be read
     */
    default void expired(byte[] key, int hash, Supplier<byte @Nullable []> value) {}

    /** An entry that had been damaged is forgotten. */
    default void damaged(byte[] key, int hash) {}

    /** Entries have been purged: any copies of them elsewhere are old. */
    default void purged() {}
}
