package dev.tomthumb.engine;

import dev.tomthumb.http.CacheStatus;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Visibility;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request answered.
 *
 * @param rendition the picture, as it is stored if it comes from the cache
 * @param confirmedAt when its original was last known to be the same; later than the stored rendition tells where that was
 *     learnt since
 * @param visibility who may keep it, by what was last heard of its original
 * @param result {@code HIT} also for a request that waited for a render another one had under way
 * @param standsInFor why it is a stand-in's rendition; empty = it is the one that was asked for
 * @param status how the cache came to this answer
 */
public record Outcome(
        Rendition rendition,
        Instant confirmedAt,
        Visibility visibility,
        ResultType result,
        Optional<ImageException> standsInFor,
        CacheStatus status) {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    /** What was made, or heard of, just now. */
    Outcome(Rendition rendition, ResultType result, CacheStatus status) {
        this(rendition, rendition.confirmation().at(), rendition.visibility(), result, Optional.empty(), status);
    }

    /** What was stored, by what was last heard of it. */
    private Outcome(StoredRenditions.Seen seen, ResultType result, CacheStatus status) {
        this(seen.rendition(), seen.confirmedAt(), seen.visibility(), result, Optional.empty(), status);
    }

    /** Fresh, from the cache. */
    static Outcome hit(StoredRenditions.Seen seen, Instant now) {
        return new Outcome(seen, ResultType.HIT, CacheStatus.hit(seen.ttl(now)));
    }

    /** Fresh, made by another node. */
    static Outcome elsewhere(StoredRenditions.Seen seen, Instant now) {
        return new Outcome(seen, ResultType.HIT, CacheStatus.hit(seen.ttl(now)).because("shared"));
    }

    /** Made anew. */
    static Outcome miss(Rendition rendition) {
        return new Outcome(
                rendition,
                ResultType.MISS,
                CacheStatus.forwarded(CacheStatus.Forward.URI_MISS).answered(OptionalInt.of(OK)));
    }

    /** Made anew, in the place of one whose original has changed. */
    static Outcome renewed(Rendition rendition) {
        return new Outcome(
                rendition,
                ResultType.MISS,
                CacheStatus.forwarded(CacheStatus.Forward.STALE).answered(OptionalInt.of(OK)));
    }

    /** Made for one visitor alone. */
    static Outcome bypass(Rendition rendition) {
        return new Outcome(
                rendition,
                ResultType.BYPASS,
                CacheStatus.forwarded(CacheStatus.Forward.BYPASS).answered(OptionalInt.of(OK)));
    }

    /**
     * Confirmed by its origin.
     *
     * @param transferred whether the origin sent it once more, instead of saying that it is the same
     */
    static Outcome confirmed(Rendition rendition, boolean transferred) {
        return new Outcome(
                rendition,
                ResultType.REFRESH_HIT,
                CacheStatus.forwarded(CacheStatus.Forward.STALE)
                        .answered(OptionalInt.of(transferred ? OK : NOT_MODIFIED)));
    }

    /** Confirmed by its origin meanwhile, as another one asked. */
    static Outcome confirmed(StoredRenditions.Seen seen) {
        return new Outcome(
                seen,
                ResultType.REFRESH_HIT,
                CacheStatus.forwarded(CacheStatus.Forward.STALE).answered(OptionalInt.of(NOT_MODIFIED)));
    }

    /** Not fresh, and sent nevertheless. */
    static Outcome stale(StoredRenditions.Seen seen, Instant now, String why) {
        return new Outcome(
                seen,
                ResultType.STALE_HIT,
                CacheStatus.hit(Math.min(0, seen.ttl(now))).because(why));
    }

    /** Not fresh, and sent because the origin has failed when it was asked. */
    static Outcome instead(StoredRenditions.Seen seen, Instant now, ImageException fault) {
        return new Outcome(
                seen,
                ResultType.STALE_HIT,
                CacheStatus.forwarded(CacheStatus.Forward.STALE)
                        .answered(fault.originStatus())
                        .fresh(Math.min(0, seen.ttl(now)))
                        .because(fault.problem().code()));
    }

    Outcome standingInFor(ImageException fault) {
        return new Outcome(rendition, confirmedAt, visibility, result, Optional.of(fault), status);
    }

    /** Kept for the seconds that it is fresh. */
    Outcome kept(long ttl) {
        return new Outcome(rendition, confirmedAt, visibility, result, standsInFor, status.kept(ttl));
    }

    /** For a visitor who waited for somebody else's render: CloudFront calls a collapsed request a Hit as well. */
    Outcome shared() {
        return new Outcome(
                rendition,
                confirmedAt,
                visibility,
                result == ResultType.MISS ? ResultType.HIT : result,
                standsInFor,
                status.shared());
    }
}
