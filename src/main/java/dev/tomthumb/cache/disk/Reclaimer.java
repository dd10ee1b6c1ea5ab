package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes room by giving up one segment. Its entries that are worth it are written again in the main part, the others are
 * evicted; see {@code docs/decisions/008} for the rule and what it was compared with.
 *
 * <ol>
 *   <li>A segment of which most is dead is compacted: all of its entries are written again.
 *   <li>Else, if probation has more than its share, its oldest segment goes.
 *   <li>Else the oldest of the main part.
 * </ol>
 *
 * At most half a segment is written again, so that at least as much is won.
 */
final class Reclaimer {
    private static final double MOSTLY_DEAD = 0.5;
    /** Probation's share of all segments: one in this many. */
    private static final int PROBATION_SHARE = 10;

    private static final int LEAST_PROBATION = 2;

    private final StoreState state;
    private final Ghosts ghosts;
    private final Runnable forgetAll;

    /** @param forgetAll removes all entries for good; called under the store's lock */
    Reclaimer(StoreState state, Ghosts ghosts, Runnable forgetAll) {
        this.state = state;
        this.ghosts = ghosts;
        this.forgetAll = forgetAll;
    }

    private record Candidate(Entry entry, Descriptor record) {}

    /** Why a segment is given up. */
    private record Victim(Segment segment, boolean keepsAll) {}

    /**
     * Gives up a segment. To be called without the store's lock, by one thread at a time; the lock is taken for one record
     * after the other.
     *
     * @return whether there was one to give up
     */
    boolean reclaim() throws IOException {
        Optional<Victim> victim = victim();
        if (victim.isPresent()) {
            giveUp(victim.get());
        }
        return victim.isPresent();
    }

    /** The same, if there is a segment that costs nothing. */
    boolean reclaimEmpty() throws IOException {
        Optional<Victim> victim = emptyOne();
        if (victim.isPresent()) {
            giveUp(victim.get());
        }
        return victim.isPresent();
    }

    private Optional<Victim> emptyOne() {
        state.lock().lock();
        try {
            return state.log().full().filter(Segment::isEmpty).findFirst().map(segment -> new Victim(segment, true));
        } finally {
            state.lock().unlock();
        }
    }

    private Optional<Victim> victim() {
        state.lock().lock();
        try {
            Log log = state.log();
            Optional<Segment> deadest = log.deadest(MOSTLY_DEAD);
            if (deadest.isPresent()) {
                return Optional.of(new Victim(deadest.get(), true));
            }
            List<Segment> probation = log.full(Part.PROBATION);
            List<Segment> main = log.full(Part.MAIN);
            long share = Math.max(LEAST_PROBATION, state.space().segments() / PROBATION_SHARE);
            List<Segment> from = probation.size() > share || main.isEmpty() ? probation : main;
            return from.isEmpty() ? Optional.empty() : Optional.of(new Victim(from.get(0), false));
        } finally {
            state.lock().unlock();
        }
    }

