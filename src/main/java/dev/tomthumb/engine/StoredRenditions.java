package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.http.caching.Decision;
import dev.tomthumb.http.caching.Terms;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Renditions in the cache, seen in the light of what was last heard of their originals. */
final class StoredRenditions {
    private static final int STRIPES = 64;
    /**
     * A stored rendition does not say more often than this when it was last confirmed. What a start forgets of the time costs
     * a question to the origin; to write it down with each answer would write the picture each time, every few seconds
     * where originals are files of this server.
     */
    private static final Duration WORTH_WRITING = Duration.ofHours(1);

    private final RenditionCache cache;
    private final OriginalStates states;
    private final Absences absences = new Absences();
    private final ReentrantLock[] superseding = new ReentrantLock[STRIPES];

    StoredRenditions(RenditionCache cache, OriginalStates states) {
        this.cache = cache;
        this.states = states;
        for (int i = 0; i < STRIPES; i++) {
            superseding[i] = new ReentrantLock();
        }
    }

    /**
     * A stored rendition.
     *
     * @param rendition as it was stored
     * @param confirmedAt when its original was last known to be the same
     * @param visibility who may keep it, by what was last heard
     * @param terms on which terms it may be used
     */
    record Seen(Rendition rendition, Instant confirmedAt, Visibility visibility, Terms terms) {
        boolean fresh(Instant now) {
            return terms.freshAt(now.toEpochMilli());
        }

        long ttl(Instant now) {
            return terms.remainingSeconds(now.toEpochMilli());
        }

        Decision decision(Instant now) {
            return terms.at(now);
        }

        /** Whether it may be sent although it was asked about and the origin has failed. */
        boolean outlivesErrors(Instant now) {
            Decision decision = decision(now);
            return decision instanceof Decision.Fresh
                    || decision instanceof Decision.StaleWhileRevalidate
                    || decision instanceof Decision.StaleIfError;
        }
    }

    /**
     * The stored rendition; empty also if its original is known to have changed since.
     *
     * @param own whether it depends on more than its original, so that news of that alone does not lengthen its life
     */
    Optional<Seen> see(CacheKey key, Partition partition, boolean own) {
        long before = absences.before(key);
        Optional<Rendition> stored = cache.get(key);
        if (stored.isEmpty()) {
            absences.note(key, before);
            return Optional.empty();
        }
        Rendition rendition = stored.get();
        if (!partition.isShared()) {
            // Named by its original's own bytes: nothing that is asked could be news.
            return Optional.of(
                    new Seen(rendition, rendition.confirmation().at(), rendition.visibility(), Terms.FOREVER));
        }
        return seen(key, rendition, own);
    }

    /** As {@link #see}, for a request that has looked before: where there was nothing the cache is not asked once more. */
    Optional<Seen> again(CacheKey key, Partition partition, boolean own) {
        return absences.isKnown(key) ? Optional.empty() : see(key, partition, own);
    }

    private Optional<Seen> seen(CacheKey key, Rendition rendition, boolean own) {
        OriginalState state = states.of(key, rendition);
        if (!state.version().made(rendition)) {
            return Optional.empty();
        }
        return Optional.of(
                own
                        ? new Seen(
                                rendition,
                                rendition.confirmation().at(),
                                stricter(rendition.visibility(), state.visibility()),
                                states.own(key, rendition))
                        : new Seen(rendition, state.confirmedAt(), state.visibility(), state.terms()));
    }

    /**
     * Keeps a rendition that another node has made, as if it had been stored here before.
     *
     * @param own see {@link #see}
     * @return empty if it is of another version than what is known here, and that is later news; or may not be kept
     */
    Optional<Seen> adopt(CacheKey key, Rendition rendition, boolean own, Begun begun) {
        OriginalVersion version = OriginalVersion.of(rendition);
        ReentrantLock lock = lock(key);
        OriginalState state;
        lock.lock();
        try {
            Optional<OriginalState> before = states.known(key.original())
                    .filter(known -> !known.version().same(version));
            if (before.isPresent()
                    && !rendition.confirmation().at().isAfter(before.get().confirmedAt())) {
                return Optional.empty();
            }
            if (before.isPresent()) {
                cache.invalidate(new Invalidation.OfOlderVersions(key.original(), version::made));
            }
            // No event: the origin has said nothing just now, and what it is about to say is newer.
            state = states.of(key, rendition);
        } finally {
            lock.unlock();
        }
        return put(key, rendition, state, begun) ? seen(key, rendition, own) : Optional.empty();
    }

