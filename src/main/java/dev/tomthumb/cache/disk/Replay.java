package dev.tomthumb.cache.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the table of entries from records that come in any order: of each key, the record with the highest sequence is
 * the one that counts.
 */
final class Replay {
    private final EntryTable table;
    private final PurgesInLog purges = new PurgesInLog();
    /** The sequence of the last removal of each key that was removed. */
    private final Map<ByteBuffer, Long> removals = new HashMap<>();

    private int ids;
    private long highest = -1;

    Replay(EntryTable table) {
        this.table = table;
    }

    /** Takes the next record. */
    void add(Descriptor record, Segment segment) {
        highest = Math.max(highest, record.sequence());
        if (record.kind() == RecordHeader.Kind.PUT) {
            put(record, segment);
        } else if (record.kind() == RecordHeader.Kind.REMOVE) {
            remove(record);
        } else if (record.kind().isPurge()) {
            purges.add(record);
        }
    }

    private void put(Descriptor record, Segment segment) {
        DiskKey key = new BytesKey(record.key(), record.hash());
        long removed = removals.isEmpty() ? -1 : removals.getOrDefault(ByteBuffer.wrap(record.key()), -1L);
        if (record.sequence() <= removed) {
            return;
        }
        Optional<Entry> other = table.find(key);
        if (other.isPresent() && other.get().sequence >= record.sequence()) {
            other.get().shadow();
            return;
        }
        Entry entry = new Entry(record, segment, ids++, null);
        if (removed >= 0 || other.isPresent()) {
            entry.shadow();
        }
        segment.addLive(entry.length);
        table.put(key, entry).ifPresent(Replay::buried);
    }

    private void remove(Descriptor record) {
        removals.merge(ByteBuffer.wrap(record.key()), record.sequence(), Math::max);
        DiskKey key = new BytesKey(record.key(), record.hash());
        Optional<Entry> entry = table.find(key);
        if (entry.isPresent()) {
            if (entry.get().sequence < record.sequence()) {
                table.remove(key).ifPresent(Replay::buried);
            } else {
                entry.get().shadow();
            }
        }
    }

    private static void buried(Entry entry) {
        entry.segment.addLive(-entry.length);
    }

    /**
     * All records have been taken: what was purged goes, and what has expired since unless it hides something older.
     *
     * @return keys of entries that were purged and hide something older, which the purge may not have meant
     */
    List<DiskKey> finish(long now) {
        List<DiskKey> hidden = new ArrayList<>();
        table.removeIf(entry -> entry.isExpired(now) && !entry.shadows(), Replay::buried);
        if (!purges.isEmpty()) {
            table.removeIf(purges::cover, entry -> {
                buried(entry);
                if (entry.shadows()) {
                    hidden.add(new BytesKey(entry.key, entry.hash));
                }
            });
        }
        return hidden;
    }

    /** A number that no entry has. */
    int nextId() {
        return ids;
    }

    /** A sequence that no record has. */
    long nextSequence() {
        return highest + 1;
    }
}
