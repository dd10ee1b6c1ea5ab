package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.DiskSettings;
import dev.tomthumb.cache.disk.DiskStatistics;
import dev.tomthumb.cache.disk.Labels;
import dev.tomthumb.cache.disk.Purge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.management.ObjectName;
import org.ehcache.CachePersistenceException;
import org.ehcache.core.spi.time.TimeSource;

/**
 * A tier from its making to its release, with what its provider knows of it.
 */
final class ManagedTier implements DiskTierHandle {
    private final String alias;
    private final DiskTier<?, ?> tier;
    private final TierSpaces spaces;
    private final boolean persistent;
    private final long size;
    private final DiskTierConfiguration configuration;
    private final TimeSource time;

    private volatile Path directory = Path.of("");
    private volatile Optional<ObjectName> bean = Optional.empty();

    ManagedTier(
            String alias,
            DiskTier<?, ?> tier,
            TierSpaces spaces,
            boolean persistent,
            long size,
            DiskTierConfiguration configuration,
            TimeSource time) {
        this.alias = alias;
        this.tier = tier;
        this.spaces = spaces;
        this.persistent = persistent;
        this.size = size;
        this.configuration = configuration;
        this.time = time;
    }

    DiskTier<?, ?> tier() {
        return tier;
    }

    /** Opens the tier. @throws IOException naming what is in the way */
    void open() throws IOException, CachePersistenceException {
        if (!persistent) {
            spaces.destroy(alias);
        }
        directory = spaces.create(alias);
        TierDirectory files = new TierDirectory(directory, size);
        tier.prepare(files, alias, spaces.clean());
        DiskSettings settings = new DiskSettings(
                files.capacity(),
                configuration.minimumFree(),
                configuration.sync(),
                "the Ehcache cache '" + alias + "'",
                () -> Instant.ofEpochMilli(time.getTimeMillis()),
                configuration.useAbove());
        tier.open(files.entries(), settings);
        bean = DiskTierBean.register(this);
    }

    /** Closes the tier, as far as it was opened. */
    void close() {
        bean.ifPresent(DiskTierBean::unregister);
        bean = Optional.empty();
        tier.close();
        if (!persistent) {
            spaces.destroy(alias);
        }
    }

    @Override
    public String alias() {
        return alias;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public long purge(Purge purge) {
        long purged = tier.opened().bytes().purge(purge);
        tier.departures().invalidateAll();
        return purged;
    }

    @Override
    public List<byte[]> keys(Purge meant) {
        return tier.opened().bytes().keys(meant);
    }

    @Override
    public long stamp() {
        return tier.opened().bytes().stamp();
    }

    @Override
    public boolean purgedSince(long stamp, byte[] key, Labels labels) {
        return tier.opened().bytes().purgedSince(stamp, key, labels);
    }

    @Override
    public DiskStatistics statistics() {
        return tier.opened().bytes().statistics();
    }

    @Override
    public long unreadable() {
        return tier.opened().unreadable();
    }
}
