package dev.tomthumb.cache.ehcache;

import java.time.Duration;
import java.util.Optional;
import org.ehcache.clustered.client.config.ClusteringServiceConfiguration;
import org.ehcache.clustered.client.config.DedicatedClusteredResourcePool;
import org.ehcache.clustered.client.config.Timeouts;
import org.ehcache.config.ResourcePool;
import org.ehcache.config.ResourcePools;
import org.ehcache.config.ResourceType;
import org.ehcache.xml.XmlConfiguration;

/**
 * The elements of an {@code ehcache.xml} that Terracotta's client reads. Nothing else of this package needs that jar: this
 * class is to be touched only where there is such an element.
 */
final class ClusterElements {
    /** Of what a question takes on a local network a hundred times; a render takes as long. */
    private static final Duration READ = Duration.ofMillis(150);

    private static final Duration WRITE = Duration.ofMillis(250);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private ClusterElements() {}

    /**
     * What a server gives to a cache.
     *
     * @param resource its memory by its name there
     * @param bytes how much of it
     */
    record Pool(String resource, long bytes) {}

    /** The {@code <tc:cluster>}. */
    static Optional<ClusteringServiceConfiguration> service(XmlConfiguration xml) {
        return xml.getServiceCreationConfigurations().stream()
                .filter(ClusteringServiceConfiguration.class::isInstance)
                .map(ClusteringServiceConfiguration.class::cast)
                .findFirst();
    }

    /** The {@code <tc:clustered-dedicated>}; empty if the tier is another of Terracotta's. */
    static Optional<Pool> pool(ResourcePools pools, ClusteringServiceConfiguration service) {
        for (ResourceType<?> type : pools.getResourceTypeSet()) {
            ResourcePool pool = pools.getPoolForResource(type);
            if (pool instanceof DedicatedClusteredResourcePool dedicated) {
                String named = dedicated.getFromResource();
                String resource = named != null ? named : standard(service);
                return resource.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Pool(resource, dedicated.getUnit().toBytes(dedicated.getSize())));
            }
        }
        return Optional.empty();
    }

    private static String standard(ClusteringServiceConfiguration service) {
        if (service.getServerConfiguration() == null) {
            return "";
        }
        String named = service.getServerConfiguration().getDefaultServerResource();
        return named == null ? "" : named;
    }

    static Duration read(ClusteringServiceConfiguration service) {
        return ours(service.getTimeouts().getReadOperationTimeout(), Timeouts.DEFAULT_OPERATION_TIMEOUT, READ);
    }

    static Duration write(ClusteringServiceConfiguration service) {
        return ours(service.getTimeouts().getWriteOperationTimeout(), Timeouts.DEFAULT_OPERATION_TIMEOUT, WRITE);
    }

    static Duration connect(ClusteringServiceConfiguration service) {
        return ours(service.getTimeouts().getConnectionTimeout(), Timeouts.DEFAULT_CONNECTION_TIMEOUT, CONNECT);
    }

    /** Ehcache waits for seconds, where making the picture anew takes a fraction of one. */
    private static Duration ours(Duration written, Duration ehcaches, Duration ours) {
        return written.equals(ehcaches) ? ours : written;
    }
}