    private void giveUp(Victim victim) throws IOException {
        Segment segment = victim.segment;
        Optional<List<Descriptor>> readable = records(segment);
        if (readable.isEmpty()) {
            giveUpUnread(segment);
            return;
        }
        List<Descriptor> records = readable.get();
        List<Candidate> candidates = candidates(segment, records);
        Set<Entry> kept = worthKeeping(candidates, victim.keepsAll);
        List<Candidate> leaving = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (!kept.contains(candidate.entry) || !copy(candidate, segment, victim.keepsAll)) {
                bury(candidate, segment);
                leaving.add(candidate);
            }
        }
        for (Descriptor record : records) {
            if (record.kind() == RecordHeader.Kind.REMOVE || record.kind().isPurge()) {
                carryOn(record, segment);
            }
        }
        if (state.settings().sync() != Sync.NEVER) {
            // What was written again must be on the device before what it was read from is gone.
            state.log().force(true);
        }
        retire(segment, leaving);
    }

    private Optional<List<Descriptor>> records(Segment victim) {
        try {
            return Optional.of(SegmentContents.of(victim, victim.indexBytes() > 0, state.files())
                    .records());
        } catch (IOException unreadable) {
            state.health().readFailed(unreadable);
            return Optional.empty();
        }
    }

    /** Which removals and purges it had nobody knows, so that anything older could come back: everything is forgotten. */
    private void giveUpUnread(Segment victim) throws IOException {
        state.lock().lock();
        try {
            forgetAll.run();
        } finally {
            state.lock().unlock();
        }
        retire(victim, List.of());
    }

    /** The entries whose record lies in the segment. */
    private List<Candidate> candidates(Segment victim, List<Descriptor> records) {
        List<Candidate> candidates = new ArrayList<>();
        for (Descriptor record : records) {
            if (record.kind() == RecordHeader.Kind.PUT) {
                state.table()
                        .find(new BytesKey(record.key(), record.hash()))
                        .filter(entry -> entry.liesIn(victim, record.offset()))
                        .ifPresent(entry -> candidates.add(new Candidate(entry, record)));
            }
        }
        return candidates;
    }

    private Set<Entry> worthKeeping(List<Candidate> candidates, boolean all) {
        long now = state.settings().clock().millis();
        List<Wanted> wanted = new ArrayList<>();
        // The youngest first, among those that were used as often.
        for (int i = candidates.size() - 1; i >= 0; i--) {
            Entry entry = candidates.get(i).entry;
            int use = use(entry);
            if (!isOver(entry, now) && (all || use > 0)) {
                wanted.add(new Wanted(entry, use));
            }
        }
        wanted.sort(Comparator.comparingInt(Wanted::use).reversed());
        Set<Entry> kept = new HashSet<>();
        long budget = state.space().copyBudget();
        for (Wanted candidate : wanted) {
            if (candidate.entry.length <= budget) {
                budget -= candidate.entry.length;
                kept.add(candidate.entry);
            }
        }
        return kept;
    }

    /** @param use asked once, as it changes while others are compared with it */
    private record Wanted(Entry entry, int use) {}

    /** What a tier above answers for is used as well, and must be there when that tier has lost it. */
    private int use(Entry entry) {
        return Math.max(entry.use(), state.settings().useAbove().applyAsInt(entry.hash));
    }

    /** A pinned entry may have been used elsewhere since its time, and gets another when it is unpinned. */
    private static boolean isOver(Entry entry, long now) {
        return entry.isExpired(now) && !entry.isPinned();
    }

    /** Writes an entry again; false if it cannot be read or there is no room. */
    private boolean copy(Candidate candidate, Segment victim, boolean asItIs) throws IOException {
        Entry entry = candidate.entry;
        Optional<RecordReader> record = read(victim, candidate);
        if (record.isEmpty()) {
            return false;
        }
        state.lock().lock();
        try {
            if (!entry.liesIn(victim, candidate.record.offset())
                    || !state.table().has(entry)) {
                return true;
            }
            if (!state.space().allows(entry.length, 0)) {
                return false;
            }
            Part to = asItIs ? victim.part() : Part.MAIN;
            Log.Place place = state.log().append(RecordWriter.copy(record.get(), candidate.record), to);
            state.table().move(entry, place);
            victim.addLive(-entry.length);
            place.segment().addLive(entry.length);
            if (!asItIs) {
                entry.discount();
            }
            state.count().copied(entry.length);
            return true;
        } finally {
            state.lock().unlock();
        }
    }

    private Optional<RecordReader> read(Segment victim, Candidate candidate) {
        try {
            Optional<RecordReader> record = RecordReader.read(
                            victim, candidate.record.offset(), ByteBuffer.allocate(candidate.record.length()))
                    .filter(found -> found.hasKey(candidate.entry.key));
            if (record.isEmpty()) {
                state.count().damaged.increment();
            }
            return record;
        } catch (IOException unreadable) {
            state.health().readFailed(unreadable);
            return Optional.empty();
        }
    }

    /** An older value of its key may lie somewhere and must not come back at the next start. */
    private void bury(Candidate candidate, Segment victim) throws IOException {
        Entry entry = candidate.entry;
        state.lock().lock();
        try {
            if (entry.shadows()
                    && entry.liesIn(victim, candidate.record.offset())
                    && state.table().has(entry)) {
                RecordWriter removal = RecordWriter.remove(new BytesKey(entry.key, entry.hash));
                state.log().append(removal, Part.MAIN);
                state.count().copied(removal.length());
            }
        } finally {
            state.lock().unlock();
        }
    }

    /** Removals and purges are written again as long as there is anything that they could be about. */
    private void carryOn(Descriptor record, Segment victim) throws IOException {
        state.lock().lock();
        try {
            if (!state.log().isNeeded(record.sequence(), victim)) {
                return;
            }
            RecordWriter again;
            if (record.kind().isPurge()) {
                again = PurgeRecord.of(PurgeRecord.read(record), record.sequence());
            } else {
                DiskKey key = new BytesKey(record.key(), record.hash());
                // One that lies here too leaves with it, and hides nothing then.
                Optional<Entry> newer = state.table().find(key).filter(entry -> entry.segment != victim);
                if (newer.isPresent()) {
                    // It takes over to hide what is older, and says so when it goes.
                    newer.get().shadow();
                    return;
                }
                again = RecordWriter.remove(key);
            }
            state.log().append(again, Part.MAIN);
            state.count().copied(again.length());
        } finally {
            state.lock().unlock();
        }
    }

    /**
     * Deletes the segment and then forgets its entries, in one step: an entry that were forgotten while its record is still
     * there could be removed without a trace, and would be there again after a crash.
     */
    private void retire(Segment victim, List<Candidate> leaving) throws IOException {
        // For listeners, who may read what is evicted.
        victim.acquire();
        state.lock().lock();
        try {
            state.log().retire(victim);
            leaving.forEach(candidate -> evict(candidate, victim));
            if (victim.live() > 0) {
                // What its index did not tell.
                state.table()
                        .removeIf(
                                entry -> entry.segment == victim,
                                lost -> state.count().evictions.increment());
            }
        } finally {
            state.lock().unlock();
            victim.release();
        }
    }

    private void evict(Candidate candidate, Segment victim) {
        Entry entry = candidate.entry;
        if (!entry.liesIn(victim, candidate.record.offset()) || !state.table().remove(entry)) {
            return;
        }
        victim.addLive(-entry.length);
        Supplier<byte @Nullable []> value = () -> RecordReader.value(victim, candidate.record.offset(), entry.length);
        if (isOver(entry, state.settings().clock().millis())) {
            state.count().expirations.increment();
            state.listener().expired(entry.key, entry.hash, value);
            return;
        }
        state.count().evictions.increment();
        if (victim.part() == Part.PROBATION) {
            ghosts.add(entry.hash, entry.key, state.table().size());
        }
        state.listener().evicted(entry.key, entry.hash, value);
    }
}
