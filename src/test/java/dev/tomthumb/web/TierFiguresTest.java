package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators compute hit ratios of, for each tier: a request counts once. */
class TierFiguresTest {
    @TempDir
    Path dir;

    @Test
    void aMissIsAMissOfEachTierOnceAndAHitAHitOfTheFirst() throws Exception {
        Path originals = Files.createDirectory(dir.resolve("originals"));
        Files.write(originals.resolve("lake.png"), TestPictures.png(TestPictures.geometry(60, 40)));
        Map<String, String> settings =
                Map.of("tomthumb.img.prefix", "/img/", "tomthumb.local.root", originals.toString());
        try (WholeSite site = new WholeSite(dir.resolve("state"), settings)) {
            for (int width = 10; width < 20; width++) {
                get(site, width);
            }
            for (String tier : List.of("cache", "heap", "disk")) {
                assertThat(figure(site, tier, "misses")).as(tier).isEqualTo(10);
                assertThat(figure(site, tier, "hits")).as(tier).isZero();
            }
            get(site, 10);

            assertThat(figure(site, "cache", "misses")).isEqualTo(10);
            assertThat(figure(site, "cache", "hits")).isOne();
            assertThat(figure(site, "heap", "hits")).isOne();
            assertThat(figure(site, "disk", "hits")).isZero();
        }
    }

    private static void get(WholeSite site, int width) throws Exception {
        assertThat(site.get("/img/_/w:" + width + "/plain/local:///lake.png", Map.of()).status)
                .isEqualTo(200);
    }

    private static long figure(WholeSite site, String tier, String name) {
        return site.tomthumb().cacheStatistics().get(tier).get(name);
    }
}
