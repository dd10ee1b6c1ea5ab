package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any number of sizes of one original, asked for by anybody: through filter, engine and cache. */
class VariantCapTest {
    private static final int MOST = 16;
    /** So many may come before they are counted. */
    private static final int OVERRUN = 4;

    @TempDir
    Path dir;

    private Path originals = Path.of("");

    @BeforeEach
    void draw() throws Exception {
        originals = Files.createDirectory(dir.resolve("originals"));
        byte[] lake = TestPictures.png(TestPictures.geometry(60, 40));
        Files.write(originals.resolve("lake.png"), lake);
        Files.write(originals.resolve("hill.png"), lake);
    }

    private WholeSite site(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("tomthumb.img.prefix", "/img/");
        settings.put("tomthumb.local.root", originals.toString());
        settings.putIfAbsent("tomthumb.cache.max-variants", Integer.toString(MOST));
        return new WholeSite(dir.resolve("state"), settings);
    }

    private static String size(int width) {
        return "/img/_/w:" + width + "/plain/local:///lake.png";
    }

    private static boolean isHit(WholeSite site, String url) throws Exception {
        FakeResponse response = site.get(url, Map.of());
        assertThat(response.status).as(url).isEqualTo(200);
        return response.headers.contains("X-Cache: Hit from tomthumb");
    }

    @Test
    void beyondTheNumberWhatIsAskedForLeastMakesRoom() throws Exception {
        try (WholeSite site = site(Map.of())) {
            isHit(site, "/img/_/w:7/plain/local:///hill.png");
            for (int time = 0; time < 4; time++) {
                isHit(site, size(10));
                isHit(site, size(11));
            }
            for (int width = 100; width < 160; width++) {
                assertThat(isHit(site, size(width))).isFalse();
            }
            assertThat(isHit(site, size(10))).isTrue();
            assertThat(isHit(site, size(11))).isTrue();
            assertThat(isHit(site, "/img/_/w:7/plain/local:///hill.png")).isTrue();
            assertThat(site.stored() - 1).isBetween((long) MOST, (long) MOST + OVERRUN);
        }
    }

    @Test
    void whatIsKeptIsCountedAfterARestartToo() throws Exception {
        try (WholeSite site = site(Map.of())) {
            for (int width = 100; width < 100 + MOST; width++) {
                isHit(site, size(width));
            }
            site.awaitIdle();
        }
        try (WholeSite site = site(Map.of())) {
            for (int width = 200; width < 200 + OVERRUN; width++) {
                isHit(site, size(width));
            }
            assertThat(site.stored()).isEqualTo(MOST);
        }
    }

    @Test
    void zeroIsNoLimit() throws Exception {
        try (WholeSite site = site(Map.of("tomthumb.cache.max-variants", "0"))) {
            for (int width = 100; width < 140; width++) {
                isHit(site, size(width));
            }
            assertThat(site.stored()).isEqualTo(40);
        }
    }

    @Test
    void whatIsSignedIsNotCounted() throws Exception {
        try (WholeSite site = site(Map.of("tomthumb.img.trusted-signatures", "mine"))) {
            for (int width = 100; width < 140; width++) {
                isHit(site, size(width).replace("/_/", "/mine/"));
            }
            assertThat(site.stored()).isEqualTo(40);
        }
    }
}
