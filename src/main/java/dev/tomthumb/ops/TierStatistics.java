package dev.tomthumb.ops;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The cache's own statistics; the label {@code tier} says whose, {@code cache} being all tiers together. */
final class TierStatistics {
    private TierStatistics() {}

    /**
     * One statistic.
     *
     * @param key its name in the cache's statistics
     * @param metric its name for Prometheus
     * @param type {@code counter} for what only grows while the cache is open, else {@code gauge}
     * @param help one sentence
     */
    record Statistic(String key, String metric, String type, String help) {}

    static final List<Statistic> ALL = List.of(
            counter("hits", "Lookups answered, by tier; \"cache\" is all of them together."),
            counter("misses", "Lookups not answered, by tier."),
            counter("puts", "Renditions stored, by tier."),
            counter("evictions", "Renditions dropped for want of room, by tier."),
            counter("expirations", "Renditions dropped because their time was over, by tier."),
            gauge("mappings", "Renditions held now, by tier."),
            gauge("allocated_bytes", "Bytes reserved, by tier."),
            gauge("occupied_bytes", "Bytes in use, by tier."),
            gauge("capacity_bytes", "The most bytes that the directory of the disk tier may hold."),
            gauge("dead_bytes", "Bytes of records that nobody can read any more and that wait to be compacted."),
            gauge("segments", "Files of records of the disk tier."),
            gauge(
                    "serving",
                    "1 while the disk tier stores renditions; 0 while the disk is full or dead, or the directory is"
                            + " held by another process or cannot be written. Of \"shared\": 0 while the"
                            + " bucket is left alone."),
            counter(
                    "purged",
                    "Renditions removed from the disk tier, or found in the shared one and not used, because they were"
                            + " declared old."),
            counter(
                    "dropped",
                    "Renditions that the tier did not store: the disk failed or has no room; the queue to the shared one"
                            + " was full."),
            counter(
                    "damaged",
                    "Records of the disk tier or shared objects that failed their checksum; each was a miss."),
            counter(
                    "io_failures",
                    "Reads and writes of the disk tier that the operating system refused, or of the shared one that the"
                            + " server did."),
            counter("written_bytes", "Bytes written by the disk tier or to the shared one."),
            counter("read_bytes", "Bytes read from the shared tier."),
            counter("skipped", "Lookups in the shared tier that were left out while it does not serve."),
            counter("waits", "Times a visitor waited for another node that was making what he wanted."),
            gauge("queued", "Renditions that wait to be written to the shared tier."),
            gauge("queued_bytes", "Bytes of renditions that wait to be written to the shared tier."),
            counter("purges_told", "Purges of this node that other nodes were told of."),
            counter("purges_obeyed", "Purges of other nodes that this one has obeyed."),
            counter("copied_bytes", "Bytes of them that were written again by eviction and compaction."),
            gauge("recovery_millis", "Milliseconds that opening the disk tier took."),
            gauge("recovered_entries", "Renditions found when the disk tier was opened."),
            gauge("recovery_scanned_bytes", "Bytes read record by record then, because no index covered them."));

    private static Statistic counter(String key, String help) {
        return new Statistic(key, "tomthumb_cache_" + key + "_total", "counter", help);
    }

    private static Statistic gauge(String key, String help) {
        return new Statistic(key, "tomthumb_cache_" + key, "gauge", help);
    }

    static void write(StringBuilder text, Map<String, Map<String, Long>> statistics) {
        for (Statistic statistic : ALL) {
            MetricFamily.head(text, statistic.metric(), statistic.type(), statistic.help());
            for (String tier : new TreeSet<>(statistics.keySet())) {
                Long value = statistics.getOrDefault(tier, Map.of()).get(statistic.key());
                if (value != null) {
                    text.append(
                            MetricFamily.line(statistic.metric(), MetricFamily.label("tier", tier), value.toString()));
                }
            }
        }
    }
}
