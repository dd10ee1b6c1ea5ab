package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.FleetPurges;
import dev.tomthumb.cache.Invalidation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Purges over the server's log. The log lies in the server's memory; what a node was told or has read lies in a file of its
 * own as well, and goes into the next log if the server loses this one. A purge therefore reaches every node unless the server
 * and all nodes that knew of it are lost for good.
 *
 * <p>What the nodes share is not searched for what a purge means: each rendition there says how much of the log its maker
 * knew, and is passed over if one of the purges behind means it.
 */
final class ClusterPurges implements FleetPurges {
    private static final Logger LOG = System.getLogger(ClusterPurges.class.getName());
    /** Of a stamp, for the count; what is above is the epoch. */
    private static final int COUNT_BITS = 40;

    private final PurgeMemory memory;
    private final String fingerprint;
    private final InstantSource clock;
    private final Runnable hurry;

    /** Held by whoever writes into the log, or one purge would stand there twice: told, and found to be untold meanwhile. */
    private final Object publishing = new Object();

    /** Told here, and not in the log yet. */
    private final Map<String, PurgeLine> untold = new LinkedHashMap<>();

    private Consumer<List<Invalidation>> apply = purges -> {};
    private Optional<Reading> reading = Optional.empty();
    private long epochs;

    /**
     * A log that is being read.
     *
     * @param epoch which of the logs that this node has seen, from 1; part of a stamp
     */
    private record Reading(PurgeLog log, PurgeIndex index, long epoch, long count) {
        Reading at(long reached) {
            return new Reading(log, index, epoch, reached);
        }
    }

    /**
     * @param fingerprint what this node's cache keys begin with
     * @param hurry makes the next {@link #poll} come soon
     */
    ClusterPurges(PurgeMemory memory, String fingerprint, InstantSource clock, Runnable hurry) {
        this.memory = memory;
        this.fingerprint = fingerprint;
        this.clock = clock;
        this.hurry = hurry;
    }

    @Override
    public synchronized void start(Consumer<List<Invalidation>> listener) {
        apply = listener;
    }

    @Override
    public Optional<String> tell(List<Invalidation> what) {
        Instant now = clock.instant();
        List<PurgeLine> lines = new ArrayList<>();
        for (Invalidation one : what) {
            lines.add(new PurgeLine(UUID.randomUUID().toString(), now, one));
        }
        Optional<Reading> current;
        synchronized (this) {
            // Before anything else: from now on nothing that this means is taken from what is shared.
            lines.forEach(line -> untold.put(line.id(), line));
            current = reading;
        }
        boolean remembered = memory.add(lines, now);
        if (current.isPresent()) {
            try {
                publishUntold(current.get());
                return Optional.empty();
            } catch (ClusterException failure) {
                hurry.run();
                return Optional.of(notTold(remembered, String.valueOf(failure.getMessage())));
            }
        }
        return Optional.of(notTold(remembered, "it is not connected"));
    }

    private static String notTold(boolean remembered, String reason) {
        return "The Terracotta server has not taken the purge for the other nodes (" + reason + "); "
                + (remembered
                        ? "this node has written it down, and they get it when the server answers again."
                        : "this node tries again as long as it lives.");
    }

    private void publishUntold(Reading current) {
        synchronized (publishing) {
            List<PurgeLine> waiting;
            synchronized (this) {
                waiting = List.copyOf(untold.values());
            }
            publish(current, waiting);
        }
    }

    private void publish(Reading current, List<PurgeLine> lines) {
        for (List<PurgeLine> part : PurgeLog.entries(lines)) {
            long number = current.log().add(part, count(current));
            synchronized (this) {
                for (PurgeLine line : part) {
                    current.index().add(number, line.what());
                    untold.remove(line.id());
                }
            }
        }
    }

    private synchronized long count(Reading current) {
        return reading.filter(now -> now.epoch() == current.epoch())
                .map(Reading::count)
                .orElse(current.count());
    }

    /**
     * Reads all of a log that this node is connected with from now on, obeys what is new in it, and adds what is missing. To
     * be called before anything that is shared is used.
     *
     * @throws ClusterException if the server stops answering
     */
    void connected(PurgeLog log) {
        PurgePlace before = memory.place();
        // Obeyed already, whether or not the file still tells of them: it forgets what is old or covered sooner than
        // the log.
        long obeyed = before.generation() == log.generation() ? before.count() : 0;
        long head = log.head();
        long first = log.first();
        PurgeIndex index = new PurgeIndex(first - 1);
        Set<String> there = new HashSet<>();
        Map<String, PurgeLine> fresh = new LinkedHashMap<>();
        long number = first;
        boolean gap = false;
        while (true) {
            Optional<List<PurgeLine>> entry = log.entry(number);
            if (entry.isEmpty() && number > head) {
                break;
            }
            if (entry.isEmpty()) {
                // What was made before cannot be judged.
                index.trim(number + 1);
                // What has left the log at its beginning meanwhile is no gap.
                gap |= number > obeyed && number >= log.first();
            }
            for (PurgeLine line : entry.orElse(List.of())) {
                index.add(number, line.what());
                there.add(line.id());
                if (number > obeyed && !memory.knows(line.id())) {
                    fresh.put(line.id(), line);
                }
            }
            number++;
        }
        long count = number - 1;
        boolean missed = !before.equals(PurgePlace.NOWHERE) && obeyed < first - 1;
        obey(fresh.values(), missed || gap);
        List<PurgeLine> missing =
                memory.all().stream().filter(line -> !there.contains(line.id())).toList();
        Reading opened;
        synchronized (this) {
            epochs++;
            opened = new Reading(log, index, epochs, count);
        }
        // Before anybody else may write into this log: what is told from now on may be among the missing.
        publish(opened, missing);
        synchronized (this) {
            reading = Optional.of(opened);
        }
        memory.reached(new PurgePlace(log.generation(), count));
        LOG.log(
                Level.DEBUG,
                "Read {0} purges of the cluster, {1} of them new here, and added {2}",
                there.size(),
                fresh.size(),
                missing.size());
    }

