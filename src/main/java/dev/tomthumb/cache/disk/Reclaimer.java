package dev.tomthumb.cache.disk;

import java.io.IOException;
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

    private final DiskStore.Parts parts;
    private final Ghosts ghosts;

    Reclaimer(DiskStore.Parts parts, Ghosts ghosts) {
        this.parts = parts;
        this.ghosts = ghosts;
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

    private Optional<Victim> victim() {
        parts.lock().lock();
        try {
            Log log = parts.log();
            Optional<Segment> deadest =
                    log.deadest().filter(segment -> segment.dead() >= MOSTLY_DEAD * segment.length());
            if (deadest.isPresent()) {
                return Optional.of(new Victim(deadest.get(), true));
            }
            List<Segment> probation = log.full(Part.PROBATION);
            List<Segment> main = log.full(Part.MAIN);
            long share = Math.max(LEAST_PROBATION, parts.space().segments() / PROBATION_SHARE);
            List<Segment> from = probation.size() > share || main.isEmpty() ? probation : main;
            return from.isEmpty() ? Optional.empty() : Optional.of(new Victim(from.get(0), false));
        } finally {
            parts.lock().unlock();
        }
    }

    private void giveUp(Victim victim) throws IOException {
        Segment segment = victim.segment;
        List<Descriptor> records = records(segment);
        List<Candidate> candidates = candidates(segment, records);
        Set<Entry> kept = worthKeeping(candidates, victim.keepsAll);
        for (Candidate candidate : candidates) {
            boolean copied = kept.contains(candidate.entry) && copy(candidate, segment, victim.keepsAll);
            if (!copied) {
                evict(candidate, segment);
            }
        }
        for (Descriptor record : records) {
            if (record.kind() == RecordHeader.Kind.REMOVE || record.kind().isPurge()) {
                carryOn(record, segment);
            }
        }
        retire(segment);
    }

    private List<Descriptor> records(Segment victim) {
        try {
            return SegmentContents.of(victim, victim.indexBytes() > 0, parts.files())
                    .records();
        } catch (IOException unreadable) {
            parts.health().readFailed(unreadable);
            return List.of();
        }
    }

    /** The entries whose record lies in the segment. */
    private List<Candidate> candidates(Segment victim, List<Descriptor> records) {
        List<Candidate> candidates = new ArrayList<>();
        for (Descriptor record : records) {
            if (record.kind() == RecordHeader.Kind.PUT) {
                parts.table()
                        .find(new BytesKey(record.key(), record.hash()))
                        .filter(entry -> entry.liesIn(victim, record.offset()))
                        .ifPresent(entry -> candidates.add(new Candidate(entry, record)));
            }
        }
        return candidates;
    }

    private Set<Entry> worthKeeping(List<Candidate> candidates, boolean all) {
        long now = parts.settings().clock().millis();
        List<Entry> wanted = new ArrayList<>();
        // The youngest first, among those that were used as often.
        for (int i = candidates.size() - 1; i >= 0; i--) {
            Entry entry = candidates.get(i).entry;
            if (!isOver(entry, now) && (all || entry.use() > 0)) {
                wanted.add(entry);
            }
        }
        wanted.sort(Comparator.comparingInt(Entry::use).reversed());
        Set<Entry> kept = new HashSet<>();
        long budget = parts.space().copyBudget();
        for (Entry entry : wanted) {
            if (entry.length <= budget) {
                budget -= entry.length;
                kept.add(entry);
            }
        }
        return kept;
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
        parts.lock().lock();
        try {
            if (!entry.liesIn(victim, candidate.record.offset())
                    || !parts.table().has(entry)) {
                return true;
            }
            if (!parts.space().allows(entry.length, 0)) {
                return false;
            }
            Part to = asItIs ? victim.part() : Part.MAIN;
            Log.Place place = parts.log().append(RecordWriter.copy(record.get(), candidate.record), to);
            parts.table().move(entry, place);
            victim.addLive(-entry.length);
            place.segment().addLive(entry.length);
            if (!asItIs) {
                entry.discount();
            }
            parts.count().copied(entry.length);
            return true;
        } finally {
            parts.lock().unlock();
        }
    }

    private Optional<RecordReader> read(Segment victim, Candidate candidate) {
        try {
            Optional<RecordReader> record = RecordReader.read(
                            victim, candidate.record.offset(), candidate.record.length())
                    .filter(found -> found.hasKey(candidate.entry.key));
            if (record.isEmpty()) {
                parts.count().damaged.increment();
            }
            return record;
        } catch (IOException unreadable) {
            parts.health().readFailed(unreadable);
            return Optional.empty();
        }
    }

    private void evict(Candidate candidate, Segment victim) throws IOException {
        Entry entry = candidate.entry;
        parts.lock().lock();
        try {
            if (!entry.liesIn(victim, candidate.record.offset())
                    || !parts.table().remove(entry)) {
                return;
            }
            victim.addLive(-entry.length);
            if (entry.shadows()) {
                bury(entry);
            }
            Supplier<byte @Nullable []> value =
                    () -> RecordReader.value(victim, candidate.record.offset(), entry.length);
            if (isOver(entry, parts.settings().clock().millis())) {
                parts.count().expirations.increment();
                parts.listener().expired(entry.key, entry.hash, value);
                return;
            }
            parts.count().evictions.increment();
            if (victim.part() == Part.PROBATION) {
                ghosts.add(entry.hash, entry.key, parts.table().size());
            }
            parts.listener().evicted(entry.key, entry.hash, value);
        } finally {
            parts.lock().unlock();
        }
    }

    /** An older value of its key may lie somewhere and must not come back at the next start. */
    private void bury(Entry entry) throws IOException {
        RecordWriter removal = RecordWriter.remove(new BytesKey(entry.key, entry.hash));
        parts.log().append(removal, Part.MAIN);
        parts.count().copied(removal.length());
    }

    /** Removals and purges are written again as long as there is anything that they could be about. */
    private void carryOn(Descriptor record, Segment victim) throws IOException {
        parts.lock().lock();
        try {
            if (!parts.log().isNeeded(record.sequence(), victim)) {
                return;
            }
            RecordWriter again;
            if (record.kind().isPurge()) {
                again = PurgeRecord.of(PurgeRecord.read(record), record.sequence());
            } else {
                DiskKey key = new BytesKey(record.key(), record.hash());
                Optional<Entry> newer = parts.table().find(key);
                if (newer.isPresent()) {
                    // It takes over to hide what is older, and says so when it goes.
                    newer.get().shadow();
                    return;
                }
                again = RecordWriter.remove(key);
            }
            parts.log().append(again, Part.MAIN);
            parts.count().copied(again.length());
        } finally {
            parts.lock().unlock();
        }
    }

    private void retire(Segment victim) throws IOException {
        if (parts.settings().sync() != Sync.NEVER) {
            // What was written again must be on the device before what it was read from is gone.
            parts.log().force(true);
        }
        parts.lock().lock();
        try {
            if (victim.live() > 0) {
                // What its index did not tell.
                parts.table()
                        .removeIf(
                                entry -> entry.segment == victim,
                                lost -> parts.count().evictions.increment());
            }
            parts.log().retire(victim);
        } finally {
            parts.lock().unlock();
        }
    }
}
