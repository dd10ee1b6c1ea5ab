package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.Site;
import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.ResultType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpositionTest {
    @TempDir
    Path state;

    private final Metrics metrics = new Metrics();

    private static Answer answer(String dialect, ResultType result, int status, Duration time) {
        return new Answer(dialect, result, status, 20_000, 4_000_000, time);
    }

    @Test
    void theWholePageIsValidBeforeAndAfterTheFirstRequest() throws SettingsException {
        try (Tomthumb tomthumb = Tomthumb.open(
                SettingsLoader.load(
                        SettingTexts.ofProperties(Map.of("tomthumb.query.ladder", "off")),
                        new Installation(true, 2, 256_000_000, state)),
                new Site("ROOT", true, Map.of()))) {
            PrometheusText fresh = PrometheusText.read(Exposition.text(tomthumb, metrics));
            everythingHappens();
            PrometheusText busy = PrometheusText.read(Exposition.text(tomthumb, metrics));

            assertThat(fresh.types()).isEqualTo(busy.types());
            assertThat(busy.samples())
                    .containsEntry("tomthumb_responses_total{dialect=\"query\",result=\"hit\",status=\"200\"}", 1.0)
                    .containsEntry("tomthumb_source_bytes_total{scheme=\"s3\"}", 4_000_000.0)
                    .containsEntry("tomthumb_saved_bytes_total", 2 * 3_980_000.0)
                    .containsEntry("tomthumb_decodes_saved_total", 5.0 + 1)
                    .containsEntry("tomthumb_cache_hits_total{tier=\"cache\"}", 0.0)
                    .containsEntry("tomthumb_queue_waiting", 0.0);
        }
    }

    private void everythingHappens() {
        metrics.answered(answer("query", ResultType.HIT, 200, Duration.ofNanos(300_000)));
        metrics.answered(answer("imgproxy", ResultType.MISS, 200, Duration.ofSeconds(20)));
        metrics.answered(answer("query", ResultType.ERROR, 404, Duration.ZERO));
        metrics.originalFetched("s3", Duration.ofMillis(80), 4_000_000);
        metrics.originalUnchanged("s3", Duration.ofMillis(20));
        metrics.originalFailed("https", Problem.ORIGINAL_MISSING);
        metrics.rendered(ImageFormat.JPEG, ImageFormat.WEBP, Duration.ofMillis(120), 20_000);
        metrics.decodedTogether(6);
        metrics.decodedTogether(2);
        metrics.cacheFailed("put", new IllegalStateException("full"));
    }

    @Test
    void aTimeFallsIntoTheBucketsWhoseBoundItDoesNotExceed() {
        metrics.answered(answer("query", ResultType.HIT, 200, Duration.ofMillis(5)));

        String page = text();

        assertThat(page)
                .contains("tomthumb_response_seconds_bucket{result=\"hit\",le=\"0.0005\"} 0\n")
                .contains("tomthumb_response_seconds_bucket{result=\"hit\",le=\"0.0025\"} 0\n")
                .contains("tomthumb_response_seconds_bucket{result=\"hit\",le=\"0.005\"} 1\n")
                .contains("tomthumb_response_seconds_bucket{result=\"hit\",le=\"+Inf\"} 1\n")
                .contains("tomthumb_response_seconds_sum{result=\"hit\"} 0.005\n")
                .contains("tomthumb_response_seconds_count{result=\"hit\"} 1\n");
    }

    @Test
    void labelsAreEscaped() {
        assertThat(MetricFamily.label("version", "a\\b\"c\nd")).isEqualTo("version=\"a\\\\b\\\"c\\nd\"");

        StringBuilder page = new StringBuilder();
        MetricFamily.head(page, "x", "gauge", "one\\two\nthree");
        page.append(MetricFamily.line("x", MetricFamily.label("version", "a\\b\"c\nd"), "1"));
        assertThat(PrometheusText.read(page.toString()).samples()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1\n",
                "# HELP a x\n# TYPE a gauge\na 1\na 2\n",
                "# TYPE a gauge\na 1\n",
                "# HELP a x\n# TYPE a gauge\n# HELP a x\n# TYPE a gauge\n",
                "# HELP a x\n# TYPE a counter\na 1\n",
                "# HELP a x\n# TYPE a gauge\na{b=\"c\"d\"} 1\n",
                "# HELP a x\n# TYPE a gauge\na 1,5\n",
                "# HELP a x\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n",
                "# HELP a x\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n",
            })
    void theReaderOfTheseTestsSeesWhatIsWrong(String page) {
        assertThatThrownBy(() -> PrometheusText.read(page)).isInstanceOf(AssertionError.class);
    }

    /** Every request of every kind there is: the number of series is what an operator's Prometheus has to hold. */
    @Test
    void theNumberOfSeriesIsBoundedByTheWordsOfTheProduct() {
        for (String dialect : Set.of("query", "imgproxy")) {
            for (ResultType result : ResultType.values()) {
                metrics.answered(answer(dialect, result, 200, Duration.ofMillis(1)));
            }
        }
        for (ImageFormat from : ImageFormat.values()) {
            for (ImageFormat to : ImageFormat.values()) {
                metrics.rendered(from, to, Duration.ofMillis(1), 1);
            }
        }
        Map<String, Long> series = PrometheusText.read(text()).samples().keySet().stream()
                .collect(Collectors.groupingBy(key -> key.replaceFirst("\\{.*", ""), Collectors.counting()));

        int formats = ImageFormat.values().length;
        assertThat(series.get("tomthumb_response_seconds_count")).isEqualTo(ResultType.values().length);
        assertThat(series.get("tomthumb_render_seconds_count")).isEqualTo((long) formats * formats);
    }

    private String text() {
        StringBuilder page = new StringBuilder();
        metrics.families().forEach(family -> family.write(page));
        return page.toString();
    }
}
