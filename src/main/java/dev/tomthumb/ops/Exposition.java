package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;

/** The Prometheus text exposition, format 0.0.4. */
final class Exposition {
    private Exposition() {}

    static String text(Tomthumb tomthumb, Metrics metrics) {
        StringBuilder text = new StringBuilder(8192);
        text.append("# HELP tomthumb_info The running version.\n# TYPE tomthumb_info gauge\n");
        text.append(MetricFamily.line("tomthumb_info", "version=\"" + Tomthumb.version() + "\"", "1"));
        metrics.families().forEach(family -> family.write(text));
        Gauges.write(text, tomthumb);
        return text.toString();
    }
}
