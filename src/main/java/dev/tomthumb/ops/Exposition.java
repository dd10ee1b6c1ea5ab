package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;

/** The Prometheus text exposition, format 0.0.4. */
final class Exposition {
    /** Its media type; the character set is part of the format. */
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private Exposition() {}

    static String text(Tomthumb tomthumb, Metrics metrics) {
        StringBuilder text = new StringBuilder(8192);
        MetricFamily.head(text, "tomthumb_info", "gauge", "The running version.");
        text.append(MetricFamily.line("tomthumb_info", MetricFamily.label("version", Tomthumb.version()), "1"));
        metrics.families().forEach(family -> family.write(text));
        Gauges.write(text, tomthumb);
        TierStatistics.write(text, tomthumb.cacheStatistics());
        return text.toString();
    }
}
