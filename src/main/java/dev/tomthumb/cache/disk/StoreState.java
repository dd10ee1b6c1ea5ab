package dev.tomthumb.cache.disk;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the classes of one open store share: its files, its entries, and the lock under which both change.
 *
 * @param lock the store's lock: whoever appends to the log or changes which entries there are holds it, so that both never
 *     differ in the order of things. It is let go while room is made
 * @param closed whether the store has ended; set once, under the lock, while no segment is being given up
 */
record StoreState(
        Path directory,
        DiskSettings settings,
        DiskListener listener,
        FileLayer files,
        Space space,
        EntryTable table,
        Log log,
        Health health,
        Counters count,
        ReentrantLock lock,
        AtomicBoolean closed) {

    boolean isClosed() {
        return closed.get();
    }
}
