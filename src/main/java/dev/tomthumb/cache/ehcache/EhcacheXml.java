package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheConfigurationException;
import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.KeptOriginal;
import dev.tomthumb.cache.disk.ehcache.DiskTierConfiguration;
import dev.tomthumb.model.Rendition;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.ResourcePools;
import org.ehcache.config.ResourceType;
import org.ehcache.config.SizedResourcePool;
import org.ehcache.config.units.EntryUnit;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.expiry.ExpiryPolicy;
import org.ehcache.impl.config.copy.DefaultCopierConfiguration;
import org.ehcache.impl.config.persistence.DefaultPersistenceConfiguration;
import org.ehcache.impl.config.serializer.DefaultSerializerConfiguration;
import org.ehcache.impl.config.store.disk.OffHeapDiskStoreConfiguration;
import org.ehcache.spi.service.ServiceConfiguration;
import org.ehcache.xml.XmlConfiguration;

/**
 * Reads an {@code ehcache.xml}. Only sizes and expiry are taken from it: types, serializers and the directory are
 * ours, so that an operator cannot get them wrong.
 */
public final class EhcacheXml {
    /** The cache the file must define. */
    public static final String ALIAS = "renditions";

    /** The cache the file may define: without it no originals are kept. */
    public static final String ORIGINALS = "originals";
    /** The cache of the host application's answers, which it may define. */
    public static final String RESPONSES = "responses";

    /** The cache on a Terracotta server that nodes share, which it may define. */
    public static final String SHARED = "shared";

    private static final long LEAST_DISK = 2 << 20;
    private static final long LEAST_CLUSTERED = 4 << 20;

    private final String alias;
    private final String name;
    private final XmlConfiguration xml;
    private final XmlLines lines;

    private EhcacheXml(String alias, String name, XmlConfiguration xml, XmlLines lines) {
        this.alias = alias;
        this.name = name;
        this.xml = xml;
        this.lines = lines;
    }

    /** The commented default inside the jar. */
    public static URL inJar() {
        return Objects.requireNonNull(EhcacheXml.class.getResource("/dev/tomthumb/cache/ehcache.xml"));
    }

    /** An operator's file as the URL that the cache is opened with. */
    public static URL at(Path file) throws CacheConfigurationException {
        try {
            return file.toUri().toURL();
        } catch (IOException unreachable) {
            throw new CacheConfigurationException(file + " is not a file that can be read.", unreachable);
        }
    }

    /**
     * Reads what the file says of every cache, and opens none.
     *
     * @throws CacheConfigurationException as {@link #read}
     */
    public static void requireSound(URL url) throws CacheConfigurationException {
        read(url);
        readOriginals(url);
        readCluster(url);
    }

    /** @throws CacheConfigurationException if the file is missing, is not valid or does not fit; the message says where */
    static CacheShape read(URL url) throws CacheConfigurationException {
        return parsed(url, ALIAS).shape();
    }

    /**
     * The cache of originals, if there is to be one.
     *
     * @throws CacheConfigurationException as {@link #read}
     */
    static Optional<CacheShape> readOriginals(URL url) throws CacheConfigurationException {
        EhcacheXml file = parsed(url, ORIGINALS);
        return file.xml.getCacheConfigurations().containsKey(ORIGINALS)
                ? Optional.of(file.shapeOfOriginals())
                : Optional.empty();
    }

    /**
     * What the file says of a cache that it need not define.
     *
     * @return empty if it does not
     * @throws CacheConfigurationException as {@link #read}
     */
    static Optional<CacheShape> readOptional(URL url, String alias) throws CacheConfigurationException {
        EhcacheXml file = parsed(url, alias);
        return file.xml.getCacheConfigurations().containsKey(alias) ? Optional.of(file.shape()) : Optional.empty();
    }

    /**
     * What the file says of a cache on a Terracotta server that nodes share; empty if it defines none.
     *
     * @throws CacheConfigurationException as {@link #read}
     */
    public static Optional<ClusterShape> readCluster(URL url) throws CacheConfigurationException {
        if (!XmlLines.of(url).mention("alias=\"" + SHARED + '"')) {
            return Optional.empty();
        }
        EhcacheXml file = parsed(url, SHARED);
        return file.xml.getCacheConfigurations().containsKey(SHARED)
                ? Optional.of(file.clusterShape())
                : Optional.empty();
    }

    private static EhcacheXml parsed(URL url, String alias) throws CacheConfigurationException {
        String name = "file".equals(url.getProtocol()) ? url.getPath() : url.toString();
        XmlLines lines = XmlLines.of(url);
        XmlConfiguration parsed;
        try {
            parsed = ContextLoader.call(() -> new XmlConfiguration(url, EhcacheXml.class.getClassLoader()));
        } catch (Exception invalid) {
            throw new CacheConfigurationException(lines.explain(name, invalid), invalid);
        }
        return new EhcacheXml(alias, name, parsed, lines);
    }

