package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.FleetPurges;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.cache.WriteBehind;
import dev.tomthumb.cache.ehcache.ClusterShape;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A Terracotta server that nodes share, put together: {@link #renditions} is the tier below a node's own ones, and this the
 * way of purges. It is connected, and connected again, by a thread of its own from {@link #start} on.
 *
 * <p>All threads of the client are started, directly or not, by threads of one group, which {@link #close} ends: a web
 * application that is undeployed leaves none behind.
 */
public final class ClusterTier implements FleetPurges {
    private static final Logger LOG = System.getLogger(ClusterTier.class.getName());
    private static final String PURGES = "cluster-purges";
    private static final String OURS = "tomthumb-cluster";
    /** Renditions on their way to the server. */
    private static final long QUEUE_BYTES = 64L << 20;

    private static final Duration LAST_WRITES = Duration.ofSeconds(2);
    private static final long BETWEEN_POLLS_MILLIS = 250;
    /** How long a start waits for the server, so that purges it missed are obeyed before anything is served. */
    private static final long AT_START_MILLIS = 2_000;

    private static final long AT_END_MILLIS = 6_000;
    private static final long THREADS_MILLIS = 5_000;

    private final ClusterShape shape;
    private final ThreadGroup group = new ThreadGroup(OURS);
    private final ScheduledThreadPoolExecutor executor;
    private final PurgeMemory memory;
    private final ClusterPurges purges;
    private final ClusterLink link;
    private final ClusterRenditions renditions;

    private ClusterTier(ClusterShape shape, Path dir, String fingerprint, InstantSource clock) {
        this.shape = shape;
        executor = new ScheduledThreadPoolExecutor(1, work -> thread(work, OURS));
        memory = PurgeMemory.open(dir.resolve(PURGES), clock.instant());
        purges = new ClusterPurges(memory, fingerprint, clock, this::hurry);
        link = new ClusterLink(shape.server(), () -> EhcacheCluster.open(shape, group), purges, clock);
        renditions = new ClusterRenditions(
                link,
                purges,
                new WriteBehind(QUEUE_BYTES, LAST_WRITES, 1, work -> thread(work, OURS + "-writes")),
                shape.expiry(),
                UUID.randomUUID().toString(),
                clock,
                ClusterRenditions.Pause.SLEEP);
    }

    private Thread thread(Runnable work, String name) {
        Thread thread = new Thread(group, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClusterTier.class.getClassLoader());
        return thread;
    }

    /**
     * Prepares it; nothing is connected yet.
     *
     * @param dir where this node remembers purges; its cache directory
     * @param fingerprint what this node's cache keys begin with
     */
    public static ClusterTier open(ClusterShape shape, Path dir, String fingerprint, InstantSource clock) {
        return new ClusterTier(shape, dir, fingerprint, clock);
    }

    /** The tier below this node's own ones. Its {@code close} is that of this. */
    public SharedRenditions renditions() {
        return renditions;
    }

    /** Waits for the server, two seconds at most. */
    @Override
    public void start(Consumer<List<Invalidation>> apply) {
        purges.start(apply);
        Future<?> first = executor.submit(this::tick);
        executor.scheduleWithFixedDelay(this::tick, BETWEEN_POLLS_MILLIS, BETWEEN_POLLS_MILLIS, TimeUnit.MILLISECONDS);
        try {
            first.get(AT_START_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException later) {
            LOG.log(
                    Level.WARNING,
                    "The Terracotta server {0} has not answered yet; this node starts without it and goes on trying.",
                    shape.server());
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            link.tick();
        } catch (Throwable failure) { // an Error too: the executor would not call again
            LOG.log(Level.WARNING, "Looking after the Terracotta server failed and will be tried again", failure);
        }
    }

    private void hurry() {
        try {
            executor.execute(this::tick);
        } catch (RejectedExecutionException closing) {
            LOG.log(Level.DEBUG, "Nothing is looked after any more", closing);
        }
    }

    @Override
    public Optional<String> tell(List<Invalidation> what) {
        return purges.tell(what);
    }

    @Override
    public String describe() {
        return shape.server() + ", " + (shape.bytes() >> 20) + " MB of its " + shape.resource();
    }

    @Override
    public Optional<String> lack() {
        return purges.lack();
    }

    @Override
    public void close() {
        renditions.close();
        executor.shutdownNow();
        try {
            executor.awaitTermination(AT_END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        link.close();
        memory.close();
        ClientThreads.end(group, THREADS_MILLIS);
    }
}
