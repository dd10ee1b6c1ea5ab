package dev.tomthumb.engine.responses;

import dev.tomthumb.cache.CacheKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The URLs that requests have changed last, for answers whose making began before that: what they say is old. Of changes
 * that have been forgotten it is assumed that they meant everything.
 */
final class Changes {
    private static final int MOST = 4096;

    private long count;
    private long forgotten;
    private final Map<CacheKey, Long> last = new LinkedHashMap<>();

    synchronized void add(CacheKey key) {
        count++;
        last.remove(key);
        last.put(key, count);
        if (last.size() > MOST) {
            Map.Entry<CacheKey, Long> eldest = last.entrySet().iterator().next();
            forgotten = eldest.getValue();
            last.remove(eldest.getKey());
        }
    }

    synchronized long stamp() {
        return count;
    }

    /** Whether {@code key} was changed after {@code stamp}. */
    synchronized boolean since(long stamp, CacheKey key) {
        return stamp < forgotten || last.getOrDefault(key, 0L) > stamp;
    }
}
