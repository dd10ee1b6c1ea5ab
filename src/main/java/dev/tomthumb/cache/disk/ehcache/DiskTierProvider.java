package dev.tomthumb.cache.disk.ehcache;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.ehcache.CachePersistenceException;
import org.ehcache.config.ResourcePool;
import org.ehcache.config.ResourceType;
import org.ehcache.config.SizedResourcePool;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.core.spi.service.CacheManagerProviderService;
import org.ehcache.core.spi.service.DiskResourceService;
import org.ehcache.core.spi.service.LocalPersistenceService;
import org.ehcache.core.spi.service.ServiceUtils;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.core.spi.store.InternalCacheManager;
import org.ehcache.core.spi.store.Store;
import org.ehcache.core.spi.store.tiering.AuthoritativeTier;
import org.ehcache.core.spi.time.TimeSourceService;
import org.ehcache.core.statistics.AuthoritativeTierOperationOutcomes;
import org.ehcache.core.statistics.StoreOperationOutcomes;
import org.ehcache.core.statistics.TierOperationOutcomes;
import org.ehcache.impl.config.store.disk.OffHeapDiskStoreConfiguration;
import org.ehcache.spi.persistence.PersistableResourceService;
import org.ehcache.spi.persistence.StateRepository;
import org.ehcache.spi.serialization.SerializationProvider;
import org.ehcache.spi.service.MaintainableService;
import org.ehcache.spi.service.OptionalServiceDependencies;
import org.ehcache.spi.service.Service;
import org.ehcache.spi.service.ServiceConfiguration;
import org.ehcache.spi.service.ServiceDependencies;
import org.ehcache.spi.service.ServiceProvider;
import org.jspecify.annotations.Nullable;

/**
 * Makes the disk tiers of a cache manager. One provider serves one manager.
 *
 * <pre>{@code
 * DiskTierProvider disks = new DiskTierProvider();
 * PersistentCacheManager manager = CacheManagerBuilder.newCacheManagerBuilder()
 *         .with(CacheManagerBuilder.persistence(directory))
 *         .using(disks)
 *         .withCache("pages", configuration)
 *         .build(true);
 * DiskTierCheck.require(manager, disks);
 * disks.tier("pages").orElseThrow().purge(new Purge.Tag("front-page"));
 * }</pre>
 *
 * <p>Disks that caches share ({@code <shared-disk>}) stay with Ehcache's own tier: which entry is whose is kept by Ehcache
 * in a file that it writes when it is closed.
 *
 * <p>Two things of a cache are as with Ehcache's own disk tier: {@code hashCode} of its keys has to be the same in every
 * process, which those of enums and of classes without a {@code hashCode} of their own are not; and an entry that another
 * thread replaces while it is read is read as it was or as it is.
 */
@ServiceDependencies({
    TimeSourceService.class,
    SerializationProvider.class,
    LocalPersistenceService.class,
    DiskResourceService.class
})
@OptionalServiceDependencies({
    "org.ehcache.core.spi.service.StatisticsService",
    "org.ehcache.core.spi.service.CacheManagerProviderService"
})
public final class DiskTierProvider implements AuthoritativeTier.Provider, Store.Provider, PersistableResourceService {
    private static final Logger LOG = System.getLogger(DiskTierProvider.class.getName());

    /** Ehcache's own disk tier has 1; the highest is chosen. */
    private static final int RANK = 100;

    private static final Set<ResourceType<?>> DISK = Set.of(ResourceType.Core.DISK);

    private final Map<Store<?, ?>, ManagedTier> tiers = new ConcurrentHashMap<>();

    private volatile @Nullable ServiceProvider<Service> services;
    private volatile @Nullable LocalPersistenceService persistence;

    /** @throws UnsupportedEhcacheException if this Ehcache has other interfaces than the tier was made for */
    public DiskTierProvider() {
        EhcacheVersion.require();
    }

    /** The disk tier of an open cache; empty if there is no such cache, it has none, or another provider made it. */
    public Optional<DiskTierHandle> tier(String alias) {
        return tiers.values().stream()
                .filter(tier -> tier.alias().equals(alias))
                .map(DiskTierHandle.class::cast)
                .findFirst();
    }

    // ---- Ehcache's choice

    @Override
    public int rank(Set<ResourceType<?>> resources, Collection<ServiceConfiguration<?, ?>> configurations) {
        return resources.equals(DISK) ? RANK : 0;
    }

    @Override
    public int rankAuthority(Set<ResourceType<?>> resources, Collection<ServiceConfiguration<?, ?>> configurations) {
        return rank(resources, configurations);
    }

    // ---- the disk alone

