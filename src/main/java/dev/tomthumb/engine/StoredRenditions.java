package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.http.caching.Decision;
import dev.tomthumb.http.caching.Terms;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Validators;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Renditions in the cache, seen in the light of what was last heard of their originals. */
final class StoredRenditions {
    private static final int STRIPES = 64;

    private final RenditionCache cache;
    private final OriginalStates states;
    private final InstantSource clock;
    private final ReentrantLock[] superseding = new ReentrantLock[STRIPES];

    StoredRenditions(RenditionCache cache, OriginalStates states, InstantSource clock) {
        this.cache = cache;
        this.states = states;
        this.clock = clock;
        for (int i = 0; i < STRIPES; i++) {
            superseding[i] = new ReentrantLock();
        }
    }

    /**
     * A stored rendition.
     *
     * @param rendition as it was stored
     * @param confirmedAt when its original was last known to be the same
     * @param terms on which terms it may be used
     */
    record Seen(Rendition rendition, Instant confirmedAt, Terms terms) {
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

        /** With the time from which its age counts. */
        Rendition dated() {
            return confirmedAt.equals(rendition.confirmation().at())
                    ? rendition
                    : rendition.confirmed(confirmedAt, rendition.original(), rendition.originalLifetime());
        }
    }

    /**
     * The stored rendition; empty also if its original is known to have changed since.
     *
     * @param own whether it depends on more than its original, so that news of that alone does not lengthen its life
     */
    Optional<Seen> see(CacheKey key, Partition partition, boolean own) {
        Optional<Rendition> stored = cache.get(key);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        Rendition rendition = stored.get();
        if (!partition.isShared()) {
            // Named by its original's own bytes: nothing that is asked could be news.
            return Optional.of(new Seen(rendition, rendition.confirmation().at(), Terms.FOREVER));
        }
        OriginalState state = states.of(key, rendition);
        if (!state.version().made(rendition)) {
            return Optional.empty();
        }
        return Optional.of(
                own
                        ? new Seen(rendition, rendition.confirmation().at(), states.own(key, rendition))
                        : new Seen(rendition, state.confirmedAt(), state.terms()));
    }

    /**
     * Keeps a rendition that was made of an original that has just come; if that is another version than the one known
     * before, all older renditions of it go, for good.
     *
     * @param stamp the cache's, from before the original was asked for
     * @return whether it may be kept at all
     */
    boolean keep(CacheKey key, Partition partition, Rendition made, long stamp) {
        if (!partition.isShared()) {
            cache.put(key, made, stamp);
            return true;
        }
        String original = key.original();
        OriginalVersion version = OriginalVersion.of(made);
        ReentrantLock lock = superseding[Math.floorMod(original.hashCode(), STRIPES)];
        OriginalState state;
        lock.lock();
        try {
            Optional<OriginalState> before = states.known(original);
            if (before.isPresent() && !before.get().version().same(version)) {
                cache.invalidate(new Invalidation.OfOlderVersions(original, version::made));
            }
            state = states.confirm(original, version, made.confirmation().at(), made.originalLifetime());
        } finally {
            lock.unlock();
        }
        if (!state.terms().usable()) {
            cache.remove(key);
            return false;
        }
        cache.put(key, made, stamp);
        return true;
    }

    /**
     * The original is the same as before: all renditions of it are fresh again, and this one is stored so, for the time
     * after a restart.
     */
    Rendition confirm(
            CacheKey key, Rendition rendition, Instant at, Validators validators, Lifetime lifetime, long stamp) {
        Rendition confirmed = rendition.confirmed(at, validators, lifetime);
        OriginalState state = states.confirm(key.original(), OriginalVersion.of(confirmed), at, lifetime);
        if (state.terms().usable()) {
            cache.put(key, confirmed, stamp);
        } else {
            cache.remove(key);
        }
        return confirmed;
    }

    Instant now() {
        return clock.instant();
    }
}
