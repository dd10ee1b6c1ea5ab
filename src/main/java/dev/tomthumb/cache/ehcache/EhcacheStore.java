package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.disk.DiskStatistics;
import dev.tomthumb.cache.disk.Purge;
import dev.tomthumb.cache.disk.ehcache.DiskTierCheck;
import dev.tomthumb.cache.disk.ehcache.DiskTierHandle;
import dev.tomthumb.cache.disk.ehcache.DiskTierProvider;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
final class EhcacheStore implements AutoCloseable {
    /** Ehcache puts a heap tier above offheap; ours stands in front, so this one is as small as may be. */
    private static final int LEAST_HEAP = 1;

    /** Ehcache's tier names and ours, which are metric labels. */
    private static final Map<String, String> TIERS = Map.of("OnHeap", "heap", "OffHeap", "offheap", "Disk", "disk");

    private final String alias;
    private final CacheManager manager;
    private final Cache<CacheKey, StoredRendition> cache;
    private final StatisticsService statistics;
    private final Optional<DiskTierHandle> disk;

    private EhcacheStore(
            String alias, CacheManager manager, StatisticsService statistics, Optional<DiskTierHandle> disk) {
        this.alias = alias;
        this.manager = manager;
        this.cache = manager.getCache(alias, CacheKey.class, StoredRendition.class);
        this.statistics = statistics;
        this.disk = disk;
    }

    /** The heap tier alone. */
    static EhcacheStore heap(CacheShape shape, InstantSource clock) throws Exception {
        ResourcePools pools = ResourcePoolsBuilder.newResourcePoolsBuilder()
                .heap(shape.heapEntries(), EntryUnit.ENTRIES)
                .build();
        return open(shape, pools, Optional.empty(), clock);
    }

    /** The offheap tier alone. */
    static EhcacheStore offheap(CacheShape shape, InstantSource clock) throws Exception {
        return open(shape, below(shape, false), Optional.empty(), clock);
    }

    /** The disk tier in {@code dir}, and the offheap tier if there is one. */
    static EhcacheStore disk(CacheShape shape, Path dir, InstantSource clock) throws Exception {
        return open(shape, below(shape, true), Optional.of(dir), clock);
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

    private static EhcacheStore open(CacheShape shape, ResourcePools pools, Optional<Path> dir, InstantSource clock)
            throws Exception {
        return ContextLoader.call(() -> {
            StatisticsService statistics = new DefaultStatisticsService();
            CacheManagerBuilder<CacheManager> builder = CacheManagerBuilder.newCacheManagerBuilder()
                    .withClassLoader(EhcacheStore.class.getClassLoader())
                    .using(statistics)
                    .using(new CacheThreads())
                    .using(new TimeSourceConfiguration(clock::millis))
                    .withCache(shape.alias(), configuration(shape, pools, clock));
            return dir.isPresent()
                    ? openDisk(shape.alias(), builder, statistics, dir.get())
                    : new EhcacheStore(shape.alias(), builder.build(true), statistics, Optional.empty());
        });
    }

    private static EhcacheStore openDisk(
            String alias, CacheManagerBuilder<CacheManager> builder, StatisticsService statistics, Path dir) {
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
        return new EhcacheStore(alias, manager, statistics, disks.tier(alias));
    }

    private static CacheConfiguration<CacheKey, StoredRendition> configuration(
            CacheShape shape, ResourcePools pools, InstantSource clock) {
        CacheConfigurationBuilder<CacheKey, StoredRendition> builder =
                CacheConfigurationBuilder.newCacheConfigurationBuilder(CacheKey.class, StoredRendition.class, pools)
                        .withClassLoader(EhcacheStore.class.getClassLoader())
                        .withResilienceStrategy(OpenFailures.strategy())
                        .withExpiry(new Life(shape.expiry(), clock))
                        .withKeySerializer(new CacheKeySerializer())
                        .withValueSerializer(new RenditionSerializer());
        boolean disk = pools.getResourceTypeSet().contains(ResourceType.Core.DISK);
        return disk
                ? builder.withService(shape.diskSettings().withLabels(new RenditionLabels()))
                        .build()
                : builder.build();
    }

    @Nullable
    StoredRendition get(CacheKey key) {
        return cache.get(key);
    }

    void put(CacheKey key, StoredRendition stored) {
        cache.put(key, stored);
    }

    void remove(CacheKey key) {
        cache.remove(key);
    }

    /**
     * Forgets renditions.
     *
     * @return how many
     */
    long invalidate(Invalidation what) {
        return disk.isPresent() ? purge(disk.get(), what) : removeAll(what);
    }

    private static long purge(DiskTierHandle disk, Invalidation what) {
        if (what instanceof Invalidation.OfOriginal original) {
            return disk.purge(new Purge.Original(original.reference()));
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
            if (what.means(entry.getKey(), tags(entry.getValue()))) {
                meant.add(entry.getKey());
            }
        });
        meant.forEach(cache::remove);
        return meant.size();
    }

    private static List<String> tags(StoredRendition stored) {
        return stored instanceof StoredRendition.Intact intact
                ? intact.rendition().tags()
                : List.of();
    }

    /** The disk tier's own figures; empty without one. */
    Optional<DiskStatistics> diskStatistics() {
        return disk.map(DiskTierHandle::statistics);
    }

    /** Statistics of the tiers called {@code names}, by their metric names. */
    Map<String, Map<String, Long>> statistics(Collection<String> names) {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        CacheStatistics whole = statistics.getCacheStatistics(alias);
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
