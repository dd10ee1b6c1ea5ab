package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.cache.WriteBehind;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.ehcache.expiry.ExpiryPolicy;

/**
 * Renditions on the server. Under a rendition's key lies the rendition, or the note of the node that is making it; who finds
 * neither leaves his note, so that a question and the right to make it cost two short trips.
 *
 * <p>Who finds a note waits for the rendition for as long as making it would take him, asks a few times meanwhile, and then
 * makes it himself: a node that has died costs one render's time, and a slow one no more.
 */
final class ClusterRenditions implements SharedRenditions {
    /** The largest body that is given to the server, which copies it in its memory a few times. */
    private static final int LARGEST = 16 << 20;
    /** Making it takes less than waiting is worth. */
    private static final Duration TOO_SHORT = Duration.ofMillis(30);

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE = 5;
    private static final long BEFORE_WRITING = 100;
    private static final long LONGEST_PAUSE = 25;

    private final ClusterLink link;
    private final ClusterPurges purges;
    private final WriteBehind writes;
    private final ExpiryPolicy<? super CacheKey, ? super Rendition> expiry;
    private final String node;
    private final InstantSource clock;
    private final Pause pause;

    /** Notes of this node, by key. */
    private final ConcurrentMap<String, byte[]> notes = new ConcurrentHashMap<>();

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder damaged = new LongAdder();
    private final LongAdder purged = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private final LongAdder readBytes = new LongAdder();
    private final LongAdder writtenBytes = new LongAdder();

    /** Lets a thread wait. */
    @FunctionalInterface
    interface Pause {
        /** The real one. */
        Pause SLEEP = Thread::sleep;

        void millis(long millis) throws InterruptedException;
    }

