package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Refusals that are repeated for a while without any work. There are two memories of them, by original and by rendition,
 * for some faults concern all sizes of an original and others one picture alone; this decides which of them answers, and
 * what a fault does to the renditions there are.
 */
final class NegativeCache {
    private final RefusalMemory refusals;
    private final Troubles troubles;
    private final OriginalStates states;
    private final RenditionCache cache;
    private final InstantSource clock;

    NegativeCache(
            RefusalMemory refusals,
            Troubles troubles,
            OriginalStates states,
            RenditionCache cache,
            InstantSource clock) {
        this.refusals = refusals;
        this.troubles = troubles;
        this.states = states;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * Why this has been refused a short while ago.
     *
     * @param old what is stored of it; as long as that is fresh, a fault of its original is no reason
     */
    Optional<ImageException> remembered(CacheKey key, Partition partition, Optional<StoredRenditions.Seen> old) {
        if (partition.isShared()) {
            boolean needed = old.isEmpty() || !old.get().fresh(clock.instant());
            Optional<Troubles.Trouble> trouble = troubles.now(key.original());
            if (trouble.isPresent() && needed && (trouble.get().concernsAllSizes() || old.isPresent())) {
                return trouble.map(Troubles.Trouble::problem);
            }
        }
        return refusals.fresh(key).map(RefusalMemory.Refusal::problem);
    }

    /** To be taken before an original is asked for, see {@link #originalFailed}. */
    long stamp() {
        return refusals.stamp();
    }

    /**
     * The original of a rendition could not be had, or not be made a picture of. Unless it has been declared old meanwhile:
     * then nothing is known of what it is now.
     *
     * @param tags words by which the rendition can be declared old
     * @param stamp taken before the original was asked for
     * @param hasRenditions whether this one was stored
     */
    void originalFailed(CacheKey key, List<String> tags, long stamp, ImageException fault, boolean hasRenditions) {
        if (!refusals.declaredOld(key, tags, stamp)) {
            troubled(key.original(), fault, hasRenditions);
        }
    }

    /** An original that is not there any more takes its renditions along; one that is denied only hides them. */
    private void troubled(String original, ImageException fault, boolean hasRenditions) {
        if (fault.problem() == Problem.ORIGINAL_MISSING
                && (hasRenditions || states.known(original).isPresent())) {
            Invalidation gone = new Invalidation.OfOriginal(original);
            states.forget(gone);
            cache.invalidate(gone);
        }
        troubles.remember(original, fault);
    }

    /** What was refused before is worth another try. */
    void forget(Invalidation what) {
        refusals.forget(what);
        troubles.forget(what);
    }
}
