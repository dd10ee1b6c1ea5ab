package dev.tomthumb.http;

import dev.tomthumb.model.Delivery;
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
 * @param source where its original lies; names the file where the URL does not
 * @param delivery what the URL says about this response
 * @param result hit or miss
 * @param visibility who may keep it
 * @param now the time of the answer
 */
public record Served(
        Rendition rendition,
        SourceRef source,
        Delivery delivery,
        ResultType result,
        Visibility visibility,
        Instant now) {

    /** The original's date where it is known, so that all servers of a fleet say the same; else the rendition's. */
    public Instant lastModified() {
        Instant modified = rendition.original().lastModified().orElse(rendition.madeAt());
        // RFC 9110, section 8.8.2.1: never later than the response itself, even if the origin's clock is ahead.
        return (modified.isAfter(now) ? now : modified).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether the asker holds this rendition already. */
    public Conditions.Verdict judge(String method, Conditions conditions) {
        return conditions.judge(method, rendition.entityTag(), lastModified(), now);
    }

    Optional<Instant> madeEarlier() {
        return result == ResultType.HIT ? Optional.of(rendition.madeAt()) : Optional.empty();
    }
}
