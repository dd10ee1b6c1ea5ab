package dev.tomthumb.cache.disk;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last purges, for those who made a value from something older than a purge and store it afterwards.
 */
final class RecentPurges {
    private static final int KEPT = 4096;

    private final Deque<Purge> last = new ArrayDeque<>();
    private long count;

    synchronized void add(Purge purge) {
        count++;
        last.addLast(purge);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    /** How many purges there have been. */
    synchronized long stamp() {
        return count;
    }

    /** Whether one of the purges after {@code stamp} is about the entry; true if some of them have been forgotten. */
    synchronized boolean since(long stamp, byte[] key, Labels labels) {
        if (stamp >= count) {
            return false;
        }
        if (stamp < count - last.size()) {
            return true;
        }
        long number = count - last.size();
        for (Purge purge : last) {
            number++;
            if (number > stamp && matches(purge, key, labels)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Purge purge, byte[] key, Labels labels) {
        if (purge instanceof Purge.Prefix prefix) {
            return prefix.matches(key);
        }
        if (purge instanceof Purge.Original original) {
            return labels.original().equals(original.name());
        }
        if (purge instanceof Purge.Tag tag) {
            return labels.tags().contains(tag.name());
        }
        return purge instanceof Purge.All;
    }
}
