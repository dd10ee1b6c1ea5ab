package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.Threads;
import dev.tomthumb.cache.WriteBehind;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.testkit.SettableClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.expiry.ExpiryPolicy;

/** A node of a test: all parts of a {@link ClusterTier} but Ehcache and the clock. */
final class Node implements AutoCloseable {
    /** As {@link dev.tomthumb.cache.Renditions#key} has it. */
    static final String FINGERPRINT = "1f2e3d4c";

    static final Duration RENDER = Duration.ofMillis(300);

    final SettableClock clock;
    final List<Invalidation> heard = new ArrayList<>();
    final ClusterPurges purges;
    final ClusterLink link;
    final ClusterRenditions renditions;
    final List<Runnable> whileWaiting = new ArrayList<>();
    int hurried;
    private final WriteBehind writes = new WriteBehind(64 << 20, Duration.ofSeconds(2), 1, new Threads("test-writes-"));
    private final PurgeMemory memory;

    Node(MemoryServer server, Path file, SettableClock clock) {
        this(server, file, clock, ExpiryPolicyBuilder.noExpiration());
    }

    Node(
            MemoryServer server,
            Path file,
            SettableClock clock,
            ExpiryPolicy<? super CacheKey, ? super Rendition> expiry) {
        this(server, file, clock, expiry, FINGERPRINT);
    }

    Node(
            MemoryServer server,
            Path file,
            SettableClock clock,
            ExpiryPolicy<? super CacheKey, ? super Rendition> expiry,
            String fingerprint) {
        this.clock = clock;
        memory = PurgeMemory.open(file, clock.instant());
        purges = new ClusterPurges(memory, fingerprint, clock, () -> hurried++);
        purges.start(heard::addAll);
        link = new ClusterLink(URI.create("terracotta://test:9410/test"), server, purges, clock);
        renditions = new ClusterRenditions(
                link, purges, writes, expiry, file.getFileName().toString(), clock, this::waitFor);
    }

    /** Waiting takes as long as it says, by the clock of the test. */
    private void waitFor(long millis) {
        clock.advance(Duration.ofMillis(millis));
        if (!whileWaiting.isEmpty()) {
            whileWaiting.remove(0).run();
        }
    }

    Node connected() {
        link.tick();
        return this;
    }

    Optional<Rendition> find(CacheKey key) {
        return renditions.find(key, RENDER);
    }

    /** Makes what is not there, and returns when it is written. */
    void make(CacheKey key, Rendition rendition) {
        long stamp = renditions.stamp();
        find(key);
        offer(key, rendition, stamp);
    }

    void offer(CacheKey key, Rendition rendition, long stamp) {
        renditions.offer(key, rendition, stamp);
        written();
    }

    /** Returns when nothing waits to be written. */
    void written() {
        while (writes.bytes() > 0) {
            Thread.onSpinWait();
        }
    }

    long counted(String name) {
        return renditions.statistics().get("shared").get(name);
    }

    @Override
    public void close() {
        renditions.close();
        link.close();
        memory.close();
    }
}
