package dev.tomthumb.cache.disk.ehcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ehcache.Cache;
import org.ehcache.Status;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.ResourceType;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.impl.serialization.CompactJavaSerializer;
import org.ehcache.spi.loaderwriter.CacheLoaderWriter;
import org.ehcache.spi.serialization.Serializer;
import org.ehcache.spi.serialization.SerializerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories and caches: made, closed, left behind, found again, destroyed. */
class DiskTierLifeTest {
    @TempDir
    Path dir;

    private final long[] clock = {1_700_000_000_000L};
    private final List<DiskManager> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(manager -> {
            if (manager.ehcache.getStatus() == Status.AVAILABLE) {
                manager.close();
            }
        });
    }

    private <K, V> DiskManager open(Path directory, Class<K> keys, Class<V> values, boolean persistent) {
        return opened(DiskManager.open(
                directory,
                clock,
                DiskManager.cache(
                                keys,
                                values,
                                Tiers.HEAP_DISK.with(10, persistent).build())
                        .build()));
    }

    private DiskManager opened(DiskManager manager) {
        opened.add(manager);
        return manager;
    }

    /** The directory as a killed process would leave it, opened again. */
    private <K, V> Cache<K, V> crash(Class<K> keys, Class<V> values) throws Exception {
        Path copy = dir.resolveSibling(dir.getFileName() + "-copy");
        Directories.copy(dir, copy);
        assertThat(copy.resolve(".clean")).doesNotExist();
        return open(copy, keys, values, true).cache(keys, values);
    }

    @Test
    void aKilledProcessLosesNothing() throws Exception {
        Cache<String, String> cache =
                open(dir, String.class, String.class, true).cache(String.class, String.class);
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            all.put("key" + i, "value" + i);
        }
        cache.putAll(all);
        cache.remove("key7");
        cache.put("key8", "other");
        Cache<String, String> again = crash(String.class, String.class);
        assertThat(again.get("key7")).isNull();
        assertThat(again.get("key8")).isEqualTo("other");
        assertThat(again.get("key9")).isEqualTo("value9");
        assertThat(again).hasSize(299);
    }

    @Test
    void keysAndValuesOfJavaSerializationSurviveIt() throws Exception {
        Cache<Page, Page> cache = open(dir, Page.class, Page.class, true).cache(Page.class, Page.class);
        for (int i = 0; i < 50; i++) {
            cache.put(Page.of("key", i), Page.of("value", i));
        }
        assertThat(cache.get(Page.of("key", 1))).isEqualTo(Page.of("value", 1));
        Cache<Page, Page> again = crash(Page.class, Page.class);
        for (int i = 0; i < 50; i++) {
            assertThat(again.get(Page.of("key", i))).isEqualTo(Page.of("value", i));
        }
    }

    @Test
    void numbersAreKeys() throws Exception {
        Cache<Long, byte[]> cache = open(dir, Long.class, byte[].class, true).cache(Long.class, byte[].class);
        cache.put(42L, new byte[] {1, 2, 3});
        assertThat(crash(Long.class, byte[].class).get(42L)).containsExactly(1, 2, 3);
    }

    @Test
    void entriesWhoseSerializersForgotAreDeleted() throws Exception {
        DiskManager first = open(dir, Page.class, Page.class, true);
        first.cache(Page.class, Page.class).put(Page.of("key", 1), Page.of("value", 1));
        Path state = first.handle().directory().resolve("state");
        first.close();
        try (Stream<Path> files = Files.list(state)) {
            Path values = files.filter(file -> file.getFileName().toString().startsWith("value-"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(values);
            bytes[bytes.length / 2] ^= 1;
            Files.write(values, bytes);
        }
        Cache<Page, Page> cache = open(dir, Page.class, Page.class, true).cache(Page.class, Page.class);
        assertThat(cache.get(Page.of("key", 1))).isNull();
        cache.put(Page.of("key", 1), Page.of("value", 2));
        assertThat(crash(Page.class, Page.class).get(Page.of("key", 1))).isEqualTo(Page.of("value", 2));
    }

    @Test
    void whatASerializerMadeByTheApplicationKeepsSurvivesACloseOnly() throws Exception {
        DiskManager first = opened(DiskManager.open(dir, clock, withInstance()));
        first.cache(String.class, Page.class).put("a", Page.of("value", 1));
        first.close();
        DiskManager second = opened(DiskManager.open(dir, clock, withInstance()));
        assertThat(second.cache(String.class, Page.class).get("a")).isEqualTo(Page.of("value", 1));
        Path copy = dir.resolveSibling(dir.getFileName() + "-copy");
        Directories.copy(dir, copy);
        DiskManager third = opened(DiskManager.open(copy, clock, withInstance()));
        assertThat(third.cache(String.class, Page.class).get("a")).isNull();
    }

    private static CacheConfiguration<String, Page> withInstance() {
        return DiskManager.cache(
                        String.class, Page.class, Tiers.HEAP_DISK.with(10, true).build())
                .withValueSerializer(new CompactJavaSerializer<>(Page.class.getClassLoader()))
                .build();
    }

    @Test
    void entriesOfOtherTypesAreDeleted() {
        DiskManager first = open(dir, String.class, String.class, true);
        first.cache(String.class, String.class).put("a", "eight ch");
        first.close();
        DiskManager second = open(dir, String.class, Long.class, true);
        assertThat(second.cache(String.class, Long.class).get("a")).isNull();
        second.cache(String.class, Long.class).put("a", 5L);
        second.close();
        assertThat(open(dir, String.class, Long.class, true)
                        .cache(String.class, Long.class)
                        .get("a"))
                .isEqualTo(5L);
    }

    @Test
    void whatIsNotPersistentIsGoneAfterwards() throws Exception {
        DiskManager first = open(dir, String.class, String.class, false);
        first.cache(String.class, String.class).put("a", "1");
        Path directory = first.handle().directory();
        assertThat(directory).exists();
        assertThat(crash(String.class, String.class).get("a"))
                .as("a persistent cache in what a killed one left")
                .isEqualTo("1");
        first.close();
        assertThat(directory).doesNotExist();
        DiskManager second = open(dir, String.class, String.class, false);
        assertThat(second.cache(String.class, String.class).get("a")).isNull();
    }

    @Test
    void whatAKilledProcessLeftOfANotPersistentCacheIsDeleted() throws Exception {
        DiskManager first = open(dir, String.class, String.class, false);
        first.cache(String.class, String.class).put("a", "1");
        Path copy = dir.resolveSibling(dir.getFileName() + "-copy");
        Directories.copy(dir, copy);
        DiskManager second = open(copy, String.class, String.class, false);
        assertThat(second.cache(String.class, String.class).get("a")).isNull();
    }

    private DiskManager two() {
        var configuration = DiskManager.cache(
                String.class, String.class, Tiers.HEAP_DISK.with(10, true).build());
        return opened(DiskManager.open(
                dir, clock, builder -> builder.withCache("one", configuration).withCache("two", configuration)));
    }

    @Test
    void twoCachesKeepApart() {
        DiskManager manager = two();
        manager.ehcache.getCache("one", String.class, String.class).put("a", "1");
        manager.ehcache.getCache("two", String.class, String.class).put("a", "2");
        manager.ehcache.getCache("two", String.class, String.class).clear();
        manager.close();
        manager = two();
        assertThat(manager.ehcache.getCache("one", String.class, String.class).get("a"))
                .isEqualTo("1");
        assertThat(manager.ehcache.getCache("two", String.class, String.class).get("a"))
                .isNull();
        assertThat(manager.disks.tier("one").orElseThrow().statistics().entries())
                .isOne();
        assertThat(manager.disks.tier("three")).isEmpty();
    }

    @Test
    void aDestroyedCacheIsGone() throws Exception {
        DiskManager manager = two();
        manager.ehcache.getCache("one", String.class, String.class).put("a", "1");
        manager.ehcache.getCache("two", String.class, String.class).put("a", "2");
        Path directory = manager.disks.tier("one").orElseThrow().directory();
        manager.ehcache.destroyCache("one");
        assertThat(directory).doesNotExist();
        assertThat(manager.disks.tier("one")).isEmpty();
        manager.close();
        manager.ehcache.destroyCache("two");
        manager = two();
        assertThat(manager.ehcache.getCache("one", String.class, String.class).get("a"))
                .isNull();
        assertThat(manager.ehcache.getCache("two", String.class, String.class).get("a"))
                .isNull();
    }

    @Test
    void aDestroyedManagerLeavesNothing() throws Exception {
        DiskManager manager = two();
        manager.ehcache.getCache("one", String.class, String.class).put("a", "1");
        manager.close();
        manager.ehcache.destroy();
        assertThat(dir.resolve("tomthumb-disk")).doesNotExist();
    }

    @Test
    void aCacheMayBeRemovedAndMadeAgain() {
        DiskManager manager = two();
        manager.ehcache.getCache("one", String.class, String.class).put("a", "1");
        manager.ehcache.removeCache("one");
        Cache<String, String> again = manager.ehcache.createCache(
                "one",
                DiskManager.cache(
                        String.class, String.class, Tiers.DISK.with(10, true).build()));
        assertThat(again.get("a")).isEqualTo("1");
    }

    /** Text, of which some cannot be read back. */
    public static final class Moody implements Serializer<String> {
        @Override
        public ByteBuffer serialize(String text) {
            if (text.equals("unwritable")) {
                throw new SerializerException("I do not write that");
            }
            return StandardCharsets.UTF_8.encode(text);
        }

        @Override
        public String read(ByteBuffer bytes) {
            String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
            if (text.equals("unreadable")) {
                throw new SerializerException("I do not read that");
            }
            return text;
        }

        @Override
        public boolean equals(String text, ByteBuffer bytes) {
            return text.equals(read(bytes));
        }
    }

    @Test
    void aValueThatItsSerializerCannotReadIsAMissAndGone() {
        for (Tiers tiers : List.of(Tiers.DISK, Tiers.HEAP_DISK)) {
            DiskManager manager = opened(DiskManager.open(
                    dir.resolve(tiers.name()),
                    clock,
                    DiskManager.cache(
                                    String.class,
                                    String.class,
                                    tiers.with(10, true).build())
                            .withValueSerializer(new Moody())
                            .build()));
            Cache<String, String> cache = manager.cache(String.class, String.class);
            cache.put("a", "unreadable");
            cache.put("b", "unwritable");
            cache.put("c", "plain");
            assertThat(cache.get("a")).isNull();
            assertThat(cache.get("b")).isNull();
            assertThat(cache.get("c")).isEqualTo("plain");
            assertThat(manager.handle().unreadable()).isOne();
            assertThat(manager.handle().statistics().entries()).isOne();
            cache.put("c", "unwritable");
            assertThat(cache.get("c")).as("not the old value").isNull();
        }
    }

    @Test
    void aLoaderAndWriterStandsAbove() {
        Map<String, String> behind = new ConcurrentHashMap<>(Map.of("a", "loaded"));
        CacheLoaderWriter<String, String> loader = new CacheLoaderWriter<>() {
            @Override
            public String load(String key) {
                return behind.get(key);
            }

            @Override
            public void write(String key, String value) {
                behind.put(key, value);
            }

            @Override
            public void delete(String key) {
                behind.remove(key);
            }
        };
        for (Tiers tiers : Tiers.values()) {
            DiskManager manager = opened(DiskManager.open(
                    dir.resolve(tiers.name()),
                    clock,
                    DiskManager.cache(
                                    String.class,
                                    String.class,
                                    tiers.with(10, true).build())
                            .withLoaderWriter(loader)
                            .build()));
            Cache<String, String> cache = manager.cache(String.class, String.class);
            assertThat(cache.get("a")).isEqualTo("loaded");
            cache.put("b", "written");
            assertThat(behind).containsEntry("b", "written");
            cache.remove("b");
            assertThat(behind).doesNotContainKey("b");
            assertThat(cache.getAll(Set.of("a", "b")))
                    .containsEntry("a", "loaded")
                    .containsEntry("b", null);
            cache.putAll(Map.of("c", "1", "d", "2"));
            assertThat(behind).containsEntry("c", "1").containsEntry("d", "2");
        }
    }

    @Test
    void aSharedDiskStaysWithEhcache() {
        DiskManager manager = opened(DiskManager.open(
                dir,
                clock,
                builder -> builder.sharedResources(
                                ResourcePoolsBuilder.newResourcePoolsBuilder().disk(10, MemoryUnit.MB, true))
                        .withCache("one", shared())
                        .withCache("two", shared())));
        manager.ehcache.getCache("one", String.class, String.class).put("a", "1");
        manager.ehcache.getCache("two", String.class, String.class).put("a", "2");
        assertThat(manager.ehcache.getCache("one", String.class, String.class).get("a"))
                .isEqualTo("1");
        assertThat(manager.ehcache.getCache("two", String.class, String.class).get("a"))
                .isEqualTo("2");
        assertThat(dir.resolve("tomthumb-disk")).doesNotExist();
    }

    private static CacheConfigurationBuilder<String, String> shared() {
        return CacheConfigurationBuilder.newCacheConfigurationBuilder(
                String.class,
                String.class,
                ResourcePoolsBuilder.newResourcePoolsBuilder().sharedDisk());
    }

    @Test
    void aSecondManagerIsToldWhoHoldsTheDirectory() {
        open(dir, String.class, String.class, true);
        assertThatThrownBy(() -> open(dir, String.class, String.class, true)).hasStackTraceContaining("already locked");
    }

    @Test
    void aDiskThatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> DiskManager.open(
                        dir,
                        clock,
                        DiskManager.cache(
                                        String.class,
                                        String.class,
                                        ResourcePoolsBuilder.newResourcePoolsBuilder()
                                                .disk(100, MemoryUnit.KB, true)
                                                .build())
                                .build()))
                .hasStackTraceContaining("at least");
    }

    @Test
    void onlyDisksAloneAreClaimed() {
        DiskTierProvider provider = new DiskTierProvider();
        assertThat(provider.rank(Set.of(ResourceType.Core.DISK), List.of())).isGreaterThan(1);
        assertThat(provider.rankAuthority(Set.of(ResourceType.Core.DISK), List.of()))
                .isGreaterThan(1);
        assertThat(provider.rank(Set.of(ResourceType.Core.OFFHEAP), List.of())).isZero();
        assertThat(provider.rank(Set.of(ResourceType.Core.DISK, ResourceType.Core.HEAP), List.of()))
                .isZero();
    }
}
