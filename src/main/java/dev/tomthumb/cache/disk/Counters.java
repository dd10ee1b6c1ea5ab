package dev.tomthumb.cache.disk;

import java.util.concurrent.atomic.LongAdder;

/** What a store counts, see {@link DiskStatistics}. */
final class Counters {
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder puts = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder removals = new LongAdder();
    final LongAdder purged = new LongAdder();
    final LongAdder evictions = new LongAdder();
    final LongAdder expirations = new LongAdder();
    final LongAdder damaged = new LongAdder();
    final LongAdder copiedBytes = new LongAdder();
    final LongAdder writtenBytes = new LongAdder();

    void written(long bytes) {
        writtenBytes.add(bytes);
    }

    void copied(long bytes) {
        copiedBytes.add(bytes);
        writtenBytes.add(bytes);
    }
}
