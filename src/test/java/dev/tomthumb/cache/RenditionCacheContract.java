package dev.tomthumb.cache;

import static dev.tomthumb.cache.Renditions.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RenditionCache} promises. */
public abstract class RenditionCacheContract {
    private static final byte[] NO_BODY = {};

    private RenditionCache cache;

    /** A new, empty cache with room for at least ten renditions of 20 kB; the test closes it. */
    protected abstract RenditionCache open() throws Exception;

    @BeforeEach
    void openCache() throws Exception {
        cache = open();
    }

    @AfterEach
    void closeCache() {
        cache.close();
    }

    @Test
    void whatWasNeverPutIsAMiss() {
        assertThat(cache.get(key(1))).isEmpty();
    }

    @Test
    void whatWasPutComesBackFieldForField() {
        Rendition full = Renditions.of(1, 20_000);
        Rendition sparse = new Rendition(
                ImageFormat.SVG,
                Optional.empty(),
                new byte[1],
                "\"x\"",
                Renditions.MADE,
                Validators.NONE,
                Visibility.PUBLIC,
                0);
        cache.put(key(1), full);
        cache.put(key(2), sparse);

        assertSame(full, cache.get(key(1)));
        assertSame(sparse, cache.get(key(2)));
    }

    @Test
    void aLaterPutReplacesAnEarlierOne() {
        cache.put(key(1), Renditions.of(1, 20_000));
        cache.put(key(1), Renditions.of(2, 500));

        assertSame(Renditions.of(2, 500), cache.get(key(1)));
    }

    @Test
    void whatWasRemovedIsAMissAndTheRestStays() {
        cache.put(key(1), Renditions.of(1, 20_000));
        cache.put(key(2), Renditions.of(2, 20_000));
        cache.remove(key(1));
        cache.remove(key(3));

        assertThat(cache.get(key(1))).isEmpty();
        assertThat(cache.get(key(2))).isPresent();
    }

    @Test
    void clearForgetsAll() {
        for (int i = 0; i < 10; i++) {
            cache.put(key(i), Renditions.of(i, 20_000));
        }
        cache.clear();

        for (int i = 0; i < 10; i++) {
            assertThat(cache.get(key(i))).isEmpty();
        }
    }

    @Test
    void statisticsCountWhatWasAsked() {
        cache.put(key(1), Renditions.of(1, 100));
        assertThat(cache.get(key(1))).isPresent();
        assertThat(cache.get(key(2))).isEmpty();
        assertThat(cache.get(key(3))).isEmpty();

        assertThat(cache.statistics().get("cache"))
                .containsEntry("hits", 1L)
                .containsEntry("misses", 2L)
                .containsEntry("puts", 1L);
        assertThat(cache.describe()).isNotBlank();
    }

    @Test
    void aClosedCacheMissesAndDropsAndMayBeClosedAgain() {
        cache.put(key(1), Renditions.of(1, 100));
        cache.close();

        assertThatCode(() -> {
                    cache.close();
                    cache.put(key(1), Renditions.of(1, 100));
                    cache.remove(key(1));
                    cache.clear();
                    cache.statistics();
                    cache.describe();
                })
                .doesNotThrowAnyException();
        assertThat(cache.get(key(1))).isEmpty();
    }

    @Test
    void threadsThatReadWriteAndRemoveNeverSeeAnotherKeysPicture() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int self = t;
                all.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < 500; i++) {
                        int k = (i * 7 + self) % 20;
                        cache.get(key(k))
                                .ifPresent(found -> assertSame(Renditions.of(k, 2_000 + k), Optional.of(found)));
                        if (i % 11 == 0) {
                            cache.remove(key(k));
                        } else if (i % 3 == 0) {
                            cache.put(key(k), Renditions.of(k, 2_000 + k));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    public static void assertSame(Rendition expected, Optional<Rendition> found) {
        assertThat(found).isPresent();
        assertThat(found.get().body()).isEqualTo(expected.body());
        assertThat(withoutBody(found.get())).isEqualTo(withoutBody(expected));
    }

    /** A record compares arrays by identity. */
    private static Rendition withoutBody(Rendition all) {
        return new Rendition(
                all.format(),
                all.size(),
                NO_BODY,
                all.entityTag(),
                all.madeAt(),
                all.original(),
                all.visibility(),
                all.originalBytes());
    }
}
