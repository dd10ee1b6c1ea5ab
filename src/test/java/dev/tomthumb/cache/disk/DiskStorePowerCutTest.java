package dev.tomthumb.cache.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.LogLines;
import dev.tomthumb.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Sync} promises for a power cut. */
class DiskStorePowerCutTest {
    private static final long ROOMY = 16 << 20;

    @TempDir
    Path dir;

    private final LogLines log = new LogLines(DiskStore.class);
    private final SettableClock clock = new SettableClock();
    private final MemoryFiles files = new MemoryFiles();

    @AfterEach
    void closeLog() {
        log.close();
    }

    private DiskStore open(Sync sync, long capacity, MemoryFiles over) throws IOException {
        return DiskStore.open(dir, Sample.settings(capacity, sync, clock), DiskListener.NONE, over);
    }

    private static void put(DiskStore store, String key, long version) {
        Labels labels = new Labels("original-" + key.charAt(0), Set.of());
        assertThat(store.put(Sample.key(key), labels, KnownValue.of(key, version, 9000), 1, DiskStore.NEVER))
                .isPresent();
    }

    private static long version(DiskStore store, String key) {
        return store.get(Sample.key(key))
                .map(entry -> KnownValue.version(key, entry.value()))
                .orElse(0L);
    }

    private void pass(DiskStore store, int millis) {
        for (int passed = 0; passed < millis; passed += 200) {
            clock.advance(Duration.ofMillis(200));
            store.maintain();
        }
    }

    private interface Check {
        void on(DiskStore store) throws IOException;
    }

    /** Opens the store as it may be after a power cut now, in many ways. */
    private void afterPowerCuts(Sync sync, long capacity, DiskStore running, Check check) throws IOException {
        MemoryFiles now = files.copy();
        running.close();
        for (int seed = 0; seed < Effort.rounds(30, 1000); seed++) {
            try (DiskStore store = open(sync, capacity, now.afterPowerCut(new Random(seed)))) {
                check.on(store);
                Sample.checkItServes(store);
            }
        }
    }

    @Test
    void syncSecondCostsWhatWasPutInTheLastTwoSeconds() throws IOException {
        DiskStore store = open(Sync.SECOND, ROOMY, files);
        for (int i = 0; i < 100; i++) {
            put(store, "a" + i, 1);
        }
        pass(store, 2000);
        for (int i = 0; i < 20; i++) {
            put(store, "b" + i, 1);
        }
        put(store, "a0", 2);

        afterPowerCuts(Sync.SECOND, ROOMY, store, found -> {
            for (int i = 1; i < 100; i++) {
                assertThat(version(found, "a" + i)).as("a%d", i).isOne();
            }
            assertThat(version(found, "a0")).isIn(1L, 2L);
            for (int i = 0; i < 20; i++) {
                assertThat(version(found, "b" + i)).isIn(0L, 1L);
            }
        });
    }

    @Test
    void syncSegmentCostsWhatLiesInTheLastSegment() throws IOException {
        DiskStore store = open(Sync.SEGMENT, ROOMY, files);
        for (int i = 0; i < 200; i++) {
            put(store, "a" + i, 1);
        }
        long segment = ROOMY / 64;
        long lastOnes = segment / 9000 + 1;
        pass(store, 400);

        afterPowerCuts(Sync.SEGMENT, ROOMY, store, found -> {
            for (int i = 0; i < 200 - lastOnes; i++) {
                assertThat(version(found, "a" + i)).as("a%d", i).isOne();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Sync.class,
            names = {"SECOND", "SEGMENT"})
    void whatWasClosedIsOnTheDevice(Sync sync) throws IOException {
        DiskStore store = open(sync, ROOMY, files);
        for (int i = 0; i < 60; i++) {
            put(store, "a" + i, 1);
        }
        store.remove(Sample.key("a7"));
        store.close();

        afterPowerCuts(sync, ROOMY, store, found -> {
            for (int i = 0; i < 60; i++) {
                assertThat(version(found, "a" + i)).as("a%d", i).isEqualTo(i == 7 ? 0 : 1);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Sync.class,
            names = {"SECOND", "SEGMENT"})
    void aPurgeThatReturnedHolds(Sync sync) throws IOException {
        for (Purge purge :
                new Purge[] {new Purge.All(), new Purge.Original("original-a"), new Purge.Prefix("a".getBytes(UTF_8))
                }) {
            DiskStore store = open(sync, ROOMY, files);
            for (int i = 0; i < 60; i++) {
                put(store, "a" + i, 1);
            }
            if (sync == Sync.SECOND) {
                pass(store, 1400);
            }
            for (int i = 0; i < 60; i += 3) {
                put(store, "a" + i, 2);
            }
            assertThat(store.purge(purge)).isEqualTo(60);
            put(store, "a1", 3);

            afterPowerCuts(sync, ROOMY, store, found -> {
                for (int i = 0; i < 60; i++) {
                    assertThat(version(found, "a" + i))
                            .as("a%d after %s", i, purge)
                            .isIn(0L, i == 1 ? 3L : 0L);
                }
            });
        }
    }

    /** With NEVER too, nothing is returned but what was put. */
    @ParameterizedTest
    @EnumSource
    void aStoreInUseReturnsNothingWrongAndNothingPurged(Sync sync) throws IOException {
        for (int seed = 0; seed < Effort.rounds(12, 300); seed++) {
            Random random = new Random(seed);
            MemoryFiles volume = new MemoryFiles();
            Map<String, Long> newest = new HashMap<>();
            Set<Long> purged = new HashSet<>();
            DiskStore store = open(sync, DiskSettings.LEAST_CAPACITY, volume);
            int steps = 50 + random.nextInt(600);
            for (int version = 1; version <= steps; version++) {
                String key = (random.nextBoolean() ? "a" : "b") + random.nextInt(40);
                put(store, key, version);
                newest.put(key, (long) version);
                store.get(Sample.key("a" + random.nextInt(40)));
                if (random.nextInt(20) == 0) {
                    clock.advance(Duration.ofMillis(900));
                    store.maintain();
                }
                if (random.nextInt(60) == 0) {
                    store.purge(new Purge.Original("original-a"));
                    newest.forEach((name, last) -> {
                        if (name.startsWith("a")) {
                            purged.add(last);
                        }
                    });
                }
            }
            MemoryFiles left = volume.afterPowerCut(random);
            store.close();
            checkFound(sync, seed, left, newest, purged);
        }
    }

    private void checkFound(Sync sync, int seed, MemoryFiles left, Map<String, Long> newest, Set<Long> purged)
            throws IOException {
        try (DiskStore found = open(sync, DiskSettings.LEAST_CAPACITY, left)) {
            newest.forEach((key, last) -> {
                long version = version(found, key);
                assertThat(version).as("%s, seed %d", key, seed).isBetween(0L, last);
                if (sync != Sync.NEVER) {
                    assertThat(purged).as("%s was purged, seed %d", key, seed).doesNotContain(version);
                }
            });
            Sample.checkItServes(found);
        }
        assertThat(left.mostUsed()).isLessThanOrEqualTo(DiskSettings.LEAST_CAPACITY);
    }
}
