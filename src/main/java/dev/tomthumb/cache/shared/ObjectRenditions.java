package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.cache.WriteBehind;
import dev.tomthumb.cache.shared.ObjectStoreException.Kind;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Visibility;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Renditions in an object store. Read while a visitor waits, within a bound; written behind. A store that fails is left
 * alone for a while, and then costs nothing.
 */
final class ObjectRenditions implements SharedRenditions {
    private static final Logger LOG = System.getLogger(ObjectRenditions.class.getName());
    /** While another node is making it, it is looked for so often: nobody shall have lost more than 50 ms by having waited. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private static final long LEASE_BYTES = 64;
    /** Taking a lease is a question of its own: for what is made more quickly it is not worth it. */
    private static final Duration WORTH_A_LEASE = Duration.ofMillis(250);

    private final ObjectStore store;
    private final Calls calls;
    private final WriteBehind writes;
    private final PurgeIndex index;
    private final PurgeLog log;
    private final Leases leases;
    private final ReadRoom room;
    private final ServerClock serverClock;
    private final InstantSource clock;
    private final Bounds bounds;
    private final Pause pause;
    private final Breaker reading =
            new Breaker("Shared renditions are not read", "They are made here until the store answers again.");
    private final Breaker writing =
            new Breaker("Shared renditions are not written", "Other nodes make their own until the store takes them.");
    /** Leases of this node. */
    private final Set<CacheKey> held = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean unfitTold = new AtomicBoolean();
    private final Counters count = new Counters();

    /**
     * The bounds of the work.
     *
     * @param timeout how long a visitor waits for the store, each time it is asked
     * @param patience how long he waits for another node that is making what he wants; zero = not at all, and no node tells
     *     the others what it is making
     * @param mostBytes the largest rendition that is shared
     * @param roomBytes how much may be read at once
     */
    record Bounds(Duration timeout, Duration patience, long mostBytes, long roomBytes) {
        long largestObject() {
            return mostBytes + ObjectRecord.LONGEST;
        }
    }

    /** Waits; a test's does not. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private static final class Counters {
        private final LongAdder hits = new LongAdder();
        private final LongAdder misses = new LongAdder();
        private final LongAdder puts = new LongAdder();
        private final LongAdder damaged = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final LongAdder skipped = new LongAdder();
        private final LongAdder purged = new LongAdder();
        private final LongAdder waits = new LongAdder();
        private final LongAdder readBytes = new LongAdder();
        private final LongAdder writtenBytes = new LongAdder();
    }

    ObjectRenditions(
            ObjectStore store,
            Calls calls,
            WriteBehind writes,
            PurgeIndex index,
            PurgeLog log,
            ServerClock serverClock,
            InstantSource clock,
            Bounds bounds,
            Pause pause) {
        this.store = store;
        this.calls = calls;
        this.writes = writes;
        this.index = index;
        this.log = log;
        this.leases = new Leases(store, serverClock);
        this.room = new ReadRoom(Math.max(bounds.roomBytes(), bounds.largestObject()));
        this.serverClock = serverClock;
        this.clock = clock;
        this.bounds = bounds;
        this.pause = pause;
    }

    @Override
    public long stamp() {
        return log.knows();
    }

    // ---- Reading

    @Override
    public Optional<Rendition> find(CacheKey key, Duration expected) {
        // What is not known to be free of purges is of no use, and what cannot be judged is not.
        if (!log.isCurrent() || !reading.allows()) {
            count.skipped.increment();
            return Optional.empty();
        }
        try {
            Optional<Rendition> found = look(key);
            if (found.isEmpty() && isWorthALease(expected)) {
                found = lead(key, expected) ? Optional.empty() : await(key, expected);
            }
            reading.succeeded();
            (found.isPresent() ? count.hits : count.misses).increment();
            return found;
        } catch (ObjectStoreException failure) {
            count.failures.increment();
            reading.failed(failure.sentence());
            return Optional.empty();
        }
    }

    private boolean isWorthALease(Duration expected) {
        return !bounds.patience().isZero() && expected.compareTo(WORTH_A_LEASE) >= 0;
    }

    /** Without an answer this node makes it: that it may not write leases does not keep it from reading. */
    private boolean lead(CacheKey key, Duration expected) {
        if (!writing.allows()) {
            return true;
        }
        try {
            boolean leads = calls.within(bounds.timeout(), () -> leases.take(key, expected));
            writing.succeeded();
            if (leads) {
                held.add(key);
            }
            return leads;
        } catch (ObjectStoreException failure) {
            failedToWrite(failure);
            return true;
        }
    }

