package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.http.caching.FreshnessPolicy;
import dev.tomthumb.model.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessRulesTest {
    private static FreshnessRules rules(Map<String, String> texts, double chance) throws SettingsException {
        return new FreshnessRules(
                SettingsLoader.load(
                        SettingTexts.ofProperties(texts), new Installation(true, 2, 1L << 30, Path.of("state"))),
                () -> chance);
    }

    @Test
    void cloudFrontsTimesApplyWhereNothingIsSaid() throws Exception {
        FreshnessPolicy s3 = rules(Map.of(), 0).freshness("s3://photos/cat.jpg");

        assertThat(s3.minTtl()).isEqualTo(Duration.ofSeconds(1));
        assertThat(s3.defaultTtl()).isEqualTo(Duration.ofDays(1));
        assertThat(s3.maxTtl()).isEqualTo(Duration.ofDays(365));
        assertThat(s3.staleWhileRevalidate()).isEqualTo(Duration.ofSeconds(60));
        assertThat(s3.staleIfError()).isEqualTo(Duration.ofDays(1));
        assertThat(s3.obeysRequests()).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1} s")
    @CsvSource({
        "webapp:/pictures/cat.jpg, 5",
        "local:///cat.jpg, 5",
        "s3://photos/live/cat.jpg, 10",
        "s3://photos/cat.jpg, 86400",
        "s3://shop/items/2026/cat.jpg, 20",
        "s3://shop/items/cat.jpg, 86400",
        "s3://all/cat.jpg, 30",
        "https://cdn.example/a/cat.jpg, 30",
        "webapp:/site/cat.jpg, 30",
        "dispatch:/site/image.jsp, 30",
        "webapp:/banner.jpg, 40",
    })
    void theFirstRuleThatFitsApplies(String original, long seconds) throws Exception {
        FreshnessRules rules = rules(
                Map.of(
                        "tomthumb.mounts",
                        "/media/ = s3://shop/items/; /site/all/ = s3://all/; /site/web/ = https://cdn.example/a/",
                        "tomthumb.ttl.rules",
                        "s3://photos/live/* = 0, 10 s, 1 h; /media/2026/* = 0, 20, 1 h; /site/* = 0, 30, 1 h; "
                                + "/banner.jpg = 1, 40, 50; s3://photos/live/* = 0, 1, 2"),
                0);

        assertThat(rules.freshness(original).defaultTtl()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void anOriginThatFailedIsLeftInPeaceForATimeThatVaries() throws Exception {
        Map<String, String> texts = Map.of("tomthumb.error-ttl.5xx", "4 s", "tomthumb.error-ttl.404", "1 min");

        assertThat(rules(texts, 0).remembered(Problem.ORIGIN_FAILED)).isEqualTo(Duration.ofSeconds(4));
        assertThat(rules(texts, 1).remembered(Problem.ORIGIN_FAILED)).isEqualTo(Duration.ofSeconds(6));
        assertThat(rules(texts, 1).remembered(Problem.ORIGINAL_MISSING)).isEqualTo(Duration.ofMinutes(1));
        assertThat(rules(texts, 1).remembered(Problem.ORIGIN_DENIED)).isEqualTo(Duration.ofSeconds(10));
        assertThat(rules(texts, 1).remembered(Problem.BROKEN_IMAGE)).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"OVERLOADED", "TIMEOUT", "INTERNAL"})
    void overloadIsNeverRemembered(Problem problem) throws Exception {
        assertThat(rules(Map.of(), 1).remembered(problem)).isZero();
    }

    @Test
    void aMinimumAboveTheMaximumIsRefused() {
        assertThatThrownBy(() -> rules(Map.of("tomthumb.ttl.min", "2 d", "tomthumb.ttl.max", "1 d"), 0))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("it is more than tomthumb.ttl.max");
    }
}
