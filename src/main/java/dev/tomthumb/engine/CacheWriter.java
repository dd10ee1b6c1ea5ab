package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Stage;
import dev.tomthumb.source.Fetched;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Writes down what has come of a making: a rendition of our own, one of another node, or that a stored one still holds.
 *
 * <p>A success is more than an entry in the cache: it ends what is remembered against the rendition and its original; what
 * was made here is offered to other nodes; what is new here counts among the renditions of its original. So all of it is in
 * one place, and a new rendition, whoever made it, gets there only if no purge has declared it old since its making began.
 */
final class CacheWriter {
    private final StoredRenditions stored;
    private final OriginalStates states;
    private final RefusalMemory refusals;
    private final Troubles troubles;
    private final VariantCap variants;
    private final Stages stages;
    private final InstantSource clock;

    CacheWriter(
            StoredRenditions stored,
            OriginalStates states,
            RefusalMemory refusals,
            Troubles troubles,
            VariantCap variants,
            Stages stages,
            InstantSource clock) {
        this.stored = stored;
        this.states = states;
        this.refusals = refusals;
        this.troubles = troubles;
        this.variants = variants;
        this.stages = stages;
        this.clock = clock;
    }

    /**
     * Keeps what has been made.
     *
     * @return what those who wait are told, kept or not
     */
    Outcome keep(Making making, Outcome made) {
        CacheKey key = making.key();
        Order order = making.order();
        if (refusals.declaredOld(key, made.rendition().tags(), making.refusalStamp())) {
            return made;
        }
        Instant storing = stages.now();
        boolean isKept = stored.keep(key, order.partition(), made.rendition(), making.begun());
        stages.spent(Stage.STORE, storing, order.timings());
        if (isKept) {
            making.look().made(made.rendition());
        }
        if (isKept && order.unsigned()) {
            variants.stored(key.original());
        }
        refusals.forget(key);
        if (order.partition().isShared()) {
            troubles.forget(key.original());
        }
        return isKept && order.partition().isShared() ? withTtl(key, made, clock.instant()) : made;
    }

    /**
     * Keeps what another node has made.
     *
     * @param own see {@link StoredRenditions#see}
     * @return empty if it may not be kept, or is older than what is known here
     */
    Optional<StoredRenditions.Seen> adopt(Making making, Rendition theirs, boolean own) {
        CacheKey key = making.key();
        if (refusals.declaredOld(key, theirs.tags(), making.refusalStamp())) {
            return Optional.empty();
        }
        Optional<StoredRenditions.Seen> adopted = stored.adopt(key, theirs, own, making.begun());
        if (adopted.isPresent() && making.order().unsigned()) {
            variants.stored(key.original());
        }
        return adopted;
    }

    /**
     * The original of a stored rendition is the same as before.
     *
     * @param heard what its origin says of it this time
     * @param at when it said so
     * @param transferred whether the origin sent it once more
     */
    Outcome confirm(Making making, Rendition rendition, Fetched.Original heard, Instant at, boolean transferred) {
        CacheKey key = making.key();
        Rendition confirmed = rendition.confirmed(at, heard.validators(), heard.visibility(), heard.lifetime());
        stored.confirm(key, rendition, confirmed, making.begun());
        refusals.forget(key);
        troubles.forget(key.original());
        return withTtl(key, Outcome.confirmed(confirmed, transferred), at);
    }

    private Outcome withTtl(CacheKey key, Outcome outcome, Instant now) {
        return states.known(key.original())
                .map(state -> outcome.kept(state.terms().remainingSeconds(now.toEpochMilli())))
                .orElse(outcome);
    }
}
