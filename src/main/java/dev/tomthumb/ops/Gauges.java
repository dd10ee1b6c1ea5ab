package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Numbers that are read when somebody asks instead of being counted. */
final class Gauges {
    private Gauges() {}

    /**
     * One gauge.
     *
     * @param name metric name
     * @param help one sentence
     * @param value how it is read
     */
    record Gauge(String name, String help, ToLongFunction<Tomthumb> value) {}

    static final List<Gauge> ALL = List.of(
            new Gauge(
                    "tomthumb_queue_waiting",
                    "Requests that wait for a worker thread.",
                    tomthumb -> tomthumb.engine().queued()),
            new Gauge(
                    "tomthumb_workers_busy",
                    "Worker threads that fetch, wait for memory, render or store.",
                    tomthumb -> tomthumb.engine().working()),
            new Gauge(
                    "tomthumb_render_memory_used_bytes",
                    "Memory granted to renders under way.",
                    tomthumb -> tomthumb.permits().bytesInUse()),
            new Gauge(
                    "tomthumb_render_memory_waiting",
                    "Renders that wait for memory.",
                    tomthumb -> tomthumb.permits().waiting()));

    /** The cache's own statistics: metric name and sentence per statistic; the label {@code tier} says whose. */
    static final Map<String, String> TIERS = Map.of(
            "hits", "Lookups answered, per tier; tier \"cache\" is all of them together.",
            "misses", "Lookups not answered, per tier.",
            "puts", "Renditions stored, per tier.",
            "evictions", "Renditions dropped for want of room, per tier.",
            "expirations", "Renditions dropped because their time was over, per tier.",
            "mappings", "Renditions held now, per tier.",
            "allocated_bytes", "Bytes reserved, per tier.",
            "occupied_bytes", "Bytes in use, per tier.");

    static void write(StringBuilder text, Tomthumb tomthumb) {
        for (Gauge gauge : ALL) {
            head(text, gauge.name(), gauge.help());
            text.append(MetricFamily.line(
                    gauge.name(), "", Long.toString(gauge.value().applyAsLong(tomthumb))));
        }
        writeTiers(text, tomthumb.cache().statistics());
    }

    private static void writeTiers(StringBuilder text, Map<String, Map<String, Long>> statistics) {
        for (String statistic : new TreeSet<>(TIERS.keySet())) {
            String name = "tomthumb_cache_" + statistic;
            head(text, name, TIERS.getOrDefault(statistic, ""));
            for (String tier : new TreeSet<>(statistics.keySet())) {
                Long value = statistics.getOrDefault(tier, Map.of()).get(statistic);
                if (value != null) {
                    text.append(MetricFamily.line(name, "tier=\"" + tier + "\"", value.toString()));
                }
            }
        }
    }

    private static void head(StringBuilder text, String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }
}
