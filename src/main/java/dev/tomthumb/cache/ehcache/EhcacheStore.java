package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.disk.DiskStatistics;
import dev.tomthumb.cache.disk.Purge;
import dev.tomthumb.cache.disk.ehcache.DiskTierCheck;
import dev.tomthumb.cache.disk.ehcache.DiskTierHandle;
import dev.tomthumb.cache.disk.ehcache.DiskTierProvider;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.ResourcePools;
import org.ehcache.config.ResourceType;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.core.internal.statistics.DefaultStatisticsService;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.core.statistics.CacheStatistics;
import org.ehcache.core.statistics.TierStatistics;
import org.ehcache.impl.config.persistence.DefaultPersistenceConfiguration;
import org.ehcache.impl.internal.TimeSourceConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * One Ehcache manager with one cache in it, its threads and its statistics. Throws whatever Ehcache throws: those
 * above decide what a failure means.
 */
final class EhcacheStore<V> implements AutoCloseable {
    /** Ehcache puts a heap tier above offheap; ours stands in front, so this one is as small as may be. */
    private static final int LEAST_HEAP = 1;

    /** Ehcache's tier names and ours, which are metric labels. */
    private static final Map<String, String> TIERS = Map.of("OnHeap", "heap", "OffHeap", "offheap", "Disk", "disk");

    private final CacheManager manager;
    private final Content<V> content;
    private final Cache<CacheKey, V> cache;
    private final StatisticsService statistics;
    private final Optional<DiskTierHandle> disk;

    private EhcacheStore(
            Content<V> content, CacheManager manager, StatisticsService statistics, Optional<DiskTierHandle> disk) {
        this.content = content;
        this.manager = manager;
        this.cache = manager.getCache(content.alias(), CacheKey.class, content.type());
        this.statistics = statistics;
        this.disk = disk;
    }

    /** The heap tier alone. */
    static <V> EhcacheStore<V> heap(Content<V> content, CacheShape shape, InstantSource clock) throws Exception {
        ResourcePools pools = ResourcePoolsBuilder.newResourcePoolsBuilder()
                .heap(shape.heapEntries(), EntryUnit.ENTRIES)
                .build();
        return open(content, shape, pools, Optional.empty(), clock);
    }

    /** The offheap tier alone. */
    static <V> EhcacheStore<V> offheap(Content<V> content, CacheShape shape, InstantSource clock) throws Exception {
        return open(content, shape, below(shape, false), Optional.empty(), clock);
    }

    /** The disk tier in {@code dir}, and the offheap tier if there is one. */
    static <V> EhcacheStore<V> disk(Content<V> content, CacheShape shape, Path dir, InstantSource clock)
            throws Exception {
        return open(content, shape, below(shape, true), Optional.of(dir), clock);
    }

    private static ResourcePools below(CacheShape shape, boolean disk) {
        ResourcePoolsBuilder pools = ResourcePoolsBuilder.newResourcePoolsBuilder();
        if (shape.offheap().isPresent()) {
            pools = pools.heap(LEAST_HEAP, EntryUnit.ENTRIES)
                    .with(shape.offheap().get());
        }
        if (disk && shape.disk().isPresent()) {
            pools = pools.with(shape.disk().get());
        }
        return pools.build();
    }

    private static <V> EhcacheStore<V> open(
            Content<V> content, CacheShape shape, ResourcePools pools, Optional<Path> dir, InstantSource clock)
            throws Exception {
        return ContextLoader.call(() -> {
            StatisticsService statistics = new DefaultStatisticsService();
            CacheManagerBuilder<CacheManager> builder = CacheManagerBuilder.newCacheManagerBuilder()
                    .withClassLoader(EhcacheStore.class.getClassLoader())
                    .using(statistics)
                    .using(new CacheThreads())
                    .using(new TimeSourceConfiguration(clock::millis))
                    .withCache(content.alias(), configuration(content, shape, pools));
            return dir.isPresent()
                    ? openDisk(content, builder, statistics, dir.get())
                    : new EhcacheStore<>(content, builder.build(true), statistics, Optional.empty());
        });
    }

    private static <V> EhcacheStore<V> openDisk(
            Content<V> content, CacheManagerBuilder<CacheManager> builder, StatisticsService statistics, Path dir) {
        DiskTierProvider disks = new DiskTierProvider();
        CacheManager manager = DiskTierCheck.opening(() -> builder.using(disks)
                .using(new DefaultPersistenceConfiguration(dir.toFile()))
                .build(true));
        try {
            DiskTierCheck.require(manager, disks);
        } catch (RuntimeException other) {
            manager.close();
            throw other;
        }
        return new EhcacheStore<>(content, manager, statistics, disks.tier(content.alias()));
    }

    private static <V> CacheConfiguration<CacheKey, V> configuration(
            Content<V> content, CacheShape shape, ResourcePools pools) {
        CacheConfigurationBuilder<CacheKey, V> builder = CacheConfigurationBuilder.newCacheConfigurationBuilder(
                        CacheKey.class, content.type(), pools)
                .withClassLoader(EhcacheStore.class.getClassLoader())
                .withResilienceStrategy(OpenFailures.strategy())
                .withExpiry(content.expiry())
                .withKeySerializer(new CacheKeySerializer())
                .withValueSerializer(content.serializer().get());
        boolean disk = pools.getResourceTypeSet().contains(ResourceType.Core.DISK);
        return disk
                ? builder.withService(shape.diskSettings().withLabels(content.labels()))
                        .build()
                : builder.build();
    }

