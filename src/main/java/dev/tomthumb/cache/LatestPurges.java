package dev.tomthumb.cache;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Purges that nodes tell each other, each with a number that says when: a second of a clock they share, or a place in a log.
 * Of equal purges only the latest is kept. A look takes as long as there are tags and characters of the original's name,
 * however many purges there are.
 *
 * <p>One rendition is known by what its key says behind the fingerprint: nodes of another version mean theirs.
 *
 * <p>Safe for all threads.
 */
public final class LatestPurges {
    /** Less than any number. */
    public static final long NEVER = Long.MIN_VALUE;

    private final Map<String, Latest> originals = new HashMap<>();
    private final Map<String, Latest> prefixes = new HashMap<>();
    private final Map<String, Latest> tags = new HashMap<>();
    private final Map<String, Latest> renditions = new HashMap<>();
    private long everything = NEVER;

    private record Latest(Invalidation what, long number) {}

    /**
     * Notes a purge; numbers may come in any order.
     *
     * @param what no {@link Invalidation.OfOlderVersions}, which no node tells another
     * @return whether no equal one with this number or a later one was known
     */
    public synchronized boolean add(Invalidation what, long number) {
        if (what instanceof Invalidation.Everything) {
            boolean news = number > everything;
            everything = Math.max(everything, number);
            return news;
        }
        if (what instanceof Invalidation.OfOriginal original) {
            return later(originals, original.reference(), new Latest(what, number));
        }
        if (what instanceof Invalidation.OfOriginals originalsOf) {
            return later(prefixes, originalsOf.prefix(), new Latest(what, number));
        }
        if (what instanceof Invalidation.OfTag tagged) {
            return later(tags, tagged.tag(), new Latest(what, number));
        }
        if (what instanceof Invalidation.OfRendition one) {
            return later(renditions, one.rendition().request(), new Latest(what, number));
        }
        throw new IllegalArgumentException("nodes do not tell each other " + what);
    }

    private static boolean later(Map<String, Latest> known, String name, Latest purge) {
        if (purge.number() <= number(known, name)) {
            return false;
        }
        known.put(name, purge);
        return true;
    }

    /**
     * The number of the latest purge that means a rendition; {@link #NEVER} if none does.
     *
     * @param carried its tags
     */
    public synchronized long of(CacheKey key, Collection<String> carried) {
        long latest = Math.max(everything, number(originals, key.original()));
        latest = Math.max(latest, number(renditions, key.request()));
        for (String tag : carried) {
            latest = Math.max(latest, number(tags, tag));
        }
        return Math.max(latest, ofPrefix(key.original()));
    }

    private long ofPrefix(String original) {
        if (prefixes.isEmpty()) {
            return NEVER;
        }
        long latest = NEVER;
        for (int length = 0; length <= original.length(); length++) {
            latest = Math.max(latest, number(prefixes, original.substring(0, length)));
        }
        return latest;
    }

    private static long number(Map<String, Latest> known, String name) {
        Latest latest = known.get(name);
        return latest == null ? NEVER : latest.number();
    }

    /** Forgets purges with smaller numbers; of everything, the latest stays. */
    public synchronized void forgetBefore(long number) {
        for (Map<String, Latest> known : List.of(originals, prefixes, tags, renditions)) {
            known.values().removeIf(purge -> purge.number() < number);
        }
    }

    /** All of them, in no order. */
    public synchronized void forEach(ObjLongConsumer<Invalidation> visitor) {
        if (everything > NEVER) {
            visitor.accept(new Invalidation.Everything(), everything);
        }
        for (Map<String, Latest> known : List.of(originals, prefixes, tags, renditions)) {
            known.values().forEach(purge -> visitor.accept(purge.what(), purge.number()));
        }
    }

    /** How many are kept, without that of everything. */
    public synchronized int size() {
        return originals.size() + prefixes.size() + tags.size() + renditions.size();
    }
}
