package dev.tomthumb.cache.disk;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * All purges that a log has, to be asked once for each entry when a store is opened. Of each, what counts is the
 * {@link Position} of the last one: entries before it are meant.
 */
final class PurgesInLog {
    private final Map<Integer, Long> originals = new HashMap<>();
    private final Map<Integer, Long> tags = new HashMap<>();
    private final Map<ByteBuffer, Long> prefixes = new HashMap<>();
    private long all = -1;

    void add(Descriptor record, long position) {
        Purge purge = PurgeRecord.read(record);
        if (purge instanceof Purge.Prefix prefix) {
            prefixes.put(ByteBuffer.wrap(prefix.bytes()), position);
        } else if (purge instanceof Purge.Original original) {
            originals.put(LabelBytes.hash(original.name()), position);
        } else if (purge instanceof Purge.Tag tag) {
            tags.put(LabelBytes.hash(tag.name()), position);
        } else {
            all = position;
        }
    }

    boolean isEmpty() {
        return all < 0 && prefixes.isEmpty() && originals.isEmpty() && tags.isEmpty();
    }

    /** Whether the entry was put before a purge that means it. */
    boolean cover(Entry entry) {
        long position = entry.position();
        return position < all
                || position < originals.getOrDefault(entry.original, -1L)
                || coverTag(entry, position)
                || coverPrefix(entry, position);
    }

    private boolean coverTag(Entry entry, long position) {
        if (entry.tags == null || tags.isEmpty()) {
            return false;
        }
        for (int tag : entry.tags) {
            if (position < tags.getOrDefault(tag, -1L)) {
                return true;
            }
        }
        return false;
    }

    private boolean coverPrefix(Entry entry, long position) {
        for (Map.Entry<ByteBuffer, Long> purge : prefixes.entrySet()) {
            if (position < purge.getValue() && new Purge.Prefix(purge.getKey().array()).matches(entry.key)) {
                return true;
            }
        }
        return false;
    }
}
