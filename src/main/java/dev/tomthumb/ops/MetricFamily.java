package dev.tomthumb.ops;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * One named metric with its samples, in the words of the Prometheus text format 0.0.4.
 *
 * @param <V> what is kept per combination of label values
 */
abstract sealed class MetricFamily<V> {
    private final String name;
    private final String type;
    private final String help;
    private final List<String> labels;
    private final Map<String, V> samples = new ConcurrentSkipListMap<>();

    private MetricFamily(String name, String type, String help, List<String> labels) {
        this.name = name;
        this.type = type;
        this.help = help;
        this.labels = labels;
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    String help() {
        return help;
    }

    List<String> labels() {
        return labels;
    }

    abstract V empty();

    abstract void writeSample(StringBuilder text, String labelText, V sample);

    /** Label values come from our own enumerations and schemes, never from a URL: their number is bounded. */
    final V with(String... values) {
        return samples.computeIfAbsent(labelText(values), unused -> empty());
    }

    final void write(StringBuilder text) {
        head(text, name, type, help);
        samples.forEach((labelText, sample) -> writeSample(text, labelText, sample));
    }

    private String labelText(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels);
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            pairs.add(label(labels.get(i), values[i]));
        }
        return String.join(",", pairs);
    }

    /** The two lines that stand before a family's samples, once. */
    static void head(StringBuilder text, String name, String type, String help) {
        String escaped = help.replace("\\", "\\\\").replace("\n", "\\n");
        text.append("# HELP ").append(name).append(' ').append(escaped).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    static String label(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + "=\"" + escaped + "\"";
    }

    static String line(String name, String labelText, String value) {
        return name + (labelText.isEmpty() ? "" : "{" + labelText + "}") + " " + value + "\n";
    }

    /** A number that only grows. */
    static final class Counter extends MetricFamily<LongAdder> {
        Counter(String name, String help, String... labels) {
            super(name, "counter", help, List.of(labels));
        }

        @Override
        LongAdder empty() {
            return new LongAdder();
        }

        @Override
        void writeSample(StringBuilder text, String labelText, LongAdder sample) {
            text.append(line(name(), labelText, Long.toString(sample.sum())));
        }
    }

    /** A distribution of seconds. */
    static final class Histogram extends MetricFamily<Histogram.Buckets> {
        /** Upper bounds in seconds: a memory hit stands in the first, a 24 MP original over a slow line in the last. */
        private static final double[] BOUNDS = {
            0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
        };

        Histogram(String name, String help, String... labels) {
            super(name, "histogram", help, List.of(labels));
        }

        @Override
        Buckets empty() {
            return new Buckets();
        }

        @Override
        void writeSample(StringBuilder text, String labelText, Buckets sample) {
            String prefix = labelText.isEmpty() ? "" : labelText + ",";
            long total = 0;
            for (int i = 0; i < BOUNDS.length; i++) {
                total += sample.counts[i].sum();
                text.append(line(name() + "_bucket", prefix + label("le", plain(BOUNDS[i])), Long.toString(total)));
            }
            total += sample.counts[BOUNDS.length].sum();
            text.append(line(name() + "_bucket", prefix + label("le", "+Inf"), Long.toString(total)));
            text.append(line(name() + "_sum", labelText, plain(sample.nanos.sum() / 1e9)));
            text.append(line(name() + "_count", labelText, Long.toString(total)));
        }

        /** Without an exponent: the bounds are part of a time series' name. */
        private static String plain(double seconds) {
            return BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
        }

        /** Counts per bucket; the sum is kept in nanoseconds so that it stays exact. */
        static final class Buckets {
            private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
            private final LongAdder nanos = new LongAdder();

            private Buckets() {
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = new LongAdder();
                }
            }

            void observe(Duration time) {
                double seconds = time.toNanos() / 1e9;
                int bucket = 0;
                while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
                    bucket++;
                }
                counts[bucket].increment();
                nanos.add(time.toNanos());
            }
        }
    }
}
