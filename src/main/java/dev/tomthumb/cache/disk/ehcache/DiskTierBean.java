package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.DiskStatistics;
import dev.tomthumb.cache.disk.Purge;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** The JMX face of a tier. It is a convenience: where it cannot be shown, the tier works without. */
final class DiskTierBean implements DiskTierMXBean {
    private static final Logger LOG = System.getLogger(DiskTierBean.class.getName());

    /** What a value of an object name may not hold unquoted ({@link ObjectName}). */
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,=:\"*?\\n]");

    private final DiskTierHandle tier;

    private DiskTierBean(DiskTierHandle tier) {
        this.tier = tier;
    }

    /** Shows the tier. Its directory is in its name, as that is nobody else's in this JVM. */
    static Optional<ObjectName> register(DiskTierHandle tier) {
        Hashtable<String, String> keys = new Hashtable<>();
        keys.put("type", "DiskTier");
        keys.put("cache", value(tier.alias()));
        keys.put("directory", value(tier.directory().toString()));
        try {
            ObjectName name = new ObjectName("dev.tomthumb", keys);
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new StandardMBean(new DiskTierBean(tier), DiskTierMXBean.class, true), name);
            return Optional.of(name);
        } catch (JMException | RuntimeException failure) {
            LOG.log(Level.WARNING, "The disk tier of the cache '" + tier.alias() + "' is not seen in JMX", failure);
            return Optional.empty();
        }
    }

    /** Quoted only where it cannot stand bare: people write these names by hand. */
    static String value(String text) {
        return NEEDS_QUOTES.matcher(text).find() ? ObjectName.quote(text) : text;
    }

    static void unregister(ObjectName name) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException | RuntimeException failure) {
            LOG.log(Level.DEBUG, "The JMX bean was gone before its cache", failure);
        }
    }

    private DiskStatistics figures() {
        return tier.statistics();
    }

    @Override
    public String getAlias() {
        return tier.alias();
    }

    @Override
    public String getDirectory() {
        return tier.directory().toString();
    }

    @Override
    public long getCapacity() {
        return figures().capacity();
    }

    @Override
    public long getDiskBytes() {
        return figures().diskBytes();
    }

    @Override
    public long getLiveBytes() {
        return figures().liveBytes();
    }

    @Override
    public long getDeadBytes() {
        return figures().deadBytes();
    }

    @Override
    public double getLiveRatio() {
        return figures().liveRatio();
    }

    @Override
    public long getEntries() {
        return figures().entries();
    }

    @Override
    public long getSegments() {
        return figures().segments();
    }

    @Override
    public long getHits() {
        return figures().hits();
    }

    @Override
    public long getMisses() {
        return figures().misses();
    }

    @Override
    public long getPuts() {
        return figures().puts();
    }

    @Override
    public long getDropped() {
        return figures().dropped();
    }

    @Override
    public long getRemovals() {
        return figures().removals();
    }

    @Override
    public long getPurged() {
        return figures().purged();
    }

    @Override
    public long getEvictions() {
        return figures().evictions();
    }

    @Override
    public long getExpirations() {
        return figures().expirations();
    }

    @Override
    public long getDamaged() {
        return figures().damaged();
    }

    @Override
    public long getUnreadable() {
        return tier.unreadable();
    }

    @Override
    public long getCopiedBytes() {
        return figures().copiedBytes();
    }

    @Override
    public long getWrittenBytes() {
        return figures().writtenBytes();
    }

    @Override
    public long getFailures() {
        return figures().failures();
    }

    @Override
    public boolean isServing() {
        return figures().serving();
    }

    @Override
    public String getLastFailure() {
        return figures().lastFailure().orElse("");
    }

    @Override
    public long getRecoveryMillis() {
        return figures().recovery().millis();
    }

    @Override
    public long getRecoveredEntries() {
        return figures().recovery().entries();
    }

    @Override
    public long getRecoveryScannedBytes() {
        return figures().recovery().scannedBytes();
    }

    @Override
    public long getRecoveryDamaged() {
        return figures().recovery().damaged();
    }

    @Override
    public long getRecoveryCutBytes() {
        return figures().recovery().cutBytes();
    }

    @Override
    public long getRecoverySetAside() {
        return figures().recovery().setAside();
    }

    @Override
    public long purgeOriginal(String original) {
        return tier.purge(new Purge.Original(original));
    }

    @Override
    public long purgeTag(String tag) {
        return tier.purge(new Purge.Tag(tag));
    }

    @Override
    public long purgePrefix(String prefix) {
        return tier.purge(new Purge.Prefix(prefix.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public long purgeAll() {
        return tier.purge(new Purge.All());
    }
}