    private Optional<Rendition> await(CacheKey key, Duration expected) throws ObjectStoreException {
        count.waits.increment();
        Duration most = expected.compareTo(bounds.patience()) < 0 ? expected : bounds.patience();
        Instant end = clock.instant().plus(most);
        Optional<Rendition> found = Optional.empty();
        try {
            while (found.isEmpty() && clock.instant().isBefore(end)) {
                pause.of(BETWEEN_LOOKS);
                found = look(key);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return found;
    }

    private Optional<Rendition> look(CacheKey key) throws ObjectStoreException {
        Instant asked = clock.instant();
        Optional<ObjectStore.Got> got;
        ReadRoom.Reading reads = room.reading();
        try {
            got = calls.within(bounds.timeout(), () -> {
                try (reads) {
                    return store.get(Layout.rendition(key), bounds.largestObject(), reads);
                }
            });
        } catch (ObjectStoreException failure) {
            if (failure.kind() != Kind.UNFIT) {
                throw failure;
            }
            if (reads.isRefused()) {
                count.skipped.increment();
                return Optional.empty();
            }
            unfit(key, failure.sentence());
            return Optional.empty();
        }
        if (got.isEmpty()) {
            return Optional.empty();
        }
        serverClock.heard(got.get().serverTime(), asked);
        count.readBytes.add(got.get().body().length);
        Optional<ObjectRecord.Read> read = ObjectRecord.read(key, got.get(), serverClock);
        if (read.isEmpty()) {
            unfit(key, "It is damaged, not whole, or not one of ours.");
        }
        return read.filter(one -> isStillGood(key, one)).map(ObjectRecord.Read::rendition);
    }

    private boolean isStillGood(CacheKey key, ObjectRecord.Read read) {
        boolean old = log.isForgotten(read.knows())
                || index.isOld(key, read.rendition().tags(), read.knows());
        if (old) {
            count.purged.increment();
        }
        return !old;
    }

    /** Counted each time and told once: it is made anew, and overwritten. */
    private void unfit(CacheKey key, String why) {
        count.damaged.increment();
        if (unfitTold.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "The object {0} is no rendition that can be used, and is overwritten. {1} Told once; the metric"
                            + " tomthumb_cache_damaged_total counts them.",
                    Layout.rendition(key),
                    why);
        }
    }

    // ---- Writing

    @Override
    public void offer(CacheKey key, Rendition rendition, long stamp) {
        boolean wanted = rendition.visibility() == Visibility.PUBLIC
                && rendition.body().length <= bounds.mostBytes()
                && stamp > Long.MIN_VALUE
                && writing.allows();
        if (!wanted || !writes.offer(rendition.body().length, () -> write(key, rendition, stamp))) {
            abandon(key);
        }
    }

    private void write(CacheKey key, Rendition rendition, long stamp) {
        try {
            if (!index.isOld(key, rendition.tags(), stamp)) {
                ObjectStore.New object = ObjectRecord.write(key, rendition, stamp, serverClock);
                store.put(Layout.rendition(key), object, false);
                count.puts.increment();
                count.writtenBytes.add(object.body().length);
            }
            writing.succeeded();
            giveBack(key);
        } catch (ObjectStoreException failure) {
            failedToWrite(failure);
        }
    }

    @Override
    public void abandon(CacheKey key) {
        if (held.contains(key)) {
            writes.offer(LEASE_BYTES, () -> {
                try {
                    giveBack(key);
                } catch (ObjectStoreException failure) {
                    failedToWrite(failure);
                }
            });
        }
    }

    private void giveBack(CacheKey key) throws ObjectStoreException {
        if (held.remove(key)) {
            leases.giveBack(key);
        }
    }

    private void failedToWrite(ObjectStoreException failure) {
        count.failures.increment();
        writing.failed(failure.sentence());
    }

    /** Tries again what failed, on a thread that no visitor waits for. */
    void tryAgain() {
        if (!reading.allows()) {
            tryAgain(reading, () -> store.get(Layout.PROBE, bounds.mostBytes()).isPresent());
        }
        if (!writing.allows()) {
            ObjectStore.New nothing = new ObjectStore.New(new byte[1], Map.of(), "text/plain", Optional.empty());
            tryAgain(writing, () -> store.put(Layout.PROBE, nothing, false));
        }
    }

    private void tryAgain(Breaker broken, Callable<Boolean> question) {
        try {
            calls.within(bounds.timeout(), question);
            broken.succeeded();
        } catch (ObjectStoreException still) {
            broken.failed(still.sentence());
        }
    }

    // ---- What is known

    @Override
    public String describe() {
        return "renditions of all nodes in " + store.describe() + ", asked for at most "
                + bounds.timeout().toMillis() + " ms";
    }

    @Override
    public Optional<String> lack() {
        return reading.lack().or(writing::lack);
    }

    @Override
    public Map<String, Map<String, Long>> statistics() {
        Map<String, Long> numbers = new TreeMap<>();
        numbers.put("hits", count.hits.sum());
        numbers.put("misses", count.misses.sum());
        numbers.put("puts", count.puts.sum());
        numbers.put("damaged", count.damaged.sum());
        numbers.put("io_failures", count.failures.sum());
        numbers.put("skipped", count.skipped.sum());
        numbers.put("purged", count.purged.sum());
        numbers.put("waits", count.waits.sum());
        numbers.put("read_bytes", count.readBytes.sum());
        numbers.put("written_bytes", count.writtenBytes.sum());
        numbers.put("dropped", writes.dropped());
        numbers.put("queued", (long) writes.waiting());
        numbers.put("queued_bytes", writes.bytes());
        numbers.put("serving", lack().isEmpty() && log.isCurrent() ? 1L : 0L);
        numbers.put("purges_told", log.told());
        numbers.put("purges_obeyed", log.obeyed());
        return Map.of("shared", numbers);
    }

    @Override
    public void close() {
        writes.close();
    }
}
