package dev.tomthumb.cache.shared;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.LatestPurges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What has been purged, and when by the store's clock; and with that whether a shared rendition is older.
 *
 * <p>A rendition is as new as its maker's knowledge of purges was before he asked for the original: the store's time at
 * which he last read the list of them. One made after a purge by a node that has not heard of it may have come from what
 * that node keeps, so the time of its making tells nothing. All these times are the store's: no node's clock matters.
 *
 * <p>Safe for all threads.
 */
final class PurgeIndex {
    /** Two whole seconds that are compared, of a store that may be several machines. */
    static final long MARGIN_SECONDS = 2;

    private final LatestPurges latest = new LatestPurges();
    private final Set<Pending> pending = new HashSet<>();

    /** Purges of this node that have not been seen in the list yet. */
    private record Pending(String name, Invalidation what) {}

    /**
     * Notes a purge.
     *
     * @param at when, in seconds by the store's clock
     * @return whether it was not known yet
     */
    boolean add(Invalidation what, long at) {
        return latest.add(what, at);
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
        return pending.stream().anyMatch(one -> one.what().means(key, carried))
                || latest.of(key, carried) > knows - MARGIN_SECONDS;
    }

    /** Forgets what was purged before a time: nothing that old is used any more. */
    void forgetBefore(long time) {
        latest.forgetBefore(time);
    }

    /** All that have a time. */
    List<PurgeFile.Entry> entries() {
        List<PurgeFile.Entry> all = new ArrayList<>();
        latest.forEach((what, at) -> all.add(new PurgeFile.Entry(what, OptionalLong.of(at))));
        return all;
    }

    int size() {
        return latest.size();
    }
}