    private CacheShape shape() throws CacheConfigurationException {
        CacheConfiguration<?, ?> cache = cache();
        requireType("key-type", cache.getKeyType(), CacheKey.class);
        requireType("value-type", cache.getValueType(), Rendition.class);
        ResourcePools pools = cache.getResourcePools();
        requireKnownTiers(pools);
        SizedResourcePool heap = heap(pools);
        requireRoom(pools);
        return new CacheShape(
                alias,
                heap.getSize(),
                tier(pools, ResourceType.Core.OFFHEAP),
                tier(pools, ResourceType.Core.DISK),
                diskSettings(cache),
                expiry(cache),
                ignored(cache));
    }

    private CacheShape shapeOfOriginals() throws CacheConfigurationException {
        CacheConfiguration<?, ?> cache = cache();
        requireType("key-type", cache.getKeyType(), CacheKey.class);
        requireType("value-type", cache.getValueType(), KeptOriginal.class);
        ResourcePools pools = cache.getResourcePools();
        requireKnownTiers(pools);
        requireNoHeap(pools);
        requireRoom(pools);
        return new CacheShape(
                alias,
                0,
                tier(pools, ResourceType.Core.OFFHEAP),
                tier(pools, ResourceType.Core.DISK),
                diskSettings(cache),
                expiry(cache),
                ignored(cache));
    }

    /** Counted in entries, nobody can say what they take; counted in bytes, Ehcache cannot. */
    private void requireNoHeap(ResourcePools pools) throws CacheConfigurationException {
        if (tier(pools, ResourceType.Core.HEAP).isPresent()) {
            throw wrong(
                    "<heap",
                    "the cache '" + alias + "' must have no <heap>: originals are megabytes each, and would push what "
                            + "is being made out of the JVM's memory. Write <offheap> or <disk>.");
        }
    }

    private CacheConfiguration<?, ?> cache() throws CacheConfigurationException {
        CacheConfiguration<?, ?> cache = xml.getCacheConfigurations().get(alias);
        if (cache == null) {
            TreeSet<String> found = new TreeSet<>(xml.getCacheConfigurations().keySet());
            throw wrong(
                    "<cache ",
                    "there is no <cache alias=\"" + alias + "\">"
                            + (found.isEmpty() ? "." : "; it defines " + String.join(", ", found) + "."));
        }
        return cache;
    }

    private void requireType(String element, Class<?> type, Class<?> ours) throws CacheConfigurationException {
        if (type != Object.class && type != ours) {
            throw wrong(
                    "<" + element,
                    "<" + element + "> of the cache '" + alias + "' is " + type.getName()
                            + ". Leave the element out: the product knows its types.");
        }
    }

    private void requireKnownTiers(ResourcePools pools) throws CacheConfigurationException {
        for (ResourceType<?> type : pools.getResourceTypeSet()) {
            if (isClustered(type)) {
                throw wrong(
                        "<tc:clustered",
                        "a clustered tier belongs to a cache of its own, <cache alias=\"" + SHARED
                                + "\">, not to the cache '" + alias + "'.");
            }
            if (!(type instanceof ResourceType.Core)) {
                throw wrong(
                        "<resources", "the cache '" + alias + "' has a tier other than <heap>, <offheap> and <disk>.");
            }
        }
    }

    /** By its name: Terracotta's jar need not be there. */
    private static boolean isClustered(ResourceType<?> type) {
        return type.getClass().getName().startsWith("org.ehcache.clustered.");
    }

    private ClusterShape clusterShape() throws CacheConfigurationException {
        CacheConfiguration<?, ?> cache = cache();
        requireType("key-type", cache.getKeyType(), CacheKey.class);
        requireType("value-type", cache.getValueType(), Rendition.class);
        ResourcePools pools = cache.getResourcePools();
        if (pools.getResourceTypeSet().size() != 1
                || pools.getResourceTypeSet().stream().noneMatch(EhcacheXml::isClustered)) {
            throw wrong(
                    "<resources",
                    "the cache '" + alias
                            + "' has one tier, <tc:clustered-dedicated>; what stands before it is the cache '" + ALIAS
                            + "'.");
        }
        var service = ClusterElements.service(xml)
                .orElseThrow(() -> wrong(
                        "<tc:clustered",
                        "the cache '" + alias + "' has a clustered tier, and no <service><tc:cluster> says on which"
                                + " server."));
        ClusterElements.Pool pool = ClusterElements.pool(pools, service)
                .filter(clustered -> clustered.bytes() >= LEAST_CLUSTERED)
                .orElseThrow(() -> wrong(
                        "<tc:clustered",
                        "the tier of the cache '" + alias + "' must be a"
                                + " <tc:clustered-dedicated from=\"main\" unit=\"MB\">, of at least 4 MB; main is the name of"
                                + " the memory in the server's configuration (offheap-resources)."));
        return new ClusterShape(
                service.getClusterUri(),
                ClusterElements.read(service),
                ClusterElements.write(service),
                ClusterElements.connect(service),
                pool.resource(),
                pool.bytes(),
                expiry(cache));
    }

