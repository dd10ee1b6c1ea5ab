package dev.tomthumb.cache.disk;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * All purges that a log has, to be asked once for each entry when a store is opened. Of each, what counts is the
 * sequence of the last one: entries before it are meant.
 */
final class PurgesInLog {
    private final Map<Integer, Long> originals = new HashMap<>();
    private final Map<Integer, Long> tags = new HashMap<>();
    private final Map<ByteBuffer, Long> prefixes = new HashMap<>();
    private long all = -1;

    void add(Descriptor record) {
        long before = record.sequence();
        Purge purge = PurgeRecord.read(record);
        if (purge instanceof Purge.Prefix prefix) {
            prefixes.merge(ByteBuffer.wrap(prefix.bytes()), before, Math::max);
        } else if (purge instanceof Purge.Original original) {
            originals.merge(LabelBytes.hash(original.name()), before, Math::max);
        } else if (purge instanceof Purge.Tag tag) {
            tags.merge(LabelBytes.hash(tag.name()), before, Math::max);
        } else {
            all = Math.max(all, before);
        }
    }

    boolean isEmpty() {
        return all < 0 && prefixes.isEmpty() && originals.isEmpty() && tags.isEmpty();
    }

    /** Whether the entry was put before a purge that means it. */
    boolean cover(Entry entry) {
        long sequence = entry.sequence;
        return sequence < all
                || sequence < originals.getOrDefault(entry.original, -1L)
                || coverTag(entry, sequence)
                || coverPrefix(entry, sequence);
    }

    private boolean coverTag(Entry entry, long sequence) {
        if (entry.tags == null || tags.isEmpty()) {
            return false;
        }
        for (int tag : entry.tags) {
            if (sequence < tags.getOrDefault(tag, -1L)) {
                return true;
            }
        }
        return false;
    }

    private boolean coverPrefix(Entry entry, long sequence) {
        for (Map.Entry<ByteBuffer, Long> purge : prefixes.entrySet()) {
            if (sequence < purge.getValue() && new Purge.Prefix(purge.getKey().array()).matches(entry.key)) {
                return true;
            }
        }
        return false;
    }
}
