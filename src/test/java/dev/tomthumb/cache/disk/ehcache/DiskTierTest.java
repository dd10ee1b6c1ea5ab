package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.ehcache.Cache;
import org.ehcache.config.builders.CacheEventListenerConfigurationBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.event.CacheEvent;
import org.ehcache.event.CacheEventListener;
import org.ehcache.event.EventType;
import org.ehcache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Ehcache promises of a cache, with our disk below every kind of tier. */
class DiskTierTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path dir;

    private final long[] clock = {1_700_000_000_000L};
    private DiskManager manager;

    @AfterEach
    void close() {
        if (manager != null) {
            manager.close();
        }
    }

    private Cache<String, String> open(Tiers tiers) {
        return open(tiers, ExpiryPolicy.NO_EXPIRY);
    }

    private Cache<String, String> open(Tiers tiers, ExpiryPolicy<? super String, ? super String> expiry) {
        manager = DiskManager.open(
                dir,
                clock,
                DiskManager.cache(
                                String.class, String.class, tiers.with(10, true).build())
                        .withExpiry(expiry)
                        .build());
        return manager.cache(String.class, String.class);
    }

    private Cache<String, String> reopen(Tiers tiers) {
        close();
        return open(tiers);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPutIsThere(Tiers tiers) {
        Cache<String, String> cache = open(tiers);
        cache.put("a", "1");
        assertThat(cache.get("a")).isEqualTo("1");
        assertThat(cache.containsKey("a")).isTrue();
        assertThat(cache.get("b")).isNull();
        assertThat(cache.containsKey("b")).isFalse();
        cache.put("a", "2");
        assertThat(cache.get("a")).isEqualTo("2");
        cache.remove("a");
        assertThat(cache.get("a")).isNull();
        assertThat(cache.containsKey("a")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPutIsThereAfterARestart(Tiers tiers) {
        Cache<String, String> cache = open(tiers);
        cache.putAll(Map.of("a", "1", "b", "2", "c", "3"));
        cache.remove("b");
        cache.put("c", "4");
        cache = reopen(tiers);
        assertThat(cache.getAll(Set.of("a", "b", "c")))
                .containsOnly(entry("a", "1"), entry("b", null), entry("c", "4"));
    }

    @ParameterizedTest
    @EnumSource
    void aClearedCacheStaysEmpty(Tiers tiers) {
        Cache<String, String> cache = open(tiers);
        cache.put("a", "1");
        assertThat(cache.get("a")).isEqualTo("1");
        cache.clear();
        assertThat(cache.get("a")).isNull();
        assertThat(cache).isEmpty();
        assertThat(reopen(tiers).get("a")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void conditionsAreKept(Tiers tiers) {
        Cache<String, String> cache = open(tiers);
        assertThat(cache.putIfAbsent("a", "1")).isNull();
        assertThat(cache.putIfAbsent("a", "2")).isEqualTo("1");
        assertThat(cache.replace("a", "0", "3")).isFalse();
        assertThat(cache.replace("a", "1", "3")).isTrue();
        assertThat(cache.get("a")).isEqualTo("3");
        assertThat(cache.replace("a", "4")).isEqualTo("3");
        assertThat(cache.replace("b", "4")).isNull();
        assertThat(cache.get("b")).isNull();
        assertThat(cache.replace("b", "4", "5")).isFalse();
        assertThat(cache.remove("a", "3")).isFalse();
        assertThat(cache.get("a")).isEqualTo("4");
        assertThat(cache.remove("a", "4")).isTrue();
        assertThat(cache.remove("a", "4")).isFalse();
        assertThat(cache.get("a")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void manyAtOnce(Tiers tiers) {
        Cache<String, String> cache = open(tiers);
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            all.put("key" + i, "value" + i);
        }
        cache.putAll(all);
        assertThat(cache.getAll(all.keySet())).isEqualTo(all);
        cache.removeAll(Set.of("key1", "key2", "none"));
        all.remove("key1");
        all.remove("key2");
        Map<String, String> iterated = new HashMap<>();
        cache.forEach(entry -> iterated.put(entry.getKey(), entry.getValue()));
        assertThat(iterated).isEqualTo(all);
        Set<String> left = new HashSet<>(all.keySet());
        cache.removeAll(left);
        assertThat(cache).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anIteratorRemoves(Tiers tiers) {
        Cache<String, String> cache = open(tiers);
        cache.putAll(Map.of("a", "1", "b", "2"));
        var entries = cache.iterator();
        String removed = entries.next().getKey();
        entries.remove();
        assertThat(cache.containsKey(removed)).isFalse();
        assertThat(cache).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void entriesExpire(Tiers tiers) {
        Cache<String, String> cache = open(tiers, ExpiryPolicyBuilder.timeToLiveExpiration(MINUTE));
        cache.put("a", "1");
        pass(MINUTE.minusMillis(1));
        assertThat(cache.get("a")).isEqualTo("1");
        pass(Duration.ofMillis(1));
        assertThat(cache.get("a")).isNull();
        assertThat(cache.containsKey("a")).isFalse();
        assertThat(cache).isEmpty();
        assertThat(cache.putIfAbsent("a", "2")).isNull();
        assertThat(cache.get("a")).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void timesOfExpirySurviveARestart(Tiers tiers) {
        ExpiryPolicy<Object, Object> minute = ExpiryPolicyBuilder.timeToLiveExpiration(MINUTE);
        open(tiers, minute).put("a", "1");
        pass(Duration.ofSeconds(30));
        close();
        Cache<String, String> cache = open(tiers, minute);
        assertThat(cache.get("a")).isEqualTo("1");
        pass(Duration.ofSeconds(30));
        assertThat(cache.get("a")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void useProlongsIdleTime(Tiers tiers) {
        Cache<String, String> cache = open(tiers, ExpiryPolicyBuilder.timeToIdleExpiration(MINUTE));
        cache.putAll(Map.of("used", "1", "idle", "2"));
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofSeconds(40));
            assertThat(cache.get("used")).as("after %d uses", i).isEqualTo("1");
            cache.put("other" + i, "x"); // pushes the first out of a small heap
            cache.get("other" + i);
        }
        assertThat(cache.get("idle")).isNull();
        pass(MINUTE);
        assertThat(cache.get("used")).isNull();
    }

    /** Lives as long as its value says, in seconds; an update keeps the time there was. */
    static final class ByValue implements ExpiryPolicy<String, String> {
        @Override
        public Duration getExpiryForCreation(String key, String value) {
            return Duration.ofSeconds(Long.parseLong(value));
        }

        @Override
        public Duration getExpiryForAccess(String key, Supplier<? extends String> value) {
            return null;
        }

        @Override
        public Duration getExpiryForUpdate(String key, Supplier<? extends String> old, String value) {
            return old.get().equals("60") ? null : Duration.ofSeconds(Long.parseLong(value));
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachEntryHasItsOwnTime(Tiers tiers) {
        Cache<String, String> cache = open(tiers, new ByValue());
        cache.put("never stored", "0");
        cache.put("short", "10");
        cache.put("kept", "60");
        cache.put("kept", "600");
        cache.put("set", "30");
        cache.put("set", "90");
        assertThat(cache.get("never stored")).isNull();
        pass(Duration.ofSeconds(10));
        assertThat(cache.get("short")).isNull();
        assertThat(cache.get("kept")).isEqualTo("600");
        pass(Duration.ofSeconds(50));
        assertThat(cache.get("kept")).isNull();
        assertThat(cache.get("set")).isEqualTo("90");
        cache.put("set", "0");
        assertThat(cache.get("set")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyThatFailsLetsNothingLive(Tiers tiers) {
        Cache<String, String> cache = open(
                tiers,
                ExpiryPolicyBuilder.expiry()
                        .create((key, value) -> {
                            throw new IllegalStateException("no idea");
                        })
                        .build());
        cache.put("a", "1");
        assertThat(cache.get("a")).isNull();
    }

    private Cache<String, String> listened(Tiers tiers, List<String> heard) {
        CacheEventListener<String, String> listener = event -> heard.add(text(event));
        manager = DiskManager.open(
                dir,
                clock,
                DiskManager.cache(
                                String.class, String.class, tiers.with(2, true).build())
                        .withExpiry(ExpiryPolicyBuilder.timeToLiveExpiration(MINUTE))
                        .withService(CacheEventListenerConfigurationBuilder.newEventListenerConfiguration(
                                        listener, Set.of(EventType.values()))
                                .ordered()
                                .synchronous())
                        .build());
        return manager.cache(String.class, String.class);
    }

    private static String text(CacheEvent<? extends String, ? extends String> event) {
        return event.getType() + " " + event.getKey() + " " + brief(event.getOldValue()) + ">"
                + brief(event.getNewValue());
    }

    private static String brief(String value) {
        return value == null ? "" : value.substring(0, Math.min(5, value.length()));
    }

    @ParameterizedTest
    @EnumSource
    void eventsAreTold(Tiers tiers) {
        List<String> heard = new CopyOnWriteArrayList<>();
        Cache<String, String> cache = listened(tiers, heard);
        cache.put("a", "1");
        cache.put("a", "2");
        cache.get("a");
        cache.replace("a", "2", "3");
        cache.remove("a");
        cache.remove("a");
        cache.putIfAbsent("b", "4");
        pass(MINUTE);
        assertThat(cache.get("b")).isNull();
        assertThat(heard)
                .containsExactly(
                        "CREATED a >1",
                        "UPDATED a 1>2",
                        "UPDATED a 2>3",
                        "REMOVED a 3>",
                        "CREATED b >4",
                        "EXPIRED b 4>");
        assertThat(manager.tier("Disk").getExpirations()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void expiryInTheHeapIsToldOnce(Tiers tiers) {
        List<String> heard = new CopyOnWriteArrayList<>();
        Cache<String, String> cache = listened(tiers, heard);
        cache.put("a", "1");
        cache.get("a");
        pass(MINUTE);
        assertThat(cache.get("a")).isNull();
        assertThat(cache.get("a")).isNull();
        cache.put("a", "2");
        assertThat(heard).containsExactly("CREATED a >1", "EXPIRED a 1>", "CREATED a >2");
    }

    @ParameterizedTest
    @EnumSource
    void evictionsAreToldAndCounted(Tiers tiers) {
        List<String> heard = new CopyOnWriteArrayList<>();
        Cache<String, String> cache = listened(tiers, heard);
        for (int i = 0; i < 400; i++) {
            cache.put("key" + i, i + "-" + "x".repeat(20_000));
        }
        List<String> evicted =
                heard.stream().filter(event -> event.startsWith("EVICTED")).toList();
        assertThat(evicted).isNotEmpty().doesNotHaveDuplicates();
        assertThat(evicted).allMatch(event -> event.endsWith("x>") || event.endsWith("->"));
        assertThat(manager.tier("Disk").getEvictions()).isGreaterThanOrEqualTo(evicted.size());
        assertThat(heard.stream().filter(event -> event.startsWith("CREATED"))).hasSize(400);
    }

    @ParameterizedTest
    @EnumSource
    void theDirectoryIsNeverLargerThanItsDiskSays(Tiers tiers) throws Exception {
        manager = DiskManager.open(
                dir,
                clock,
                DiskManager.cache(
                                String.class, String.class, tiers.with(2, true).build())
                        .build());
        Cache<String, String> cache = manager.cache(String.class, String.class);
        for (int i = 0; i < 600; i++) {
            cache.put("key" + i % 200, i + "-" + "x".repeat(20_000));
            if (i % 3 == 0) {
                String value = cache.get("key" + i / 2 % 200);
                assertThat(value == null || value.endsWith("x")).isTrue();
            }
            if (i % 20 == 0) {
                assertThat(Directories.bytes(manager.handle().directory())).isLessThanOrEqualTo(2 << 20);
            }
        }
        for (int i = 0; i < 200; i++) {
            String value = cache.get("key" + i);
            assertThat(value == null || value.startsWith(400 + i + "-"))
                    .as("key%d", i)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void statisticsAreKept(Tiers tiers) {
        Cache<String, String> cache = open(tiers);
        cache.put("a", "1");
        cache.put("b", "2");
        cache.get("a");
        cache.get("none");
        cache.remove("b");
        var disk = manager.tier("Disk");
        assertThat(disk.getPuts()).isEqualTo(2);
        assertThat(disk.getHits()).isEqualTo(1);
        assertThat(disk.getMisses()).isEqualTo(1);
        assertThat(disk.getRemovals()).isEqualTo(1);
        assertThat(disk.getMappings()).isEqualTo(1);
        assertThat(disk.getEvictions()).isZero();
        assertThat(disk.getExpirations()).isZero();
        assertThat(disk.getAllocatedByteSize()).isGreaterThanOrEqualTo(4096);
        assertThat(disk.getOccupiedByteSize()).isBetween(1L, disk.getAllocatedByteSize());
        var whole = manager.statistics.getCacheStatistics(DiskManager.ALIAS);
        assertThat(whole.getCacheHits()).isEqualTo(1);
        assertThat(whole.getCacheMisses()).isEqualTo(1);
        assertThat(whole.getCachePuts()).isEqualTo(2);
    }

    private void pass(Duration duration) {
        clock[0] += duration.toMillis();
    }
}
