package dev.tomthumb.cache.ehcache.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection with the server: made in the background, left alone while it fails, made anew when it does not come back by
 * itself. Nobody ever waits for it: {@link #use} either has a server that answered a moment ago, or says at once that there
 * is none.
 *
 * <pre>
 *                 connected, the log of purges read
 *   away  ------------------------------------------->  serving
 *    ^                                                   |   ^
 *    |  failing for 10 s, or the log is lost      3 fail |   | a poll succeeds
 *    |                                                   v   |
 *    +------------------------------------------------  paused
 * </pre>
 *
 * <p>{@link #tick} is to be called some times a second, by one thread; it may take as long as connecting does.
 */
final class ClusterLink implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ClusterLink.class.getName());
    /** Failures in a row after which the server is left alone until it answers a poll. */
    private static final int MOST_FAILURES = 3;

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(30);

    private final URI server;
    private final Cluster.Opener opener;
    private final ClusterPurges purges;
    private final InstantSource clock;

    private final LongAdder allFailures = new LongAdder();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Optional<Cluster> serving = Optional.empty();
    private volatile Optional<String> lack;
    /** Connected, whether it serves or not. Set under the lock of this, as {@link #close} may come while connecting. */
    private volatile @Nullable Cluster connected;

    private boolean closed;

    private volatile Instant lastServed = Instant.EPOCH;
    private Instant nextTry = Instant.MIN;
    private Instant lastAnswer = Instant.MIN;

    ClusterLink(URI server, Cluster.Opener opener, ClusterPurges purges, InstantSource clock) {
        this.server = server;
        this.opener = opener;
        this.purges = purges;
        this.clock = clock;
        this.lack = Optional.of(lacking("it has not been connected yet"));
    }

    /** Why the server does not serve at present; empty while it does. */
    Optional<String> lack() {
        return lack;
    }

    /** What {@code operation} gives; empty if there is no server that answers, or it has just failed to. */
    <T> Optional<T> use(Function<Cluster, T> operation) {
        Optional<Cluster> open = serving;
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try {
            T result = operation.apply(open.get());
            if (failures.get() != 0) {
                failures.set(0);
            }
            return Optional.of(result);
        } catch (ClusterException failure) {
            failed(failure);
            return Optional.empty();
        }
    }

    /**
     * Whether it is only pausing: whoever has time may try again in a moment. A server that has been away for
     * longer is not worth waiting for.
     */
    boolean pauses() {
        return serving.isEmpty()
                && Duration.between(lastServed, clock.instant()).compareTo(PAUSE) < 0;
    }

    /** How many operations have failed. */
    long failed() {
        return allFailures.sum();
    }

    /** Somebody has waited in vain. */
    private void failed(ClusterException failure) {
        allFailures.increment();
        if (failures.incrementAndGet() == MOST_FAILURES) {
            pause(String.valueOf(failure.getMessage()));
        }
    }

    private void pause(String reason) {
        if (serving.isPresent()) {
            lastServed = clock.instant();
        }
        serving = Optional.empty();
        String sentence = lacking(reason);
        if (lack.isEmpty()) {
            LOG.log(Level.WARNING, "{0}", sentence);
        }
        lack = Optional.of(sentence);
    }

    private String lacking(String reason) {
        return "The Terracotta server " + server + " does not serve: " + reason
                + ". Renditions come from this node's own tiers; it is tried again.";
    }

    /** Looks after the connection. */
    void tick() {
        Cluster open = connected;
        if (open == null) {
            connect();
        } else {
            poll(open);
        }
    }

    private void connect() {
        if (clock.instant().isBefore(nextTry)) {
            return;
        }
        Cluster opened = null;
        try {
            opened = opener.open();
            keep(opened);
            purges.connected(PurgeLog.of(opened.purges()));
            lastAnswer = clock.instant();
            serve(opened);
        } catch (ClusterException failure) {
            notConnected(opened, failure, failure.isRefused() ? AFTER_REFUSAL : BETWEEN_TRIES);
            told(lacking(String.valueOf(failure.getMessage())), Level.DEBUG, failure);
        } catch (
                Throwable failure) { // an Error too: each try costs threads, and this one is to be the last for a while
            notConnected(opened, failure, AFTER_REFUSAL);
            told(lacking("this node failed when it had connected (" + failure + ")"), Level.WARNING, failure);
        }
    }

    private synchronized void keep(Cluster opened) {
        if (closed) {
            throw ClusterException.unanswered("this node is closed", null);
        }
        connected = opened;
    }

    private synchronized @Nullable Cluster letGo() {
        Cluster open = connected;
        connected = null;
        return open;
    }

    private void notConnected(@Nullable Cluster opened, Throwable failure, Duration pause) {
        nextTry = clock.instant().plus(pause);
        letGo();
        serving = Optional.empty();
        purges.disconnected();
        if (opened == null) {
            return;
        }
        try {
            opened.close();
        } catch (RuntimeException | Error another) {
            failure.addSuppressed(another);
        }
    }

    private void told(String sentence, Level details, Throwable failure) {
        if (!lack.equals(Optional.of(sentence))) {
            LOG.log(Level.WARNING, "{0}", sentence);
            LOG.log(details, "The reason", failure);
        }
        lack = Optional.of(sentence);
    }

    private void poll(Cluster open) {
        try {
            purges.poll();
            lastAnswer = clock.instant();
            if (serving.isEmpty()) {
                serve(open);
            }
        } catch (ClusterException failure) {
            boolean lost = failure.isLost();
            if (lost || Duration.between(lastAnswer, clock.instant()).compareTo(PATIENCE) > 0) {
                pause(String.valueOf(failure.getMessage()));
                disconnect();
            } else {
                failed(failure);
            }
        }
    }

    private void serve(Cluster open) {
        failures.set(0);
        serving = Optional.of(open);
        if (lack.isPresent()) {
            LOG.log(Level.INFO, "The Terracotta server {0} serves.", server);
        }
        lack = Optional.empty();
    }

    private void disconnect() {
        Cluster open = letGo();
        serving = Optional.empty();
        purges.disconnected();
        if (open != null) {
            open.close();
        }
    }

    /** A {@link #tick} that is still connecting closes what it gets itself. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        disconnect();
        lack = Optional.of(lacking("this node is closed"));
    }
}
