package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.disk.DirectoryLock;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tiers below the heap. They may be missing for a while, because somebody else holds the directory or it cannot
 * be written: then the offheap tier serves alone, or nothing does, and {@link #tryTakeOver} tries again.
 *
 * <p>Ehcache's stores must not be closed under a running operation (they unmap and close files), so operations hold a
 * read lock that closing waits for. A {@link StampedLock}, as it keeps nothing in the thread locals of a container's
 * threads.
 */
final class DeepTiers<V> implements AutoCloseable {
    private static final Logger LOG = System.getLogger(EhcacheRenditionCache.class.getName());
    private static final String DISK = "disk";
    private static final List<String> NAMES = List.of("offheap", DISK);
    private static final long PATIENCE_SECONDS = 10;
    private static final int MOST_OWED = 1000;

    private final Content<V> content;
    private final CacheShape shape;
    private final Path dir;
    private final String owner;
    private final InstantSource clock;

    private final StampedLock inUse = new StampedLock();
    private volatile @Nullable EhcacheStore<V> store;
    private volatile Optional<String> lack = Optional.empty();
    private @Nullable DirectoryLock lock;
    private final List<Invalidation> owed = new ArrayList<>();
    private volatile boolean servesDisk;
    private boolean closed;

    private DeepTiers(Content<V> content, CacheShape shape, Path dir, String owner, InstantSource clock) {
        this.content = content;
        this.shape = shape;
        this.dir = dir;
        this.owner = owner;
        this.clock = clock;
    }

    /** Opens what can be opened. Never fails: what is missing is logged and told by {@link #lack}. */
    static <V> DeepTiers<V> open(Content<V> content, CacheShape shape, Path dir, String owner, InstantSource clock) {
        DeepTiers<V> tiers = new DeepTiers<>(content, shape, dir, owner, clock);
        synchronized (tiers) {
            if (shape.disk().isPresent()) {
                tiers.openDisk();
            } else {
                tiers.openOffheap();
            }
            tiers.lack.ifPresent(reason -> LOG.log(Level.WARNING, "{0}", reason));
        }
        return tiers;
    }

    /** Why not all configured tiers serve: a sentence. */
    Optional<String> lack() {
        return lack.or(this::pause);
    }

    /** While the disk is full or broken. */
    private Optional<String> pause() {
        return using(EhcacheStore::diskStatistics)
                .flatMap(figures -> figures)
                .filter(figures -> !figures.serving())
                .map(figures -> "The disk cache stores nothing: "
                        + figures.lastFailure().orElse("it failed") + ". It goes on by itself as soon as it can.");
    }

    /**
     * Tries again to open the disk tier if it is missing.
     *
     * @return whether nothing is missing (any more)
     */
    synchronized boolean tryTakeOver() {
        if (closed || lack.isEmpty()) {
            return !closed;
        }
        Optional<String> before = lack;
        if (shape.disk().isPresent()) {
            openDisk();
        } else {
            openOffheap();
        }
        if (lack.isEmpty()) {
            LOG.log(Level.INFO, "The cache now serves with all its tiers, from {0}.", dir);
        } else if (!lack.equals(before)) {
            LOG.log(Level.WARNING, "{0}", lack.get());
        }
        return lack.isEmpty();
    }

    Optional<V> get(CacheKey key) {
        return using(open -> Optional.ofNullable(open.get(key))).orElse(Optional.empty());
    }

    void put(CacheKey key, V stored) {
        using(open -> {
            open.put(key, stored);
            return true;
        });
    }

    void remove(CacheKey key) {
        using(open -> {
            open.remove(key);
            return true;
        });
    }

    /** The keys of all renditions of an original on disk; empty while no disk serves. */
    Set<CacheKey> keysOf(String original) {
        return servesDisk ? using(open -> open.keysOf(original)).orElse(Set.of()) : Set.of();
    }

    /**
     * Forgets renditions, also those on a disk that does not serve at present: when it does again.
     *
     * @return how many
     */
    long invalidate(Invalidation what) {
        // Before: it may begin to serve while the others are asked.
        boolean served = servesDisk;
        Optional<Long> number = using(open -> open.invalidate(what));
        if (shape.disk().isPresent() && !served) {
            owe(what);
        }
        return number.orElse(0L);
    }

    private void owe(Invalidation what) {
        synchronized (owed) {
            owed.add(what);
            if (owed.size() > MOST_OWED) {
                owed.clear();
                owed.add(new Invalidation.Everything());
            }
        }
    }

    /** What was declared old while the disk did not serve. */
    private void payOwed() {
        synchronized (owed) {
            owed.forEach(what -> using(open -> open.invalidate(what)));
            owed.clear();
        }
    }

    /** By tier. A disk that could not be opened has one figure: that it does not serve, for somebody to be called. */
    Map<String, Map<String, Long>> statistics() {
        Map<String, Map<String, Long>> all =
                new TreeMap<>(using(open -> open.statistics(NAMES)).orElse(Map.of()));
        if (shape.disk().isPresent()) {
            all.putIfAbsent(DISK, Map.of("serving", 0L));
        }
        return all;
    }

    /** Closes the tiers and gives the directory back; what is on disk stays. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        closeStore();
        release();
    }

    private void openDisk() {
        DirectoryLock.Attempt attempt = DirectoryLock.attempt(dir, owner);
        if (attempt instanceof DirectoryLock.Attempt.Held held) {
            openDisk(held.lock());
        } else if (attempt instanceof DirectoryLock.Attempt.Refused refused) {
            serveWithoutDisk(refused.reason());
        }
    }

    private void openDisk(DirectoryLock held) {
        lock = held;
        closeStore();
        try {
            swap(DiskDirectory.open(content, shape, dir, clock));
            servesDisk = true;
            payOwed();
            lack = Optional.empty();
        } catch (Throwable failure) {
            release();
            LOG.log(Level.WARNING, "Ehcache cannot open the disk tier in " + dir, failure);
            rethrowUnlessMemory(failure);
            serveWithoutDisk("Ehcache cannot open it in " + dir + " (" + innermost(failure) + ")");
        }
    }

    private void serveWithoutDisk(String reason) {
        lack = Optional.of("The disk cache does not serve: " + reason + ". " + content.things() + " are "
                + content.withoutDisk() + "; this is tried again.");
        if (store == null && shape.offheap().isPresent()) {
            openOffheap();
        }
    }

    private void openOffheap() {
        if (shape.offheap().isEmpty()) {
            return;
        }
        try {
            swap(EhcacheStore.offheap(content, shape, clock));
            if (shape.disk().isEmpty()) {
                lack = Optional.empty();
            }
        } catch (Throwable failure) {
            LOG.log(Level.WARNING, "Ehcache cannot open the offheap tier", failure);
            rethrowUnlessMemory(failure);
            lack = Optional.of(lack.map(already -> already + " ").orElse("") + "The offheap tier does not serve ("
                    + innermost(failure)
                    + "): make <offheap> in ehcache.xml smaller or -XX:MaxDirectMemorySize larger.");
        }
    }

    /** Memory that does not suffice for a tier is no reason to fall: the tier is left out. */
    private static void rethrowUnlessMemory(Throwable failure) {
        if (!(failure instanceof OutOfMemoryError)) {
            FailureReport.rethrowFatal(failure);
        }
    }

    private void closeStore() {
        EhcacheStore<V> old = swap(null);
        if (old == null) {
            return;
        }
        try {
            old.close();
        } catch (Throwable failure) {
            FailureReport.rethrowFatal(failure);
            LOG.log(Level.WARNING, "The cache in " + dir + " could not be closed; it may start empty.", failure);
        }
    }

    /** Exchanges the store when no operation uses the old one, but does not wait for ever for a disk that hangs. */
    private @Nullable EhcacheStore<V> swap(@Nullable EhcacheStore<V> next) {
        long stamp = patientWriteLock();
        try {
            EhcacheStore<V> old = store;
            store = next;
            return old;
        } finally {
            if (stamp != 0) {
                inUse.unlockWrite(stamp);
            }
        }
    }

    private long patientWriteLock() {
        try {
            return inUse.tryWriteLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return inUse.tryWriteLock();
        }
    }

    private <T> Optional<T> using(Function<EhcacheStore<V>, T> operation) {
        long stamp = inUse.readLock();
        try {
            return Optional.ofNullable(store).map(operation);
        } finally {
            inUse.unlockRead(stamp);
        }
    }

    private void release() {
        DirectoryLock held = lock;
        lock = null;
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "The lock of the cache directory " + dir + " could not be released", failure);
        }
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
