package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What has been purged, and when by the store's clock; and with that whether a shared rendition is older.
 *
 * <p>A rendition is as new as its maker's knowledge of purges was before he asked for the original: the store's time at
 * which he last read the list of them. One made after a purge by a node that has not heard of it may have come from what
 * that node keeps, so the time of its making tells nothing. All these times are the store's: no node's clock matters.
 *
 * <p>Only the latest of equal purges is kept. Safe for all threads.
 */
final class PurgeIndex {
    /** Two whole seconds that are compared, of a store that may be several machines. */
    static final long MARGIN_SECONDS = 2;

    private static final long NOT_YET = Long.MAX_VALUE / 2;

    private final Map<String, Long> originals = new HashMap<>();
    private final Map<String, Long> prefixes = new HashMap<>();
    private final Map<String, Long> tags = new HashMap<>();
    /** By what the key says behind the fingerprint: nodes of another version mean theirs. */
    private final Map<String, Long> renditions = new HashMap<>();

    /** Of those, each with its original. */
    private final Map<String, Invalidation> written = new HashMap<>();

    private final Set<Pending> pending = new HashSet<>();
    private long everything = Long.MIN_VALUE;

    /** Purges of this node that have not been seen in the list yet. */
    private record Pending(String name, Invalidation what) {}

    /**
     * Notes a purge.
     *
     * @param at when, in seconds by the store's clock
     * @return whether it was not known yet
     */
    synchronized boolean add(Invalidation what, long at) {
        if (what instanceof Invalidation.Everything) {
            boolean news = at > everything;
            everything = Math.max(everything, at);
            return news;
        }
        if (what instanceof Invalidation.OfOriginal original) {
            return later(originals, original.reference(), at);
        }
        if (what instanceof Invalidation.OfOriginals originalsOf) {
            return later(prefixes, originalsOf.prefix(), at);
        }
        if (what instanceof Invalidation.OfTag tagged) {
            return later(tags, tagged.tag(), at);
        }
        if (what instanceof Invalidation.OfRendition one) {
            written.put(canonical(one.rendition()), one);
            return later(renditions, canonical(one.rendition()), at);
        }
        return false;
    }

    private static boolean later(Map<String, Long> times, String name, long at) {
        Long before = times.get(name);
        if (before != null && before >= at) {
            return false;
        }
        times.put(name, at);
        return true;
    }

    /** A purge of this node whose time is not known yet: all that is stored is older. */
    synchronized void pending(String name, Collection<Invalidation> what) {
        what.forEach(one -> pending.add(new Pending(name, one)));
    }

    /** It stands in the list, under its time. */
    synchronized void listed(String name) {
        pending.removeIf(one -> one.name().equals(name));
    }

    /**
     * Whether a purge means a rendition.
     *
     * @param carried its tags
     * @param knows what its maker knew, in seconds by the store's clock
     */
    synchronized boolean isOld(CacheKey key, Collection<String> carried, long knows) {
        long latest = everything;
        latest = Math.max(latest, of(originals, key.original()));
        latest = Math.max(latest, of(renditions, canonical(key)));
        for (String tag : carried) {
            latest = Math.max(latest, of(tags, tag));
        }
        latest = Math.max(latest, ofPrefix(key.original()));
        for (Pending one : pending) {
            latest = one.what().means(key, carried) ? NOT_YET : latest;
        }
        return latest > knows - MARGIN_SECONDS;
    }

    private static long of(Map<String, Long> times, String name) {
        Long time = times.get(name);
        return time == null ? Long.MIN_VALUE : time;
    }

    private long ofPrefix(String original) {
        if (prefixes.isEmpty()) {
            return Long.MIN_VALUE;
        }
        long latest = Long.MIN_VALUE;
        for (int length = 0; length <= original.length(); length++) {
            latest = Math.max(latest, of(prefixes, original.substring(0, length)));
        }
        return latest;
    }

    private static String canonical(CacheKey key) {
        return key.text().substring(key.text().indexOf(' ') + 1);
    }

    /** Forgets what was purged before a time: nothing that old is used any more. */
    synchronized void forgetBefore(long time) {
        for (Map<String, Long> times : List.of(originals, prefixes, tags, renditions)) {
            times.values().removeIf(at -> at < time);
        }
        written.keySet().retainAll(renditions.keySet());
    }

    /** All that have a time. */
    synchronized List<PurgeFile.Entry> entries() {
        List<PurgeFile.Entry> all = new ArrayList<>();
        if (everything > Long.MIN_VALUE) {
            all.add(new PurgeFile.Entry(new Invalidation.Everything(), OptionalLong.of(everything)));
        }
        originals.forEach((text, at) -> all.add(entry(new Invalidation.OfOriginal(text), at)));
        prefixes.forEach((text, at) -> all.add(entry(new Invalidation.OfOriginals(text), at)));
        tags.forEach((text, at) -> all.add(entry(new Invalidation.OfTag(text), at)));
        renditions.forEach(
                (text, at) -> Optional.ofNullable(written.get(text)).ifPresent(one -> all.add(entry(one, at))));
        return all;
    }

    private static PurgeFile.Entry entry(Invalidation what, long at) {
        return new PurgeFile.Entry(what, OptionalLong.of(at));
    }

    synchronized int size() {
        return originals.size() + prefixes.size() + tags.size() + renditions.size();
    }
}
