package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.LatestPurges;
import java.util.List;

/**
 * The purges of one generation of the log, to tell whether one of those behind a place means a rendition.
 *
 * <p>Safe for all threads.
 */
final class PurgeIndex {
    private final LatestPurges latest = new LatestPurges();
    private long floor;

    /**
     * @param floor how many entries the log has lost at its beginning: what was made before them cannot be judged, and
     *     counts as purged
     */
    PurgeIndex(long floor) {
        this.floor = floor;
    }

    /**
     * One more.
     *
     * @param number of its entry, from 1; in any order
     */
    void add(long number, Invalidation what) {
        latest.add(what, number);
    }

    /** Forgets what lies before an entry; what was made before it counts as purged from now on. */
    synchronized void trim(long first) {
        if (first - 1 > floor) {
            floor = first - 1;
            latest.forgetBefore(first);
        }
    }

    /**
     * Whether a rendition is meant by a purge its maker did not know.
     *
     * @param count how many entries he knew
     */
    synchronized boolean meansSince(long count, CacheKey key, List<String> carried) {
        return count < floor || latest.of(key, carried) > count;
    }

    /** For tests: how many are kept, without those of everything. */
    int size() {
        return latest.size();
    }
}
