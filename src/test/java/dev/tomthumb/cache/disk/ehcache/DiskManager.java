package dev.tomthumb.cache.disk.ehcache;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.ehcache.Cache;
import org.ehcache.PersistentCacheManager;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.ResourcePools;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.core.config.store.StoreStatisticsConfiguration;
import org.ehcache.core.internal.statistics.DefaultStatisticsService;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.core.statistics.TierStatistics;
import org.ehcache.impl.config.persistence.CacheManagerPersistenceConfiguration;
import org.ehcache.impl.config.store.disk.OffHeapDiskStoreConfiguration;
import org.ehcache.impl.internal.TimeSourceConfiguration;

/** A cache manager with our provider, a clock of its own and statistics. */
final class DiskManager implements AutoCloseable {
    static final String ALIAS = "pages/ä";

    final DiskTierProvider disks = new DiskTierProvider();
    final StatisticsService statistics = new DefaultStatisticsService();
    final PersistentCacheManager ehcache;

    private DiskManager(Path directory, long[] clock, UnaryOperator<CacheManagerBuilder<PersistentCacheManager>> more) {
        CacheManagerBuilder<PersistentCacheManager> builder = CacheManagerBuilder.newCacheManagerBuilder()
                .with(new CacheManagerPersistenceConfiguration(directory.toFile()))
                .using(disks)
                .using(statistics)
                .using(new TimeSourceConfiguration(() -> clock[0]));
        ehcache = DiskTierCheck.opening(() -> more.apply(builder).build(true));
        DiskTierCheck.require(ehcache, disks);
    }

    static DiskManager open(
            Path directory, long[] clock, UnaryOperator<CacheManagerBuilder<PersistentCacheManager>> more) {
        return new DiskManager(directory, clock, more);
    }

    static <K, V> DiskManager open(Path directory, long[] clock, CacheConfiguration<K, V> cache) {
        return open(directory, clock, builder -> builder.withCache(ALIAS, cache));
    }

    /** Of statistics also where the disk is alone, which Ehcache leaves off there. */
    static <K, V> CacheConfigurationBuilder<K, V> cache(Class<K> keys, Class<V> values, ResourcePools pools) {
        return CacheConfigurationBuilder.newCacheConfigurationBuilder(keys, values, pools)
                .withService(new StoreStatisticsConfiguration(true))
                .withService(new OffHeapDiskStoreConfiguration(2));
    }

    <K, V> Cache<K, V> cache(Class<K> keys, Class<V> values) {
        return ehcache.getCache(ALIAS, keys, values);
    }

    TierStatistics tier(String tier) {
        return statistics.getCacheStatistics(ALIAS).getTierStatistics().get(tier);
    }

    DiskTierHandle handle() {
        return disks.tier(ALIAS).orElseThrow();
    }

    @Override
    public void close() {
        ehcache.close();
    }
}
