package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.Labels;
import dev.tomthumb.cache.disk.Sync;
import java.util.function.IntUnaryOperator;
import org.ehcache.spi.service.ServiceConfiguration;

/**
 * What a cache asks of its disk tier beyond the size in {@code <disk>}. Immutable; a cache without one has the
 * {@linkplain #defaults defaults}.
 *
 * <pre>{@code
 * CacheConfigurationBuilder.newCacheConfigurationBuilder(String.class, Page.class, pools)
 *         .withService(DiskTierConfiguration.defaults().withLabels(new PageLabels()).withMinimumFree(1L << 30))
 * }</pre>
 */
public final class DiskTierConfiguration implements ServiceConfiguration<DiskTierProvider, DiskTierConfiguration> {
    private static final DiskTierConfiguration DEFAULTS =
            new DiskTierConfiguration((key, value) -> Labels.NONE, Sync.SEGMENT, 0, hash -> 0);

    private final LabelExtractor<?, ?> labels;
    private final Sync sync;
    private final long minimumFree;
    private final IntUnaryOperator useAbove;

    private DiskTierConfiguration(LabelExtractor<?, ?> labels, Sync sync, long minimumFree, IntUnaryOperator useAbove) {
        this.labels = labels;
        this.sync = sync;
        this.minimumFree = minimumFree;
        this.useAbove = useAbove;
    }

    /**
     * No labels; {@link Sync#SEGMENT}, because the end of the process costs nothing with any of them and what a power cut
     * costs can be cached again; no space left free, because the size in {@code <disk>} is what somebody decided the cache
     * may take, and a volume that is full all the same is survived.
     */
    public static DiskTierConfiguration defaults() {
        return DEFAULTS;
    }

    /** Entries are labelled by {@code extractor}, which fits the cache's types. */
    public DiskTierConfiguration withLabels(LabelExtractor<?, ?> extractor) {
        return new DiskTierConfiguration(extractor, sync, minimumFree, useAbove);
    }

    /** Data is forced to the device as {@code policy} says. */
    public DiskTierConfiguration withSync(Sync policy) {
        return new DiskTierConfiguration(labels, policy, minimumFree, useAbove);
    }

    /**
     * The cache gives back space when less than {@code bytes} are left on the volume.
     *
     * @param bytes at least 0
     */
    public DiskTierConfiguration withMinimumFree(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("space to be left free is at least 0 bytes, not " + bytes);
        }
        return new DiskTierConfiguration(labels, sync, bytes, useAbove);
    }

    /**
     * Entries that are used where the tier does not see it are not taken for unused.
     *
     * @param use for a key's hash code, how much its entry is used elsewhere, from 0 for not at all; quick, from any thread
     */
    public DiskTierConfiguration withUseAbove(IntUnaryOperator use) {
        return new DiskTierConfiguration(labels, sync, minimumFree, use);
    }

    /** How much entries are used elsewhere. */
    public IntUnaryOperator useAbove() {
        return useAbove;
    }

    /** What entries can be purged by. */
    public LabelExtractor<?, ?> labels() {
        return labels;
    }

    /** When data is forced to the device. */
    public Sync sync() {
        return sync;
    }

    /** Bytes of the volume that are left free. */
    public long minimumFree() {
        return minimumFree;
    }

    @Override
    public Class<DiskTierProvider> getServiceType() {
        return DiskTierProvider.class;
    }

    @Override
    public DiskTierConfiguration derive() {
        return this;
    }

    @Override
    public DiskTierConfiguration build(DiskTierConfiguration representation) {
        return representation;
    }
}
