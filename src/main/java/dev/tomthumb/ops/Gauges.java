package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import java.util.List;
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
            new Gauge("tomthumb_queue_capacity", "Requests that may wait for a worker thread.", Tomthumb::queueSize),
            new Gauge(
                    "tomthumb_draining",
                    "1 while this server leaves and its health page says 503.",
                    tomthumb -> tomthumb.draining().isBegun() ? 1 : 0),
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

    static void write(StringBuilder text, Tomthumb tomthumb) {
        for (Gauge gauge : ALL) {
            MetricFamily.head(text, gauge.name(), "gauge", gauge.help());
            text.append(MetricFamily.line(
                    gauge.name(), "", Long.toString(gauge.value().applyAsLong(tomthumb))));
        }
    }
}
