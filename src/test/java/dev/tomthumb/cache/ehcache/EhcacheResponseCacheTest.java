package dev.tomthumb.cache.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.ResponseCache.Kept;
import dev.tomthumb.cache.ResponseCache.Slot;
import dev.tomthumb.model.Fields;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.StoredResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EhcacheResponseCacheTest {
    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final CacheKey KEY = new CacheKey("http://a:80  page:/charts/7.png?x=1", "page:/charts/7.png?x=1");

    @TempDir
    Path dir;

    private static StoredResponse response(String... tags) {
        return new StoredResponse(
                404,
                Optional.of("weg, für immer"),
                Fields.NONE.and("Content-Type", "image/png").and("X-A", "1").and("X-A", ""),
                new byte[] {1, 2, 3},
                Map.of("accept", ":image/webp", "dpr", ""),
                THEN,
                THEN.plusSeconds(1),
                List.of(tags));
    }

    private EhcacheResponseCache open(String responses) throws Exception {
        String xml = """
                <config xmlns="http://www.ehcache.org/v3">
                  <cache alias="renditions"><resources><heap unit="entries">10</heap></resources></cache>
                  %s
                </config>
                """.formatted(responses);
        Path file = Files.writeString(dir.resolve("ehcache.xml"), xml);
        return EhcacheResponseCache.open(
                new EhcacheRenditionCache.Setup(EhcacheXml.at(file), dir.resolve("responses"), "test", 1 << 20),
                ImageEvents.NONE,
                InstantSource.system());
    }

    private static void assertSame(StoredResponse one, StoredResponse other) {
        assertThat(one).usingRecursiveComparison().isEqualTo(other);
    }

    @Test
    void bothKindsComeBackFieldForField() {
        Kept answer = new Kept.Answer(response("a", "b"));
        Kept variants = new Kept.Variants(List.of(new Slot(Map.of("accept", ":x"), "n1"), new Slot(Map.of(), "n2")));

        assertSame(
                ((Kept.Answer) ResponseRecord.read(ResponseRecord.write(answer)).orElseThrow()).response(),
                response("a", "b"));
        assertThat(ResponseRecord.read(ResponseRecord.write(variants))).contains(variants);
    }

    @Test
    void damagedRecordsAreNoneAndNeverThrow() {
        byte[] whole = ResponseRecord.write(new Kept.Answer(response("a")));
        Random random = new Random(7);
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            ResponseRecord.read(damaged);
        }
        for (int length = 0; length < 60; length++) {
            assertThat(ResponseRecord.read(java.util.Arrays.copyOf(whole, length)))
                    .isEmpty();
        }
    }

    @Test
    void answersOutliveARestartAndPurgesDoToo() throws Exception {
        String disk = """
                <cache alias="responses"><resources>
                  <heap unit="entries">10</heap><disk unit="MB" persistent="true">8</disk>
                </resources></cache>
                """;
        CacheKey other = new CacheKey("http://a:80  page:/other", "page:/other");
        try (EhcacheResponseCache cache = open(disk)) {
            cache.put(KEY, new Kept.Answer(response("a")), cache.stamp());
            cache.put(other, new Kept.Answer(response("b")), cache.stamp());
        }
        try (EhcacheResponseCache cache = open(disk)) {
            assertThat(cache.get(KEY)).isPresent();
            assertThat(cache.invalidate(new Invalidation.OfOriginals("page:/charts/")))
                    .isEqualTo(1);
        }
        try (EhcacheResponseCache cache = open(disk)) {
            assertThat(cache.get(KEY)).isEmpty();
            assertThat(cache.get(other)).isPresent();
            assertThat(cache.invalidate(new Invalidation.OfTag("b"))).isEqualTo(1);
            assertThat(cache.get(other)).isEmpty();
        }
    }

    @Test
    void aFileThatDoesNotNameItGivesAHeap() throws Exception {
        try (EhcacheResponseCache cache = open("")) {
            cache.put(KEY, new Kept.Answer(response()), cache.stamp());

            assertThat(cache.get(KEY)).isPresent();
            assertThat(cache.describe()).startsWith("heap 200 entries");
        }
    }

    @Test
    void whatWasDeclaredOldWhileItWasMadeIsNotKept() throws Exception {
        try (EhcacheResponseCache cache = open("")) {
            long stamp = cache.stamp();
            cache.invalidate(new Invalidation.OfOriginal(KEY.original()));
            cache.put(KEY, new Kept.Answer(response()), stamp);

            assertThat(cache.get(KEY)).isEmpty();
        }
    }
}