    @Override
    public <K, V> Store<K, V> createStore(
            Store.Configuration<K, V> configuration, ServiceConfiguration<?, ?>... configurations) {
        return guarded(() -> {
            DiskTier<K, V> tier = create(configuration, configurations);
            statistics()
                    .ifPresent(
                            service -> service
                                    .<K, V, StoreOperationOutcomes.GetOutcome, TierOperationOutcomes.GetOutcome>
                                            registerStoreStatistics(
                                                    tier,
                                                    "get",
                                                    ResourceType.Core.DISK.getTierHeight(),
                                                    DiskTier.TAG,
                                                    TierOperationOutcomes.GET_TRANSLATION,
                                                    "get"));
            return tier;
        });
    }

    @Override
    public void initStore(Store<?, ?> store) {
        guarded(() -> {
            open(managed(store));
            return store;
        });
    }

    @Override
    public void releaseStore(Store<?, ?> store) {
        ManagedTier tier = managed(store);
        tiers.remove(store);
        tier.close();
        tier.tier().release(services().getService(SerializationProvider.class));
        statistics().ifPresent(service -> service.cleanForNode(store));
    }

    // ---- the disk below other tiers

    @Override
    public <K, V> AuthoritativeTier<K, V> createAuthoritativeTier(
            Set<ResourceType<?>> resources,
            Store.Configuration<K, V> configuration,
            ServiceConfiguration<?, ?>... configurations) {
        return guarded(() -> {
            DiskTier<K, V> tier = create(configuration, configurations);
            statistics()
                    .ifPresent(service -> service
                            .<K, V, AuthoritativeTierOperationOutcomes.GetAndFaultOutcome,
                                    TierOperationOutcomes.GetOutcome>
                                    registerStoreStatistics(
                                            tier,
                                            "getAndFault",
                                            ResourceType.Core.DISK.getTierHeight(),
                                            DiskTier.TAG,
                                            TierOperationOutcomes.GET_AND_FAULT_TRANSLATION,
                                            "get"));
            return tier;
        });
    }

    @Override
    public void initAuthoritativeTier(AuthoritativeTier<?, ?> tier) {
        initStore(tier);
    }

    @Override
    public void releaseAuthoritativeTier(AuthoritativeTier<?, ?> tier) {
        releaseStore(tier);
    }

    // ---- making tiers

    private <K, V> DiskTier<K, V> create(
            Store.Configuration<K, V> types, ServiceConfiguration<?, ?>... configurations) {
        DiskTierConfiguration configuration = ServiceUtils.findOptionalAmongst(
                        DiskTierConfiguration.class, (Object[]) configurations)
                .orElseGet(DiskTierConfiguration::defaults);
        ServiceProvider<Service> running = services();
        TierSpaces spaces = spaces();
        String alias = alias(running, spaces, configurations);
        SizedResourcePool pool = types.getResourcePools().getPoolForResource(ResourceType.Core.DISK);
        DiskTier<K, V> tier = new DiskTier<>(
                types,
                TierSerializers.of(types, running.getService(SerializationProvider.class), configurations),
                labels(configuration),
                running.getService(TimeSourceService.class).getTimeSource(),
                running.getService(StatisticsService.class));
        statistics()
                .ifPresent(service -> service
                        .<K, V, StoreOperationOutcomes.EvictionOutcome, TierOperationOutcomes.EvictionOutcome>
                                registerStoreStatistics(
                                        tier,
                                        "eviction",
                                        ResourceType.Core.DISK.getTierHeight(),
                                        DiskTier.TAG,
                                        TierOperationOutcomes.EVICTION_TRANSLATION,
                                        "eviction"));
        sayWhatIsIgnored(alias, types, configurations);
        tiers.put(
                tier,
                new ManagedTier(
                        alias,
                        tier,
                        spaces,
                        pool.isPersistent(),
                        bytes(pool),
                        configuration,
                        running.getService(TimeSourceService.class).getTimeSource()));
        return tier;
    }

    private static String alias(
            ServiceProvider<Service> running, TierSpaces spaces, ServiceConfiguration<?, ?>... configurations) {
        PersistenceSpaceIdentifier<?> space = ServiceUtils.findOptionalAmongst(
                        PersistenceSpaceIdentifier.class, (Object[]) configurations)
                .orElseThrow(() -> new IllegalStateException("a disk tier needs a persistence directory"));
        try {
            return spaces.alias(running.getService(DiskResourceService.class), space);
        } catch (CachePersistenceException failure) {
            throw new IllegalStateException("no place on disk for " + space, failure);
        }
    }

    private static long bytes(SizedResourcePool pool) {
        if (pool.getUnit() instanceof MemoryUnit unit) {
            return unit.toBytes(pool.getSize());
        }
        throw new IllegalArgumentException("the size of a disk tier is given in bytes, not in " + pool.getUnit());
    }

