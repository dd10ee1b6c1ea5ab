package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes room by giving up the oldest segment: its entries that are worth it are written again at the other end of the
 * log, the others are evicted. See {@code docs/decisions/008} for what is worth it.
 */
final class Reclaimer {
    /** From this share of dead bytes on there is more to win from going on to the next segment than from evicting. */
    private static final double MANY_DEAD = 0.25;

    private final DiskStore.Parts parts;

    Reclaimer(DiskStore.Parts parts) {
        this.parts = parts;
    }

    /**
     * Gives up the oldest segment. To be called without the store's lock, by one thread at a time; the lock is taken
     * for one record after the other.
     *
     * @return whether there was one to give up
     */
    boolean reclaim() throws IOException {
        Optional<Segment> oldest = parts.log().oldest();
        if (oldest.isEmpty()) {
            return false;
        }
        Segment victim = oldest.get();
        List<Candidate> candidates = candidates(victim);
        Set<Entry> kept = worthKeeping(candidates);
        for (Candidate candidate : candidates) {
            boolean copied = kept.contains(candidate.entry) && copy(candidate, victim);
            if (!copied) {
                evict(candidate, victim);
            }
        }
        giveUp(victim);
        return true;
    }

    private record Candidate(Entry entry, Descriptor record) {}

    /** The entries whose record lies in the segment. */
    private List<Candidate> candidates(Segment victim) {
        List<Candidate> candidates = new ArrayList<>();
        for (Descriptor record : records(victim)) {
            if (record.kind() == RecordHeader.Kind.PUT) {
                parts.table()
                        .find(new BytesKey(record.key(), record.hash()))
                        .filter(entry -> entry.liesIn(victim, record.offset()))
                        .ifPresent(entry -> candidates.add(new Candidate(entry, record)));
            }
        }
        return candidates;
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

    private Set<Entry> worthKeeping(List<Candidate> candidates) {
        long now = parts.settings().clock().millis();
        boolean keepAll = parts.deadShare() >= MANY_DEAD;
        List<Entry> wanted = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Entry entry = candidate.entry;
            if (!entry.isExpired(now) && (keepAll || entry.use() > 0)) {
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

    /** Writes an entry again; false if it cannot be read or there is no room. */
    private boolean copy(Candidate candidate, Segment victim) throws IOException {
        Entry entry = candidate.entry;
        Optional<RecordReader> record = read(victim, candidate);
        if (record.isEmpty()) {
            return false;
        }
        RecordWriter writer =
                RecordWriter.copy(record.get().header(), record.get().record(), candidate.record);
        parts.lock().lock();
        try {
            if (!entry.liesIn(victim, candidate.record.offset())) {
                return true;
            }
            if (!parts.space().allows(entry.length, 0)) {
                return false;
            }
            Log.Place place = parts.log().append(writer);
            if (parts.table().move(entry, place.segment(), place.record().offset())) {
                victim.addLive(-entry.length);
                place.segment().addLive(entry.length);
                entry.discount();
            }
            parts.count().written(entry.length);
            parts.count().copiedBytes.add(entry.length);
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

    private void evict(Candidate candidate, Segment victim) {
        Entry entry = candidate.entry;
        parts.lock().lock();
        try {
            if (!entry.liesIn(victim, candidate.record.offset())
                    || !parts.table().remove(entry)) {
                return;
            }
            victim.addLive(-entry.length);
            if (entry.isExpired(parts.settings().clock().millis())) {
                parts.count().expirations.increment();
            } else {
                parts.count().evictions.increment();
                parts.listener().evicted(entry.key, entry.hash, () -> value(victim, candidate.record));
            }
        } finally {
            parts.lock().unlock();
        }
    }

    private static byte @Nullable [] value(Segment victim, Descriptor record) {
        try {
            return RecordReader.read(victim, record.offset(), record.length())
                    .map(RecordReader::value)
                    .map(Reclaimer::bytes)
                    .orElse(null);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static byte[] bytes(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }

    private void giveUp(Segment victim) throws IOException {
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
