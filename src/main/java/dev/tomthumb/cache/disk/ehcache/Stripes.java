package dev.tomthumb.cache.disk.ehcache;

import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Locks that make an operation on one key atomic: keys of one hash share one, few others do. */
final class Stripes {
    /** Far more than threads that change a cache at once. */
    private static final int COUNT = 256;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);

    ReentrantLock of(int hash) {
        return locks[(hash ^ hash >>> 8 ^ hash >>> 16) & COUNT - 1];
    }
}