    /** What is made of two originals is for those only who may see both. */
    private static Visibility stricter(Visibility one, Visibility other) {
        return one == Visibility.PRIVATE ? one : other;
    }

    /**
     * The moment before an origin is asked. What is declared old after it, or proves to be, does not come back by its
     * answer.
     *
     * @param stamp the cache's
     * @param event that of {@link OriginalStates#event}
     */
    record Begun(long stamp, long event) {}

    /** To be taken before an origin is asked. */
    Begun begin() {
        return new Begun(cache.stamp(), states.event());
    }

    /**
     * Keeps a rendition that was made of an original that has just come; if that is another version than the one known
     * before, all older renditions of it go, for good.
     *
     * @return whether it may be kept at all
     */
    boolean keep(CacheKey key, Partition partition, Rendition made, Begun begun) {
        if (!partition.isShared()) {
            put(key, made, begun);
            return true;
        }
        OriginalVersion version = OriginalVersion.of(made);
        ReentrantLock lock = lock(key);
        OriginalState state;
        lock.lock();
        try {
            Optional<OriginalState> before = states.known(key.original());
            if (before.isPresent() && isOvertaken(before.get(), version, made, begun)) {
                return false;
            }
            if (before.isPresent() && !before.get().version().same(version)) {
                cache.invalidate(new Invalidation.OfOlderVersions(key.original(), version::made));
            }
            state = states.confirm(key.original(), made);
        } finally {
            lock.unlock();
        }
        return put(key, made, state, begun);
    }

    /** Whether another version has become known since the original of this one was asked for. */
    private static boolean isOvertaken(OriginalState known, OriginalVersion version, Rendition made, Begun begun) {
        boolean later = known.confirmedAt().isAfter(made.confirmation().at());
        return known.outdates(version, begun.event())
                || later && !known.version().same(version);
    }

    /**
     * The original is the same as before: all renditions of it are fresh again. This one is stored so, for the time after a
     * restart, if that says much more than what is stored.
     *
     * @param old as it is stored
     */
    void confirm(CacheKey key, Rendition old, Rendition confirmed, Begun begun) {
        OriginalVersion version = OriginalVersion.of(confirmed);
        ReentrantLock lock = lock(key);
        OriginalState state;
        lock.lock();
        try {
            Optional<OriginalState> before = states.known(key.original());
            if (before.isPresent() && before.get().outdates(version, begun.event())) {
                return;
            }
            state = states.confirm(key.original(), confirmed);
        } finally {
            lock.unlock();
        }
        if (!state.terms().usable() || isWorthWriting(old, confirmed)) {
            put(key, confirmed, state, begun);
        }
    }

    private static boolean isWorthWriting(Rendition old, Rendition confirmed) {
        Instant written = old.confirmation().at();
        Lifetime before = old.originalLifetime();
        Lifetime now = confirmed.originalLifetime();
        return !confirmed.confirmation().at().isBefore(written.plus(WORTH_WRITING))
                || !confirmed.original().equals(old.original())
                || confirmed.visibility() != old.visibility()
                || !now.cacheControl().equals(before.cacheControl())
                || !now.targeted().equals(before.targeted());
    }

    private boolean put(CacheKey key, Rendition rendition, OriginalState state, Begun begun) {
        if (state.terms().usable()) {
            put(key, rendition, begun);
        } else {
            cache.remove(key);
        }
        return state.terms().usable();
    }

    private void put(CacheKey key, Rendition rendition, Begun begun) {
        cache.put(key, rendition, begun.stamp());
        absences.end(key);
    }

    private ReentrantLock lock(CacheKey key) {
        return superseding[Math.floorMod(key.original().hashCode(), STRIPES)];
    }
}
