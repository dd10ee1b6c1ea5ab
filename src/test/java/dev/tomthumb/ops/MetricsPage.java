package dev.tomthumb.ops;

import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@code docs/metrics.md}. */
final class MetricsPage {
    private static final String INTRODUCTION = """
            # Metrics

            This page is made from the tables in the code (`Metrics`, `Gauges`, `TierStatistics`); a test fails when they differ.

            `/tomthumb/metrics` answers in Prometheus' text format 0.0.4. Only this machine itself may read it, on a direct
            connection; everybody else, and everybody behind a proxy, sends the token of `tomthumb.ops.token`:

            ```yaml
            scrape_configs:
              - job_name: tomthumb
                metrics_path: /tomthumb/metrics
                authorization:
                  credentials: the-token
                static_configs:
                  - targets: ["images.example.com"]
            ```

            What a response says in `X-Cache` and what is counted here come from one call. Everything begins at zero when
            the web application starts. A label's values come from the product, never from a URL, so their number is bounded.
            """;

    private MetricsPage() {}

    static String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("\nThe label `result` is one of ").append(results()).append(".\n");
        page.append("\n## Counted\n\n| metric | type | labels | meaning |\n| --- | --- | --- | --- |\n");
        for (MetricFamily<?> family : new Metrics().families()) {
            row(page, family.name(), family.type(), labels(family.labels()), family.help());
        }
        page.append("\nThe label `stage` of `tomthumb_stage_seconds`:\n\n| stage | meaning |\n| --- | --- |\n");
        for (Stage stage : Stage.values()) {
            row(page, stage.token(), stage.meaning());
        }
        page.append("\nA histogram has the series `_bucket` (with the label `le`, in seconds), `_sum` and `_count`.\n");
        page.append("\n## Read when asked\n\n| metric | meaning |\n| --- | --- |\n");
        row(page, "tomthumb_info", "Always 1; the label `version` is the running version.");
        for (Gauges.Gauge gauge : Gauges.ALL) {
            row(page, gauge.name(), gauge.help());
        }
        page.append("\n## The cache's tiers\n\n")
                .append(
                        "The label `tier` is one of the tiers of `ehcache.xml`, or `cache` for all of them together; `originals` and `originals_disk` are those of the cache of originals. A tier without a statistic has no line.\n\n")
                .append("| metric | type | meaning |\n| --- | --- | --- |\n");
        for (TierStatistics.Statistic statistic : TierStatistics.ALL) {
            row(page, statistic.metric(), statistic.type(), statistic.help());
        }
        return page.toString();
    }

    private static void row(StringBuilder page, String name, String... cells) {
        page.append("| `")
                .append(name)
                .append("` | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    private static String labels(List<String> labels) {
        return labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    }

    private static String results() {
        return Arrays.stream(ResultType.values())
                .map(result -> "`" + result.word().toLowerCase(Locale.ROOT) + "`")
                .collect(Collectors.joining(", "));
    }
}