    /** Nothing can be read any more; what is told from now on waits. */
    synchronized void disconnected() {
        reading = Optional.empty();
    }

    /**
     * Obeys what has come since the last time, and tells what could not be told.
     *
     * @throws ClusterException if the server does not answer, or has lost the log
     */
    void poll() {
        Optional<Reading> current;
        synchronized (this) {
            current = reading;
        }
        if (current.isEmpty()) {
            return;
        }
        Reading now = current.get();
        if (!now.log().isCurrent(now.count())) {
            throw ClusterException.lost("the server has lost the log of purges");
        }
        publishUntold(now);
        readOn(now);
    }

    private void readOn(Reading now) {
        long number = now.count() + 1;
        Map<String, PurgeLine> fresh = new LinkedHashMap<>();
        Optional<List<PurgeLine>> entry = now.log().entry(number);
        boolean lost = entry.isEmpty()
                && now.log().head() >= number
                && now.log().entry(number).isEmpty();
        while (entry.isPresent()) {
            for (PurgeLine line : entry.get()) {
                now.index().add(number, line.what());
                if (!memory.knows(line.id())) {
                    fresh.put(line.id(), line);
                }
            }
            number++;
            entry = now.log().entry(number);
        }
        if (lost) {
            throw ClusterException.lost("the server has lost entry " + number + " of the log of purges");
        }
        obey(fresh.values(), false);
        long count = number - 1;
        if (count > now.count()) {
            now.index().trim(now.log().first());
            synchronized (this) {
                reading = reading.filter(still -> still.epoch() == now.epoch()).map(still -> still.at(count));
            }
            memory.reached(new PurgePlace(now.log().generation(), count));
        }
    }

    /** First here, then into the file: after a crash between the two it is obeyed once more. */
    private void obey(Collection<PurgeLine> fresh, boolean missed) {
        if (missed) {
            LOG.log(
                    Level.WARNING,
                    "This node was away for longer than the cluster keeps purges; it forgets all its renditions.");
        }
        List<Invalidation> what = new ArrayList<>();
        if (missed) {
            what.add(new Invalidation.Everything());
        }
        fresh.forEach(line -> what.add(line.what().under(fingerprint)));
        if (what.isEmpty()) {
            return;
        }
        Consumer<List<Invalidation>> listener;
        synchronized (this) {
            listener = apply;
        }
        listener.accept(what);
        memory.add(fresh, clock.instant());
    }

    /** What this node knows of purges, as a stamp: the log's number among those it has seen, and the count of entries. */
    synchronized long stamp() {
        return reading.map(now -> now.epoch() << COUNT_BITS | now.count()).orElse(0L);
    }

    /**
     * The place a stamp stands for; empty if that was in another log, or what is to be stored has been declared old since.
     */
    synchronized Optional<PurgePlace> place(long stamp, CacheKey key, List<String> tags) {
        long epoch = stamp >>> COUNT_BITS;
        long count = stamp & (1L << COUNT_BITS) - 1;
        return reading.filter(now -> now.epoch() == epoch && !declaredOld(now, count, key, tags))
                .map(now -> new PurgePlace(now.log().generation(), count));
    }

    /** Whether something that was made when its maker knew this much may be used here. */
    synchronized boolean holds(PurgePlace place, CacheKey key, List<String> tags) {
        return reading.filter(now ->
                        now.log().generation() == place.generation() && !declaredOld(now, place.count(), key, tags))
                .isPresent();
    }

    private boolean declaredOld(Reading now, long count, CacheKey key, List<String> tags) {
        return now.index().meansSince(count, key, tags)
                || untold.values().stream().anyMatch(line -> line.what().means(key, tags));
    }

    @Override
    public synchronized Optional<String> lack() {
        return reading.isPresent()
                ? Optional.empty()
                : Optional.of("Purges do not come or go: the Terracotta server is not connected; " + untold.size()
                        + " of this node wait.");
    }

    @Override
    public String describe() {
        return "over the Terracotta server";
    }

    /** The connection is closed by whoever opened it. */
    @Override
    public void close() {
        disconnected();
        memory.close();
    }
}
