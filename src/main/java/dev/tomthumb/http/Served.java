package dev.tomthumb.http;

import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Visibility;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A rendition on its way to somebody.
 *
 * @param rendition what is sent
 * @param confirmedAt when its original was last known to be the same
 * @param image what was asked for; its source names the file where the URL does not
 * @param delivery what the URL says about this response
 * @param result hit or miss
 * @param visibility who may keep it
 * @param standsInFor why another original's rendition is sent in place of the one asked for; empty = it is the one
 * @param now the time of the answer
 * @param status how the cache came to this answer
 */
public record Served(
        Rendition rendition,
        Instant confirmedAt,
        ImageRequest image,
        Delivery delivery,
        ResultType result,
        Visibility visibility,
        Optional<ImageException> standsInFor,
        Instant now,
        CacheStatus status) {

    /** An answer of which no more is known than whether it comes from the cache. */
    public Served(
            Rendition rendition,
            ImageRequest image,
            Delivery delivery,
            ResultType result,
            Visibility visibility,
            Optional<ImageException> standsInFor,
            Instant now) {
        this(
                rendition,
                rendition.confirmation().at(),
                image,
                delivery,
                result,
                visibility,
                standsInFor,
                now,
                result == ResultType.HIT ? CacheStatus.hit(0) : CacheStatus.forwarded(CacheStatus.Forward.URI_MISS));
    }

    /** Where the original that was asked for lies. */
    public SourceRef source() {
        return image.source();
    }

    /** The original's date where it is known, so that all servers of a fleet say the same; else the rendition's. */
    public Instant lastModified() {
        Instant modified = rendition.original().lastModified().orElse(rendition.madeAt());
        // RFC 9110, section 8.8.2.1: never later than the response itself, even if the origin's clock is ahead.
        return (modified.isAfter(now) ? now : modified).truncatedTo(ChronoUnit.SECONDS);
    }

    boolean inImgproxysDialect() {
        return delivery.dialect().equals(Delivery.IMGPROXY);
    }

    /** When its original was last known to be the same, if that was before this request. */
    Optional<Instant> madeEarlier() {
        return switch (result) {
            case HIT, REFRESH_HIT, STALE_HIT -> Optional.of(confirmedAt);
            default -> Optional.empty();
        };
    }
}