    @Nullable
    V get(CacheKey key) {
        return cache.get(key);
    }

    void put(CacheKey key, V stored) {
        cache.put(key, stored);
    }

    /** @return 1 if it was there, otherwise 0 */
    long remove(CacheKey key) {
        boolean there = cache.containsKey(key);
        cache.remove(key);
        return there ? 1 : 0;
    }

    boolean has(CacheKey key) {
        return cache.containsKey(key);
    }

    /** How many entries have made room for others, where there is one tier. */
    long evictions() {
        return statistics.getCacheStatistics(content.alias()).getCacheEvictions();
    }

    /**
     * Forgets renditions.
     *
     * @return how many
     */
    long invalidate(Invalidation what) {
        if (what instanceof Invalidation.OfRendition one) {
            return remove(one.rendition());
        }
        return disk.isPresent() ? purge(disk.get(), what) : removeAll(what);
    }

    private static long purge(DiskTierHandle disk, Invalidation what) {
        if (what instanceof Invalidation.OfOriginal original) {
            return disk.purge(new Purge.Original(original.reference()));
        }
        if (what instanceof Invalidation.OfOlderVersions older) {
            return disk.purge(new Purge.Original(older.reference()));
        }
        if (what instanceof Invalidation.OfOriginals originals) {
            return disk.purge(new Purge.Prefix(CacheKeySerializer.prefix(originals.prefix())));
        }
        if (what instanceof Invalidation.OfTag tagged) {
            return disk.purge(new Purge.Tag(tagged.tag()));
        }
        return disk.purge(new Purge.All());
    }

    private long removeAll(Invalidation what) {
        if (what instanceof Invalidation.Everything) {
            cache.clear();
            return 0;
        }
        List<CacheKey> meant = new ArrayList<>();
        cache.forEach(entry -> {
            if (content.meaning().means(what, entry.getKey(), entry.getValue())) {
                meant.add(entry.getKey());
            }
        });
        meant.forEach(cache::remove);
        return meant.size();
    }

    /** The keys of all renditions of an original: on disk if there is one, else in memory. */
    Set<CacheKey> keysOf(String original) {
        Set<CacheKey> keys = new HashSet<>();
        if (disk.isPresent()) {
            CacheKeySerializer serializer = new CacheKeySerializer();
            disk.get()
                    .keys(new Purge.Original(original))
                    .forEach(bytes -> keys.add(serializer.read(ByteBuffer.wrap(bytes))));
        } else {
            cache.forEach(entry -> keys.add(entry.getKey()));
        }
        // Below, originals are told apart by a hash.
        keys.removeIf(key -> !key.original().equals(original));
        return keys;
    }

    /** The disk tier's own figures; empty without one. */
    Optional<DiskStatistics> diskStatistics() {
        return disk.map(DiskTierHandle::statistics);
    }

    /** Statistics of the tiers called {@code names}, by their metric names. */
    Map<String, Map<String, Long>> statistics(Collection<String> names) {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        CacheStatistics whole = statistics.getCacheStatistics(content.alias());
        Map<String, TierStatistics> tiers = whole.getTierStatistics();
        tiers.forEach((tier, counted) -> {
            String name = TIERS.getOrDefault(tier, tier);
            if (names.contains(name)) {
                all.put(name, numbers(counted));
            }
        });
        if (all.containsKey("disk")) {
            diskStatistics().ifPresent(figures -> DiskFigures.add(figures, all.get("disk")));
        }
        if (tiers.size() == 1) {
            all.values().forEach(only -> countWhole(whole, only));
        }
        return all;
    }

    /** Where there is but one tier Ehcache counts these for the cache alone, and says 0 for the tier. */
    private static void countWhole(CacheStatistics whole, Map<String, Long> only) {
        only.put("hits", whole.getCacheHits());
        only.put("misses", whole.getCacheMisses());
        only.put("puts", whole.getCachePuts());
    }

    private static Map<String, Long> numbers(TierStatistics tier) {
        Map<String, Long> numbers = new TreeMap<>();
        known(tier.getHits()).ifPresent(n -> numbers.put("hits", n));
        known(tier.getMisses()).ifPresent(n -> numbers.put("misses", n));
        known(tier.getPuts()).ifPresent(n -> numbers.put("puts", n));
        known(tier.getEvictions()).ifPresent(n -> numbers.put("evictions", n));
        known(tier.getExpirations()).ifPresent(n -> numbers.put("expirations", n));
        known(tier.getMappings()).ifPresent(n -> numbers.put("mappings", n));
        known(tier.getAllocatedByteSize()).ifPresent(n -> numbers.put("allocated_bytes", n));
        known(tier.getOccupiedByteSize()).ifPresent(n -> numbers.put("occupied_bytes", n));
        return numbers;
    }

    /** Ehcache says -1 for what a tier does not count. */
    private static OptionalLong known(long number) {
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Override
    public void close() {
        manager.close();
    }
}
