package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.cache.disk.Purge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.ehcache.Cache;
import org.ehcache.config.builders.CacheEventListenerConfigurationBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.event.CacheEventListener;
import org.ehcache.event.EventType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads on few keys, with a disk that is too small: nobody waits for ever, nobody reads what was not put. */
class DiskTierConcurrencyTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 600;
    private static final int KEYS = 300;

    @TempDir
    Path dir;

    private final long[] clock = {1_700_000_000_000L};
    private final AtomicInteger events = new AtomicInteger();

    private DiskManager open(Tiers tiers) {
        CacheEventListener<String, String> listener = event -> events.incrementAndGet();
        return DiskManager.open(
                dir,
                clock,
                DiskManager.cache(
                                String.class, String.class, tiers.with(2, true).build())
                        .withExpiry(ExpiryPolicyBuilder.timeToIdleExpiration(Duration.ofSeconds(1)))
                        .withService(CacheEventListenerConfigurationBuilder.newEventListenerConfiguration(
                                listener, Set.of(EventType.values())))
                        .build());
    }

    @ParameterizedTest
    @EnumSource
    void readersWritersAndEvictionGetAlong(Tiers tiers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<String> wrong = new CopyOnWriteArrayList<>();
        try (DiskManager manager = open(tiers)) {
            Cache<String, String> cache = manager.cache(String.class, String.class);
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                long seed = i;
                work.add(() -> work(manager, cache, seed, wrong));
            }
            for (Future<Void> done : threads.invokeAll(work, 120, TimeUnit.SECONDS)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(wrong).isEmpty();
        assertThat(events).hasPositiveValue();
    }

    private Void work(DiskManager manager, Cache<String, String> cache, long seed, List<String> wrong) {
        RandomGenerator random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            String key = "key" + random.nextInt(KEYS) + "-";
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> cache.put(key, key + "x".repeat(random.nextInt(20_000)));
                case 3 -> cache.remove(key);
                case 4 -> cache.putIfAbsent(key, key + "x");
                case 5 -> clock[0]++;
                default -> {
                    String value = cache.get(key);
                    if (value != null && !value.startsWith(key)) {
                        wrong.add(key + " was " + value.substring(0, Math.min(20, value.length())));
                    }
                }
            }
            if (seed == 0 && i % 200 == 199) {
                manager.handle().purge(new Purge.All());
            }
        }
        return null;
    }
}
