package dev.tomthumb.cache.ehcache;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last invalidations, so that a rendition whose making began before one of them is not kept. */
final class RecentInvalidations {
    private static final int KEPT = 4096;

    private final Deque<Invalidation> last = new ArrayDeque<>();
    private long count;

    synchronized void add(Invalidation what) {
        count++;
        last.addLast(what);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    /** How many there have been. */
    synchronized long stamp() {
        return count;
    }

    /** Whether one of them since {@code stamp} means the key; true if too many have come since to know. */
    synchronized boolean since(long stamp, CacheKey key) {
        if (stamp >= count) {
            return false;
        }
        long number = count - last.size();
        if (stamp < number) {
            return true;
        }
        for (Invalidation what : last) {
            number++;
            if (number > stamp && what.means(key)) {
                return true;
            }
        }
        return false;
    }
}
