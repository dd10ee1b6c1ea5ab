package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.Invalidation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Purges of other nodes that this one reads, and what of them it has to obey. What has been read is not read again, so what
 * follows from it stays here until it has been obeyed, whatever fails in between.
 *
 * <p>Not safe for several threads: {@link PurgeLog} calls it under its lock. The number of those obeyed can be asked for by
 * all.
 */
final class PurgeInbox {
    private static final Logger LOG = System.getLogger(PurgeInbox.class.getName());
    /** One that cannot be read may be on its way; after so many looks it is obeyed as one of everything. */
    private static final int LOOKS = 3;

    private final PurgeObjects objects;
    private final PurgeOutbox outbox;
    private final PurgeIndex index;
    private final String fingerprint;
    private final LongAdder obeyed = new LongAdder();

    /** Names of objects that have been read. */
    private final Set<String> seen = new HashSet<>();

    /** Of those, the ones that are no purges. */
    private final Set<String> foreign = new HashSet<>();

    /** What was read and has to be obeyed. */
    private final Set<Invalidation> waiting = new LinkedHashSet<>();

    private final Map<String, Integer> unreadable = new HashMap<>();

    private Consumer<List<Invalidation>> apply = what -> {};

    /** @param fingerprint what this node's cache keys begin with */
    PurgeInbox(PurgeObjects objects, PurgeOutbox outbox, PurgeIndex index, String fingerprint) {
        this.objects = objects;
        this.outbox = outbox;
        this.index = index;
        this.fingerprint = fingerprint;
    }

    /** @param obey declares old, here, what others have purged */
    void start(Consumer<List<Invalidation>> obey) {
        apply = obey;
    }

    /**
     * Reads an object of the list, unless that has been done.
     *
     * @param since up to when this node has obeyed what there was, in seconds by the store's clock; empty = nothing
     * @return false if it has gone
     */
    boolean read(ObjectStore.Listed object, OptionalLong since) throws ObjectStoreException {
        if (seen.contains(object.name())) {
            return true;
        }
        Optional<PurgeFile.Content> got = objects.get(object.name());
        if (got.isEmpty()) {
            return false;
        }
        PurgeFile.Content content = got.get();
        if (content instanceof PurgeFile.Content.Damaged && looksAgain(object.name())) {
            return true;
        }
        long at = object.modified().getEpochSecond();
        for (PurgeFile.Entry entry : obeyable(content, object)) {
            note(object.name(), entry, at, since);
        }
        if (content instanceof PurgeFile.Content.Foreign) {
            foreign.add(object.name());
        }
        index.listed(object.name());
        seen.add(object.name());
        return true;
    }

    private boolean looksAgain(String name) {
        return unreadable.merge(name, 1, Integer::sum) < LOOKS;
    }

    private static List<PurgeFile.Entry> obeyable(PurgeFile.Content content, ObjectStore.Listed object) {
        if (content instanceof PurgeFile.Content.Purges purges) {
            return purges.entries();
        }
        if (content instanceof PurgeFile.Content.Damaged) {
            LOG.log(
                    Level.WARNING,
                    "The purge {0} is damaged, and nobody knows what it means: it is obeyed as one of everything.",
                    object.name());
            return List.of(new PurgeFile.Entry(new Invalidation.Everything(), OptionalLong.empty()));
        }
        LOG.log(
                Level.WARNING,
                "{0} is no purge of ours and is left alone; nothing else should be written there.",
                object.name());
        return List.of();
    }

    /**
     * An object that was not read before is news, even if it says what another one of the same second says. Only what has
     * been gathered from others, with a time of its own, may have been read in them.
     *
     * @param modified the object's time
     */
    private void note(String name, PurgeFile.Entry entry, long modified, OptionalLong since) {
        long at = entry.at().orElse(modified);
        boolean isLater = index.add(entry.what(), at);
        boolean isNew = isLater || entry.at().isEmpty();
        boolean missed = since.isEmpty() || at >= since.getAsLong() - PurgeLog.SLACK_SECONDS;
        if (isNew && missed && !outbox.isOwn(name)) {
            waiting.add(entry.what().under(fingerprint));
        }
    }

    /** Everything is to be obeyed as purged. */
    void addEverything() {
        waiting.add(new Invalidation.Everything());
    }

    /** Not on a thread that is being ended: an interrupt closes the files of a cache. */
    void obey() {
        if (waiting.isEmpty() || Thread.currentThread().isInterrupted()) {
            return;
        }
        apply.accept(List.copyOf(waiting));
        LOG.log(Level.INFO, "{0} purges of other nodes are obeyed.", waiting.size());
        obeyed.add(waiting.size());
        waiting.clear();
    }

    /** Whether nothing is left to be obeyed. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Forgets what stands in the list no more. */
    void retain(Set<String> names) {
        outbox.forgetOwn(name -> seen.contains(name) && !names.contains(name));
        seen.retainAll(names);
        foreign.retainAll(names);
        unreadable.keySet().retainAll(names);
    }

    /** Whether something could not be read that may still be on its way. */
    boolean isUndecided() {
        return unreadable.values().stream().anyMatch(looks -> looks < LOOKS);
    }

    /** Whether that is a purge that has been read, and not something else. */
    boolean hasPurge(String name) {
        return seen.contains(name) && !foreign.contains(name);
    }

    /** How many have been obeyed. */
    long obeyed() {
        return obeyed.sum();
    }
}
