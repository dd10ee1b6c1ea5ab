package dev.tomthumb.engine;

import dev.tomthumb.http.caching.Terms;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Visibility;
import java.time.Instant;

/**
 * What was last heard of an original.
 *
 * @param version which version it is
 * @param confirmedAt when its origin said so
 * @param lifetime how long the origin said that it may be kept
 * @param visibility who may keep renditions of it
 * @param terms on which terms renditions of it may be used
 * @param since the number of the event by which this version became known; 0 = read from a stored rendition
 */
record OriginalState(
        OriginalVersion version,
        Instant confirmedAt,
        Lifetime lifetime,
        Visibility visibility,
        Terms terms,
        long since) {

    /** Whether an answer that was asked for before event {@code begun} tells of a version that is not the newest. */
    boolean outdates(OriginalVersion answered, long begun) {
        return since > begun && !version.same(answered);
    }
}