    /** @param node the name of this one among all, never used by another */
    ClusterRenditions(
            ClusterLink link,
            ClusterPurges purges,
            WriteBehind writes,
            ExpiryPolicy<? super CacheKey, ? super Rendition> expiry,
            String node,
            InstantSource clock,
            Pause pause) {
        this.link = link;
        this.purges = purges;
        this.writes = writes;
        this.expiry = expiry;
        this.node = node;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public long stamp() {
        return purges.stamp();
    }

    @Override
    public Optional<Rendition> find(CacheKey key, Duration expected) {
        if (link.lack().isPresent()) {
            skipped.increment();
            return Optional.empty();
        }
        Optional<Rendition> found = search(key, expected);
        (found.isPresent() ? hits : misses).increment();
        return found;
    }

    private Optional<Rendition> search(CacheKey key, Duration expected) {
        Instant start = clock.instant();
        Duration patience = expected.compareTo(LONGEST) < 0 ? expected : LONGEST;
        long next = FIRST_PAUSE;
        while (true) {
            Optional<Step> step = link.use(cluster -> step(cluster.renditions(), key, expected));
            if (step.isEmpty() || !step.get().another()) {
                return step.flatMap(Step::found);
            }
            Duration waited = Duration.between(start, clock.instant());
            if (waited.compareTo(patience) >= 0 || !waits(next)) {
                link.use(cluster ->
                        takeOver(cluster.renditions(), key, step.get().note()));
                return Optional.empty();
            }
            if (next == FIRST_PAUSE) {
                waits.increment();
            }
            next = Math.min(LONGEST_PAUSE, 2 * next);
        }
    }

    /**
     * One look.
     *
     * @param found the rendition
     * @param another whether another node is making it
     * @param note that node's
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Step(Optional<Rendition> found, boolean another, byte[] note) {
        private static final byte[] NONE = {};

        static final Step OURS = new Step(Optional.empty(), false, NONE);
    }

    private Step step(ClusterMap map, CacheKey key, Duration expected) {
        Optional<byte[]> there = map.get(key.text());
        if (there.isEmpty()) {
            if (expected.compareTo(TOO_SHORT) < 0) {
                return Step.OURS;
            }
            byte[] note = ClusterValue.making(node, clock.instant());
            there = map.putIfAbsent(key.text(), note);
            if (there.isEmpty()) {
                notes.put(key.text(), note);
                return Step.OURS;
            }
        }
        byte[] bytes = there.get();
        ClusterValue value = ClusterValue.read(key, bytes);
        if (value instanceof ClusterValue.Made made) {
            readBytes.add(bytes.length);
            Optional<Rendition> usable = usable(key, made);
            return usable.isPresent() ? new Step(usable, false, bytes) : replaced(map, key, bytes);
        }
        if (value instanceof ClusterValue.Making making && waitsFor(making, expected)) {
            return new Step(Optional.empty(), true, bytes);
        }
        if (value instanceof ClusterValue.Foreign) {
            damaged.increment();
        }
        return replaced(map, key, bytes);
    }

    /** A note of long ago is of a node that has died; clocks that differ so much only cost a render. */
    private boolean waitsFor(ClusterValue.Making making, Duration expected) {
        return !making.node().equals(node)
                && expected.compareTo(TOO_SHORT) >= 0
                && Duration.between(making.since(), clock.instant()).abs().compareTo(Duration.ofMinutes(1)) < 0;
    }

    private Step replaced(ClusterMap map, CacheKey key, byte[] there) {
        takeOver(map, key, there);
        return Step.OURS;
    }

    private boolean takeOver(ClusterMap map, CacheKey key, byte[] there) {
        byte[] note = ClusterValue.making(node, clock.instant());
        boolean ours = map.replace(key.text(), there, note);
        if (ours) {
            notes.put(key.text(), note);
        }
        return ours;
    }

    private boolean waits(long millis) {
        try {
            pause.millis(millis);
            return true;
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Rendition> usable(CacheKey key, ClusterValue.Made made) {
        Rendition rendition = made.stored().rendition();
        if (!purges.holds(made.place(), key, rendition.tags())) {
            purged.increment();
            return Optional.empty();
        }
        Duration life = expiry.getExpiryForCreation(key, rendition);
        Instant now = clock.instant();
        boolean alive = life == null
                || life.compareTo(ExpiryPolicy.INFINITE) >= 0
                || made.stored().storedAt().plus(life).isAfter(now);
        return alive ? Optional.of(notLater(rendition, now)) : Optional.empty();
    }

    /** Another node's clock may be ahead: nothing has been heard of an original later than now. */
    private static Rendition notLater(Rendition rendition, Instant now) {
        return rendition.confirmation().at().isAfter(now)
                ? rendition.confirmed(now, rendition.original(), rendition.visibility(), rendition.originalLifetime())
                : rendition;
    }

    @Override
    public void offer(CacheKey key, Rendition rendition, long stamp) {
        Optional<PurgePlace> place = purges.place(stamp, key, rendition.tags());
        boolean ours = rendition.visibility() != Visibility.PUBLIC || rendition.body().length > LARGEST;
        boolean away = link.lack().isPresent() && !link.pauses();
        if (ours || place.isEmpty() || away) {
            abandon(key);
            return;
        }
        if (!writes.offer(rendition.body().length, () -> write(key, rendition, place.get()))) {
            notes.remove(key.text());
        }
    }

    private void write(CacheKey key, Rendition rendition, PurgePlace place) {
        notes.remove(key.text());
        byte[] bytes = ClusterValue.made(key, rendition, place, clock.instant());
        boolean calm = true;
        while (calm && link.pauses()) {
            calm = waits(BEFORE_WRITING);
        }
        link.use(cluster -> {
            cluster.renditions().put(key.text(), bytes);
            puts.increment();
            writtenBytes.add(bytes.length);
            return true;
        });
    }

    @Override
    public void abandon(CacheKey key) {
        byte[] note = notes.remove(key.text());
        if (note != null) {
            writes.offer(
                    note.length,
                    () -> link.use(cluster -> {
                        cluster.renditions().remove(key.text(), note);
                        return true;
                    }));
        }
    }

    @Override
    public String describe() {
        return "on the Terracotta server";
    }

    @Override
    public Optional<String> lack() {
        return link.lack();
    }

    @Override
    public Map<String, Map<String, Long>> statistics() {
        Map<String, Long> shared = new TreeMap<>();
        shared.put("hits", hits.sum());
        shared.put("misses", misses.sum());
        shared.put("puts", puts.sum());
        shared.put("skipped", skipped.sum());
        shared.put("damaged", damaged.sum());
        shared.put("purged", purged.sum());
        shared.put("io_failures", link.failed());
        shared.put("waits", waits.sum());
        shared.put("read_bytes", readBytes.sum());
        shared.put("written_bytes", writtenBytes.sum());
        shared.put("dropped", writes.dropped());
        shared.put("queued", (long) writes.waiting());
        shared.put("queued_bytes", writes.bytes());
        shared.put("serving", link.lack().isEmpty() ? 1L : 0L);
        return Map.of("shared", shared);
    }

    /** The connection is closed by whoever opened it. */
    @Override
    public void close() {
        writes.close();
    }
}
