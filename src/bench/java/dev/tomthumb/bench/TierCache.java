package dev.tomthumb.bench;

import dev.tomthumb.cache.disk.ehcache.DiskTierCheck;
import dev.tomthumb.cache.disk.ehcache.DiskTierProvider;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.Optional;
import org.ehcache.Cache;
import org.ehcache.PersistentCacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;

/** An Ehcache cache of byte arrays on disk, over one of the engines. */
public final class TierCache implements Closeable {
    /** Ehcache's own disk tier. */
    public static final String STOCK = "stock";
    /** The one of this project. */
    public static final String OURS = "tomthumb";

    private static final String ALIAS = "bench";

    private final PersistentCacheManager manager;
    private final Optional<DiskTierProvider> disks;

    private TierCache(PersistentCacheManager manager, Optional<DiskTierProvider> disks) {
        this.manager = manager;
        this.disks = disks;
    }

    /**
     * Opens a cache.
     *
     * @param engine {@link #STOCK} or {@link #OURS}
     * @param heap whether there is a heap tier of one entry above
     * @param diskBytes the size of the disk tier
     */
    public static TierCache open(String engine, boolean heap, Path directory, long diskBytes) {
        ResourcePoolsBuilder pools =
                ResourcePoolsBuilder.newResourcePoolsBuilder().disk(diskBytes, MemoryUnit.B, true);
        if (heap) {
            pools = pools.heap(1, EntryUnit.ENTRIES);
        }
        var builder = CacheManagerBuilder.newCacheManagerBuilder()
                .with(CacheManagerBuilder.persistence(directory.toFile()))
                .withCache(
                        ALIAS,
                        CacheConfigurationBuilder.newCacheConfigurationBuilder(String.class, byte[].class, pools));
        if (engine.equals(STOCK)) {
            return new TierCache(builder.build(true), Optional.empty());
        }
        DiskTierProvider disks = new DiskTierProvider();
        PersistentCacheManager manager = builder.using(disks).build(true);
        DiskTierCheck.require(manager, disks);
        return new TierCache(manager, Optional.of(disks));
    }

    public Cache<String, byte[]> cache() {
        return manager.getCache(ALIAS, String.class, byte[].class);
    }

    /** Only of {@link #OURS}. */
    public Optional<DiskTierProvider> disks() {
        return disks;
    }

    /** The handle's name of the cache. */
    public static String alias() {
        return ALIAS;
    }

    @Override
    public void close() {
        manager.close();
    }
}
