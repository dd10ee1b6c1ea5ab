package dev.tomthumb.cache.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.cache.Renditions;
import dev.tomthumb.model.ImageEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody asks for ten thousand sizes while visitors go on asking for a thousand pictures by Zipf's law. The shipped
 * {@code ehcache.xml}, with a smaller heap and a disk that holds a third of the sweep.
 */
class SweepTest {
    private static final int HOT = 1000;
    private static final int SWEEP = 10_000;
    private static final int BODY = 1000;
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path dir;

    private EhcacheRenditionCache open(int heap, int diskMegabytes) throws Exception {
        String shipped;
        try (var in = EhcacheXml.inJar().openStream()) {
            shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String scaled = shipped.replaceFirst("<heap unit=\"entries\">\\d+", "<heap unit=\"entries\">" + heap)
                .replaceFirst(
                        "<disk unit=\"MB\" persistent=\"true\">\\d+",
                        "<disk unit=\"MB\" persistent=\"true\">" + diskMegabytes)
                .replaceFirst("minimum-free=\"256MB\"", "minimum-free=\"1MB\"")
                .replaceFirst("sync=\"segment\"", "sync=\"never\"");
        if (diskMegabytes == 0) {
            scaled = scaled.replaceFirst("(?s)<disk unit.*?</disk>", "").replaceFirst("<tt:disk-tier.*?/>", "");
        }
        Path file = Files.writeString(dir.resolve("ehcache.xml"), scaled);
        return EhcacheRenditionCache.open(
                new EhcacheRenditionCache.Setup(EhcacheXml.at(file), dir.resolve("cache"), "test", 64 * 1024),
                ImageEvents.NONE,
                CLOCK);
    }

    private static final class Visitors {
        private final RenditionCache cache;
        private final Random random = new Random(7);
        private final double[] sums = new double[HOT];

        Visitors(RenditionCache cache) {
            this.cache = cache;
            double sum = 0;
            for (int i = 0; i < HOT; i++) {
                sum += 1.0 / (i + 1);
                sums[i] = sum;
            }
        }

        int any() {
            return any(random);
        }

        private int any(Random random) {
            double at = random.nextDouble() * sums[HOT - 1];
            int low = Arrays.binarySearch(sums, at);
            return Math.min(HOT - 1, low < 0 ? -low - 1 : low);
        }

        /** Share of hits, and share of hits in the heap; of the same questions each time, so that chance has no say. */
        double[] ask(int times) {
            long heapBefore = heapHits();
            int hits = 0;
            Random questions = new Random(11);
            for (int i = 0; i < times; i++) {
                hits += one(new CacheKey("hot " + any(questions) + " s3://o/cat.jpg")) ? 1 : 0;
            }
            return new double[] {(double) hits / times, (double) (heapHits() - heapBefore) / times};
        }

        boolean one(CacheKey key) {
            if (cache.get(key).isPresent()) {
                return true;
            }
            cache.put(key, Renditions.of(1, BODY));
            return false;
        }

        private long heapHits() {
            return cache.statistics().get("heap").get("hits");
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 4, 1", "300, 4, 1", "300, 4, 2", "300, 16, 1", "1000, 0, 1", "1100, 0, 2"})
    void theHotSetIsLeftAlone(int heap, int disk, int times) throws Exception {
        try (EhcacheRenditionCache cache = open(heap, disk)) {
            Visitors visitors = new Visitors(cache);
            for (int i = 0; i < 30_000; i++) {
                visitors.one(new CacheKey("hot " + visitors.any() + " s3://o/cat.jpg"));
                if (i % 3 == 0) {
                    visitors.one(new CacheKey("seldom " + i + " s3://o/dog.jpg"));
                }
            }
            double[] before = visitors.ask(10_000);
            for (int i = 0; i < SWEEP; i++) {
                for (int time = 0; time < times; time++) {
                    visitors.one(new CacheKey("swept " + i + " s3://o/cat.jpg"));
                }
                visitors.one(new CacheKey("hot " + visitors.any() + " s3://o/cat.jpg"));
            }
            double[] after = visitors.ask(10_000);
            assertUntouched(before, after, times == 1 ? 0.99 : 0.98);
        }
    }

    /** Without visitors meanwhile: what was proven stays. */
    @ParameterizedTest
    @CsvSource({"1000, 4", "300, 4", "300, 16"})
    void atNight(int heap, int disk) throws Exception {
        try (EhcacheRenditionCache cache = open(heap, disk)) {
            Visitors visitors = new Visitors(cache);
            for (int i = 0; i < 30_000; i++) {
                visitors.one(new CacheKey("hot " + visitors.any() + " s3://o/cat.jpg"));
                if (i % 3 == 0) {
                    visitors.one(new CacheKey("seldom " + i + " s3://o/dog.jpg"));
                }
            }
            double[] before = visitors.ask(10_000);
            for (int i = 0; i < SWEEP; i++) {
                visitors.one(new CacheKey("swept " + i + " s3://o/cat.jpg"));
            }
            double[] after = visitors.ask(10_000);
            assertUntouched(before, after, 0.99);
        }
        try (EhcacheRenditionCache cache = open(heap, disk)) {
            int kept = 0;
            for (int i = 0; i < HOT; i++) {
                kept += cache.get(new CacheKey("hot " + i + " s3://o/cat.jpg")).isPresent() ? 1 : 0;
            }
            assertThat(kept).as("of the hot set after a restart").isGreaterThan(900);
        }
    }

    private static void assertUntouched(double[] before, double[] after, double share) {
        assertThat(after[0]).as("hits in the whole cache").isGreaterThanOrEqualTo(share * before[0]);
        assertThat(after[1]).as("hits in the heap").isGreaterThanOrEqualTo(share * before[1]);
    }
}