    private SizedResourcePool heap(ResourcePools pools) throws CacheConfigurationException {
        Optional<SizedResourcePool> heap = tier(pools, ResourceType.Core.HEAP);
        if (heap.isEmpty()) {
            throw wrong(
                    "<resources",
                    "the cache '" + alias + "' needs a <heap unit=\"entries\">, or every hit would be read from disk.");
        }
        if (heap.get().getUnit() != EntryUnit.ENTRIES) {
            throw wrong(
                    "<heap",
                    "<heap> of the cache '" + alias + "' is given in "
                            + heap.get().getUnit()
                            + ". Write <heap unit=\"entries\">: to count bytes Ehcache would have to look into"
                            + " objects the JDK keeps closed.");
        }
        return heap.get();
    }

    private static Optional<SizedResourcePool> tier(ResourcePools pools, ResourceType.Core type) {
        return Optional.ofNullable(pools.getPoolForResource(type));
    }

    static long bytes(SizedResourcePool pool) {
        return pool.getUnit() instanceof MemoryUnit unit ? unit.toBytes(pool.getSize()) : pool.getSize();
    }

    private static DiskTierConfiguration diskSettings(CacheConfiguration<?, ?> cache) {
        return cache.getServiceConfigurations().stream()
                .filter(DiskTierConfiguration.class::isInstance)
                .map(DiskTierConfiguration.class::cast)
                .findFirst()
                .orElseGet(DiskTierConfiguration::defaults);
    }

    /** The store needs room for itself, and what it gives up to make room it gives up in pieces. */
    private void requireRoom(ResourcePools pools) throws CacheConfigurationException {
        Optional<SizedResourcePool> disk = tier(pools, ResourceType.Core.DISK);
        if (disk.isPresent() && bytes(disk.get()) < LEAST_DISK) {
            throw wrong(
                    "<disk",
                    "<disk> of the cache '" + alias + "' is " + bytes(disk.get())
                            + " bytes. It needs at least 2 MB: write <disk unit=\"MB\" persistent=\"true\">2048</disk>.");
        }
    }

    /** The file names no types, or ours: a policy written against either takes our keys and renditions. */
    @SuppressWarnings("unchecked")
    private static ExpiryPolicy<? super CacheKey, ? super Rendition> expiry(CacheConfiguration<?, ?> cache) {
        return (ExpiryPolicy<? super CacheKey, ? super Rendition>) cache.getExpiryPolicy();
    }

    private List<String> ignored(CacheConfiguration<?, ?> cache) {
        List<String> ignored = new ArrayList<>();
        if (xml.getServiceCreationConfigurations().stream()
                .anyMatch(DefaultPersistenceConfiguration.class::isInstance)) {
            ignored.add(
                    name + ": <persistence directory> has no effect; the directory is the setting tomthumb.cache.dir.");
        }
        for (ServiceConfiguration<?, ?> service : cache.getServiceConfigurations()) {
            if (!understood(service)) {
                ignored.add(name + ": " + described(service) + " of the cache '" + alias
                        + "' has no effect; sizes, expiry and <disk-tier> are what is read.");
            }
        }
        if (cache.getEvictionAdvisor() != null) {
            ignored.add(name + ": <eviction-advisor> of the cache '" + alias + "' has no effect.");
        }
        return ignored;
    }

    private static String described(ServiceConfiguration<?, ?> service) {
        return service instanceof OffHeapDiskStoreConfiguration
                ? "<disk-store-settings>"
                : service.getClass().getSimpleName();
    }

    /** Serializers and copiers are replaced without a word: whoever names them means that values shall be stored. */
    private static boolean understood(ServiceConfiguration<?, ?> service) {
        return service instanceof DiskTierConfiguration
                || service instanceof DefaultSerializerConfiguration
                || service instanceof DefaultCopierConfiguration;
    }

    private CacheConfigurationException wrong(String element, String sentence) {
        return new CacheConfigurationException(lines.locate(name, alias, element) + sentence);
    }
}
