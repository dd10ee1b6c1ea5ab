package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.disk.DiskStatistics;
import java.util.Map;

/** What the disk tier says of itself beyond what Ehcache asks every tier, by metric names. */
final class DiskFigures {
    private DiskFigures() {}

    static void add(DiskStatistics figures, Map<String, Long> numbers) {
        numbers.put("capacity_bytes", figures.capacity());
        numbers.put("dead_bytes", figures.deadBytes());
        numbers.put("segments", figures.segments());
        numbers.put("serving", figures.serving() ? 1L : 0L);
        numbers.put("purged", figures.purged());
        numbers.put("dropped", figures.dropped());
        numbers.put("damaged", figures.damaged());
        numbers.put("io_failures", figures.failures());
        numbers.put("written_bytes", figures.writtenBytes());
        numbers.put("copied_bytes", figures.copiedBytes());
        numbers.put("recovery_millis", figures.recovery().millis());
        numbers.put("recovered_entries", figures.recovery().entries());
        numbers.put("recovery_scanned_bytes", figures.recovery().scannedBytes());
    }
}
