package dev.tomthumb.cache.ehcache.cluster;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The purges of one generation of the log, to tell whether one of those behind a place means a rendition. A look takes as
 * long as there are purges of prefixes, however many others there are.
 *
 * <p>Safe for all threads.
 */
final class PurgeIndex {
    private static final long NEVER = 0;

    private final Map<String, Long> originals = new HashMap<>();
    private final Map<String, Long> tags = new HashMap<>();
    private final Map<String, Long> renditions = new HashMap<>();
    private final Map<String, Long> prefixes = new HashMap<>();
    private long everything;
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
    synchronized void add(long number, Invalidation what) {
        if (what instanceof Invalidation.OfOriginal original) {
            originals.merge(original.reference(), number, Math::max);
        } else if (what instanceof Invalidation.OfTag tag) {
            tags.merge(tag.tag(), number, Math::max);
        } else if (what instanceof Invalidation.OfRendition one) {
            renditions.merge(one.rendition().text(), number, Math::max);
        } else if (what instanceof Invalidation.OfOriginals prefix) {
            prefixes.merge(prefix.prefix(), number, Math::max);
        } else {
            everything = Math.max(everything, number);
        }
    }

    /** Forgets what lies before an entry; what was made before it counts as purged from now on. */
    synchronized void trim(long first) {
        if (first - 1 <= floor) {
            return;
        }
        floor = first - 1;
        for (Map<String, Long> all : List.of(originals, tags, renditions, prefixes)) {
            all.values().removeIf(number -> number < first);
        }
    }

    /**
     * Whether a rendition is meant by a purge its maker did not know.
     *
     * @param count how many entries he knew
     */
    synchronized boolean meansSince(long count, CacheKey key, List<String> carried) {
        if (count < floor || everything > count) {
            return true;
        }
        if (number(originals, key.original()) > count || number(renditions, key.text()) > count) {
            return true;
        }
        return anyTag(count, carried) || anyPrefix(count, key.original());
    }

    private boolean anyTag(long count, List<String> carried) {
        for (String tag : carried) {
            if (number(tags, tag) > count) {
                return true;
            }
        }
        return false;
    }

    private boolean anyPrefix(long count, String original) {
        for (Map.Entry<String, Long> prefix : prefixes.entrySet()) {
            if (prefix.getValue() > count && original.startsWith(prefix.getKey())) {
                return true;
            }
        }
        return false;
    }

    private static long number(Map<String, Long> numbers, String text) {
        return numbers.getOrDefault(text, NEVER);
    }

    /** For tests: what is kept. */
    synchronized List<Integer> sizes() {
        return new ArrayList<>(List.of(originals.size(), tags.size(), renditions.size(), prefixes.size()));
    }
}
