package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.ehcache.CacheThreads;
import dev.tomthumb.cache.ehcache.ClusterShape;
import dev.tomthumb.cache.ehcache.OpenFailures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeoutException;
import org.ehcache.CacheManager;
import org.ehcache.PersistentCacheManager;
import org.ehcache.clustered.client.config.builders.ClusteredResourcePoolBuilder;
import org.ehcache.clustered.client.config.builders.ClusteredStoreConfigurationBuilder;
import org.ehcache.clustered.client.config.builders.ClusteringServiceConfigurationBuilder;
import org.ehcache.clustered.client.config.builders.TimeoutsBuilder;
import org.ehcache.clustered.common.Consistency;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.units.MemoryUnit;

/**
 * A Terracotta server through Ehcache. The two caches have no tier in this JVM (ours stand before them) and never expire:
 * life times are in their values.
 *
 * <p>Eventual consistency: it concerns what other nodes keep in tiers of their own, and there are none; every question goes
 * to the server, where each operation is atomic.
 */
final class EhcacheCluster implements Cluster {
    private static final Logger LOG = System.getLogger(EhcacheCluster.class.getName());
    private static final String RENDITIONS = "renditions";
    private static final String PURGES = "purges";
    /** Room for the purges that are kept, and for what the server loses between them: see {@link PurgeLog}. */
    static final long PURGE_MEGABYTES = 16;

    private static final long PATIENCE_MILLIS = 2_000;

    private final CacheManager manager;
    private final ThreadGroup group;
    private final ClusterMap renditions;
    private final ClusterMap purges;

    private EhcacheCluster(CacheManager manager, ClusterShape shape, ThreadGroup group) {
        this.manager = manager;
        this.group = group;
        this.renditions = new EhcacheMap(manager.getCache(RENDITIONS, String.class, Blob.class), shape.read());
        this.purges = new EhcacheMap(manager.getCache(PURGES, String.class, Blob.class), shape.read());
    }

    /**
     * Connects; the client's threads become members of the calling thread's group.
     *
     * @throws ClusterException if it does not answer or does not fit
     */
    static EhcacheCluster open(ClusterShape shape, ThreadGroup group) {
        PersistentCacheManager manager = null;
        try {
            manager = CacheManagerBuilder.newCacheManagerBuilder()
                    .with(ClusteringServiceConfigurationBuilder.cluster(shape.server())
                            .timeouts(TimeoutsBuilder.timeouts()
                                    .read(shape.read())
                                    .write(shape.write())
                                    .connection(shape.connect()))
                            .autoCreateOnReconnect(server -> server.defaultServerResource(shape.resource())))
                    .withClassLoader(EhcacheCluster.class.getClassLoader())
                    .using(new CacheThreads())
                    .withCache(RENDITIONS, configuration(shape, shape.bytes() >> 20))
                    .withCache(PURGES, configuration(shape, PURGE_MEGABYTES))
                    .build(false);
            manager.init();
            return new EhcacheCluster(manager, shape, group);
        } catch (RuntimeException | LinkageError failure) {
            throw Refusals.explained(failure, shape);
        }
    }

    private static CacheConfiguration<String, Blob> configuration(ClusterShape shape, long megabytes) {
        return CacheConfigurationBuilder.newCacheConfigurationBuilder(
                        String.class,
                        Blob.class,
                        ResourcePoolsBuilder.newResourcePoolsBuilder()
                                .with(ClusteredResourcePoolBuilder.clusteredDedicated(
                                        shape.resource(), megabytes, MemoryUnit.MB)))
                .withClassLoader(EhcacheCluster.class.getClassLoader())
                .withService(ClusteredStoreConfigurationBuilder.withConsistency(Consistency.EVENTUAL))
                .withResilienceStrategy(OpenFailures.strategy())
                .withExpiry(ExpiryPolicyBuilder.noExpiration())
                .withValueSerializer(new BlobSerializer())
                .build();
    }

    @Override
    public ClusterMap renditions() {
        return renditions;
    }

    @Override
    public ClusterMap purges() {
        return purges;
    }

    /** In a thread of its own, for Ehcache may wait for a server that is gone. */
    @Override
    public void close() {
        Thread closer = new Thread(group, this::closeManager, "tomthumb-cluster-closer", 0, false);
        closer.setDaemon(true);
        closer.setContextClassLoader(EhcacheCluster.class.getClassLoader());
        closer.start();
        try {
            closer.join(PATIENCE_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        if (closer.isAlive()) {
            LOG.log(Level.DEBUG, "The connection with the Terracotta server is still being closed");
        }
    }

    private void closeManager() {
        try {
            manager.close();
        } catch (RuntimeException failure) {
            LOG.log(Level.DEBUG, "The connection with the Terracotta server did not close cleanly", failure);
        }
    }

    /** What the innermost cause says. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String said = innermost.getMessage();
        if (innermost instanceof TimeoutException) {
            return "it has not answered in time" + (said == null ? "" : " (" + said + ")");
        }
        return said == null ? innermost.getClass().getSimpleName() : said;
    }
}
