package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.GeneratedDoc;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    @Test
    void thePageIsAsTheCodeSays() {
        GeneratedDoc.check(Path.of("docs", "metrics.md"), MetricsPage.markdown());
    }

    @Test
    void everyMetricHasASentence() {
        assertThat(new Metrics().families())
                .allSatisfy(family -> assertThat(family.help()).endsWith("."));
        assertThat(Gauges.ALL).allSatisfy(gauge -> assertThat(gauge.help()).endsWith("."));
        assertThat(TierStatistics.ALL)
                .allSatisfy(statistic -> assertThat(statistic.help()).endsWith("."));
    }
}