    /** The configuration is written against the cache's types, or against types above them. */
    @SuppressWarnings("unchecked")
    private static <K, V> LabelExtractor<? super K, ? super V> labels(DiskTierConfiguration configuration) {
        return (LabelExtractor<? super K, ? super V>) configuration.labels();
    }

    private static void sayWhatIsIgnored(
            String alias, Store.Configuration<?, ?> types, ServiceConfiguration<?, ?>... configurations) {
        ServiceUtils.findOptionalAmongst(OffHeapDiskStoreConfiguration.class, (Object[]) configurations)
                .ifPresent(ignored -> LOG.log(
                        Level.INFO,
                        "Writers and segments of <disk-store-settings> of the cache ''{0}'' have no effect on the"
                                + " crash-safe disk tier.",
                        alias));
        if (types.getEvictionAdvisor() != null) {
            LOG.log(
                    Level.INFO,
                    "The eviction advisor of the cache ''{0}'' is not asked by the crash-safe disk tier.",
                    alias);
        }
    }

    private void open(ManagedTier tier) {
        try {
            tier.open();
        } catch (IOException | CachePersistenceException failure) {
            throw new IllegalStateException(
                    "The disk tier of the cache '" + tier.alias() + "' cannot be opened: " + failure.getMessage(),
                    failure);
        }
        LOG.log(
                Level.INFO,
                "The crash-safe disk tier keeps the cache ''{0}'' in {1}: at most {2} bytes; {3} entries were found in"
                        + " {4} ms.",
                tier.alias(),
                tier.directory(),
                String.valueOf(tier.statistics().capacity()),
                String.valueOf(tier.statistics().recovery().entries()),
                String.valueOf(tier.statistics().recovery().millis()));
    }

    private ManagedTier managed(Store<?, ?> store) {
        ManagedTier tier = tiers.get(store);
        if (tier == null) {
            throw new IllegalArgumentException("not made by this provider, or released before: " + store);
        }
        return tier;
    }

    /** What Ehcache no longer has under the name it was compiled against shows when it is called. */
    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (LinkageError changed) {
            throw EhcacheVersion.unsupported("", changed);
        }
    }

    private Optional<StatisticsService> statistics() {
        ServiceProvider<Service> running = services;
        return running == null ? Optional.empty() : Optional.ofNullable(running.getService(StatisticsService.class));
    }

    private ServiceProvider<Service> services() {
        ServiceProvider<Service> running = services;
        if (running == null) {
            throw new IllegalStateException("the cache manager is not open");
        }
        return running;
    }

    private TierSpaces spaces() {
        LocalPersistenceService files = persistence;
        if (files == null) {
            throw new IllegalStateException("the cache manager is neither open nor in maintenance");
        }
        return new TierSpaces(files);
    }

    // ---- life

    @Override
    public void start(ServiceProvider<Service> running) {
        services = running;
        persistence = running.getService(LocalPersistenceService.class);
        watchChoice(running.getService(CacheManagerProviderService.class));
    }

    /** @param managers null if the cache has no manager */
    private void watchChoice(@Nullable CacheManagerProviderService managers) {
        if (managers != null) {
            InternalCacheManager manager = managers.getCacheManager();
            // Registering it once more, after a stop, has no effect: it is equal to the one before.
            manager.registerListener(new ChoiceLog(manager, this));
        }
    }

    @Override
    public void startForMaintenance(ServiceProvider<? super MaintainableService> running, MaintenanceScope scope) {
        persistence = running.getService(LocalPersistenceService.class);
    }

    @Override
    public void stop() {
        tiers.clear();
        services = null;
        persistence = null;
    }

    // ---- destroyCache and destroy reach every persistable resource service

    /** Deletes the files of a cache. */
    @Override
    public void destroy(String alias) {
        spaces().destroy(alias);
    }

    /** Deletes the files of all caches. */
    @Override
    public void destroyAll() {
        spaces().destroyAll();
    }

    /** None: spaces are Ehcache's, this only lives below the same directory. */
    @Override
    public boolean handlesResourceType(ResourceType<?> resourceType) {
        return false;
    }

    @Override
    public PersistenceSpaceIdentifier<?> getPersistenceSpaceIdentifier(String name, ResourcePool resource) {
        throw handlesNone();
    }

    @Override
    public PersistenceSpaceIdentifier<?> getSharedPersistenceSpaceIdentifier(ResourcePool resource) {
        throw handlesNone();
    }

    @Override
    public void releasePersistenceSpaceIdentifier(PersistenceSpaceIdentifier<?> identifier) {
        throw handlesNone();
    }

    @Override
    public StateRepository getStateRepositoryWithin(PersistenceSpaceIdentifier<?> identifier, String name) {
        throw handlesNone();
    }

    private static UnsupportedOperationException handlesNone() {
        return new UnsupportedOperationException("no resource type is handled here");
    }
}
