package dev.tomthumb;

import dev.tomthumb.cache.FleetPurges;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.cache.ehcache.ClusterShape;
import dev.tomthumb.cache.ehcache.EhcacheXml;
import dev.tomthumb.cache.ehcache.cluster.ClusterTier;
import dev.tomthumb.cache.shared.ObjectStore;
import dev.tomthumb.cache.shared.SharedTier;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.SharedPlace;
import dev.tomthumb.config.SharedSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What this node shares with others, if anything. */
final class Fleet implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Fleet.class.getName());
    private static final int NODE_BYTES = 4;

    private final SharedNames names;
    private final SharedRenditions renditions;
    private final FleetPurges purges;
    private final boolean configured;
    private final Optional<String> lack;
    private final Optional<AutoCloseable> tier;

    private Fleet(
            SharedNames names,
            SharedRenditions renditions,
            FleetPurges purges,
            boolean configured,
            Optional<String> lack,
            Optional<AutoCloseable> tier) {
        this.names = names;
        this.renditions = names.over(renditions);
        this.purges = purges;
        this.configured = configured;
        this.lack = lack;
        this.tier = tier;
    }

    /**
     * By the settings, or the cache configuration.
     *
     * @param cluster the server that nodes share by the cache configuration; empty = none
     * @param fingerprint what this node's cache keys begin with
     * @param application this application's name, unless the settings give it another one
     * @throws IllegalStateException if both are configured
     */
    static Fleet open(
            Settings settings,
            Optional<ClusterShape> cluster,
            String fingerprint,
            String application,
            InstantSource clock) {
        SharedNames names = new SharedNames(settings.get(SharedSettings.NAME).orElse(application));
        Optional<SharedPlace> place = settings.get(SharedSettings.BUCKET);
        if (cluster.isPresent() && place.isPresent()) {
            throw new IllegalStateException("Nodes share either a bucket or a Terracotta server, not both: take "
                    + SharedSettings.BUCKET.name() + " out of the settings, or the cache '" + EhcacheXml.SHARED
                    + "' out of ehcache.xml.");
        }
        if (cluster.isPresent()) {
            return sharing(
                    names, ClusterTier.open(cluster.get(), settings.get(SettingTable.CACHE_DIR), fingerprint, clock));
        }
        return place.isEmpty()
                ? new Fleet(names, SharedRenditions.NONE, FleetPurges.NONE, false, Optional.empty(), Optional.empty())
                : sharing(settings, names, place.get(), fingerprint, clock);
    }

    private static Fleet sharing(SharedNames names, ClusterTier tier) {
        LOG.log(Level.INFO, "Shared: {0}", tier.renditions().describe());
        return new Fleet(names, tier.renditions(), tier, true, Optional.empty(), Optional.of(tier));
    }

    private static Fleet sharing(
            Settings settings, SharedNames names, SharedPlace place, String fingerprint, InstantSource clock) {
        ObjectStore store;
        try {
            store = S3Shared.open(settings, place);
        } catch (LinkageError absent) {
            String sentence = SharedSettings.BUCKET.name()
                    + " needs the AWS SDK, whose jars are not in this application's WEB-INF/lib: nothing is shared.";
            LOG.log(Level.WARNING, "{0}", sentence);
            return new Fleet(
                    names, SharedRenditions.NONE, FleetPurges.NONE, true, Optional.of(sentence), Optional.empty());
        }
        SharedTier tier = new SharedTier(
                store,
                new SharedTier.Setup(
                        node(),
                        fingerprint,
                        settings.get(SettingTable.CACHE_DIR).resolve("shared"),
                        settings.get(SharedSettings.TIMEOUT),
                        settings.get(SharedSettings.WAIT),
                        settings.get(SharedSettings.POLL),
                        settings.get(SharedSettings.TTL),
                        settings.get(SharedSettings.MAX_OBJECT),
                        settings.get(SharedSettings.QUEUE),
                        settings.get(SettingTable.FETCHERS)),
                clock);
        LOG.log(Level.INFO, "Shared: {0}", tier.renditions().describe());
        return new Fleet(names, tier.renditions(), tier.purges(), true, Optional.empty(), Optional.of(tier));
    }

    private static String node() {
        byte[] bytes = new byte[NODE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** @param obey forgets here what others have purged */
    void start(Consumer<Invalidation> obey) {
        purges.start(what -> what.stream().map(names::here).forEach(obey));
    }

    SharedRenditions renditions() {
        return renditions;
    }

    /** See {@link FleetPurges#tell}. */
    Optional<String> tell(List<Invalidation> what) {
        return lack.isPresent()
                ? lack
                : purges.tell(what.stream().map(names::shared).toList());
    }

    /** Whether there are other nodes to be told of purges. */
    boolean isConfigured() {
        return configured;
    }

    /** Lines for operators; empty for a node on its own. */
    List<String> facts() {
        return configured ? List.of("shared: " + renditions.describe() + "; " + purges.describe()) : List.of();
    }

    /** What does not work at present; empty while all does. */
    List<String> lacks() {
        return java.util.stream.Stream.of(lack, renditions.lack(), purges.lack())
                .flatMap(Optional::stream)
                .map(sentence -> "shared: " + sentence)
                .toList();
    }

    Map<String, Map<String, Long>> statistics() {
        return renditions.statistics();
    }

    @Override
    public void close() throws Exception {
        if (tier.isPresent()) {
            tier.get().close();
        }
    }
}
