package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.Site;
import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.ResultType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleTableTest {
    @TempDir
    private Path state;

    /** Turned back into samples, and read with another reader, it is the text it was made of. */
    @Test
    void itTellsWhatTheMetricsTellAndNothingElse() throws Exception {
        Metrics metrics = new Metrics();
        try (Tomthumb tomthumb = Tomthumb.open(
                SettingsLoader.load(SettingTexts.ofProperties(Map.of()), new Installation(true, 2, 256_000_000, state)),
                new Site("ROOT", true, Map.of()))) {
            metrics.answered(new Answer("query", ResultType.HIT, 200, 20_000, 4_000_000, Duration.ofNanos(300_000)));
            metrics.answered(new Answer("imgproxy", ResultType.MISS, 200, 20_000, 4_000_000, Duration.ofSeconds(20)));
            metrics.originalFetched("s3", Duration.ofMillis(80), 4_000_000);
            metrics.originalFailed("https", Problem.ORIGINAL_MISSING);
            metrics.rendered(ImageFormat.JPEG, ImageFormat.WEBP, Duration.ofMillis(120), 20_000);
            String text = Exposition.text(tomthumb, metrics);

            assertThat(samples(SampleTable.of(text)))
                    .isEqualTo(PrometheusText.read(text).samples());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Double> samples(Map<String, Map<String, Object>> table) {
        Map<String, Double> samples = new LinkedHashMap<>();
        table.forEach((family, all) -> all.forEach((labels, value) -> {
            if (value instanceof Map<?, ?> members) {
                List<Object> bounds = (List<Object>) members.get("le");
                List<Object> buckets = (List<Object>) members.get("buckets");
                String prefix = labels.isEmpty() ? "" : labels + ",";
                for (int i = 0; i < bounds.size(); i++) {
                    put(samples, family + "_bucket", prefix + "le=\"" + bounds.get(i) + "\"", buckets.get(i));
                }
                put(samples, family + "_sum", labels, members.get("sum"));
                put(samples, family + "_count", labels, members.get("count"));
            } else {
                put(samples, family, labels, value);
            }
        }));
        return samples;
    }

    private static void put(Map<String, Double> samples, String name, String labels, Object value) {
        samples.put(labels.isEmpty() ? name : name + "{" + labels + "}", ((Number) value).doubleValue());
    }

    @Test
    void labelsOfAnyTextStayAsTheyAre() {
        String labels = "a=\"} \\\" {x\",b=\"\"";
        assertThat(SampleTable.of("# HELP f h\n# TYPE f gauge\nf{" + labels + "} 1.5\nf 2\n"))
                .isEqualTo(Map.of("f", Map.of(labels, 1.5, "", 2L)));
    }

    @Test
    void whatIsNoNumberStaysAText() {
        assertThat(SampleTable.of("# TYPE f gauge\nf NaN\nf{a=\"b\"} +Inf\n"))
                .isEqualTo(Map.of("f", Map.of("", "NaN", "a=\"b\"", "+Inf")));
    }
}
