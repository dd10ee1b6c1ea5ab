package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.Invalidation;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Purges of this node on their way to the others. Whoever purges waits for the store only so long; a purge that could not
 * be told by then is written down here, or remembered where even that fails, and told again until it is. Safe for all
 * threads.
 */
final class PurgeOutbox {
    private static final Logger LOG = System.getLogger(PurgeOutbox.class.getName());
    /** Of purges that can neither be told nor written down. */
    private static final int MOST_UNWRITTEN = 10_000;
    /** Whoever purges waits so long for the store. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final PurgeObjects objects;
    private final Calls calls;
    private final Notes notes;
    private final PurgeIndex index;
    private final ServerClock serverClock;
    private final LongAdder told = new LongAdder();

    /** Those of this node, which has obeyed them when they were made. */
    private final Set<String> own = ConcurrentHashMap.newKeySet();
    /** Purges of this node that could neither be told nor written down, by their names. */
    private final Map<String, byte[]> unwritten = new ConcurrentSkipListMap<>();

    private volatile boolean untold;

    PurgeOutbox(PurgeObjects objects, Calls calls, Notes notes, PurgeIndex index, ServerClock serverClock) {
        this.objects = objects;
        this.calls = calls;
        this.notes = notes;
        this.index = index;
        this.serverClock = serverClock;
    }

    /** What was written down before this node was started counts again as purged and not told. */
    void restore() {
        notes.untold().forEach((name, purge) -> {
            own.add(name);
            index.pending(
                    name, entries(purge).stream().map(PurgeFile.Entry::what).toList());
        });
    }

    private static List<PurgeFile.Entry> entries(byte[] purge) {
        return PurgeFile.read(purge) instanceof PurgeFile.Content.Purges purges ? purges.entries() : List.of();
    }

    /**
     * Tells the others.
     *
     * @return empty if it is done; otherwise why not, a sentence for operators
     */
    Optional<String> tell(List<Invalidation> what) {
        List<PurgeFile.Entry> entries = what.stream()
                .map(one -> new PurgeFile.Entry(one, OptionalLong.empty()))
                .toList();
        byte[] purge = PurgeFile.write(entries);
        String name = objects.named(serverClock.now().toEpochMilli());
        own.add(name);
        index.pending(name, what);
        try {
            calls.within(PATIENCE, () -> objects.put(name, purge));
            told.increment();
            return Optional.empty();
        } catch (ObjectStoreException failure) {
            return Optional.of(later(name, purge, failure));
        }
    }

    private String later(String name, byte[] purge, ObjectStoreException failure) {
        LOG.log(
                Level.WARNING,
                "A purge is obeyed here and could not be told to other nodes yet; it is tried again. {0}",
                failure.sentence());
        try {
            notes.untold(name, purge);
            untold = true;
            return failure.sentence()
                    + " The purge is written down here and told to the other nodes as soon as it can be.";
        } catch (IOException full) {
            LOG.log(Level.ERROR, "A purge can neither be told to other nodes nor written down here", full);
            return failure.sentence() + " It cannot be written down here either, " + remembered(name, purge);
        }
    }

    private String remembered(String name, byte[] purge) {
        if (unwritten.size() >= MOST_UNWRITTEN) {
            return "so it must be repeated.";
        }
        unwritten.put(name, purge);
        untold = true;
        return "so it must be repeated if this node ends before it could tell the others.";
    }

    /** Tells what could not be told before. */
    void tellUntold() {
        try {
            tellAllUntold();
            untold = false;
        } catch (ObjectStoreException | RuntimeException stillUntold) {
            untold = true;
            LOG.log(Level.DEBUG, "Purges of this node cannot be told yet", stillUntold);
        }
    }

    private void tellAllUntold() throws ObjectStoreException {
        for (Map.Entry<String, byte[]> one : notes.untold().entrySet()) {
            objects.put(one.getKey(), one.getValue());
            notes.told(one.getKey());
            told.increment();
        }
        for (Map.Entry<String, byte[]> one : unwritten.entrySet()) {
            objects.put(one.getKey(), one.getValue());
            unwritten.remove(one.getKey());
            told.increment();
        }
    }

    /** Whether a purge is one of this node. */
    boolean isOwn(String name) {
        return own.contains(name);
    }

    /** Forgets names of purges of this node that will not be met again. */
    void forgetOwn(Predicate<String> gone) {
        own.removeIf(gone);
    }

    /** Whether some wait to be told. */
    boolean hasUntold() {
        return untold;
    }

    /** How many have been told. */
    long told() {
        return told.sum();
    }
}
