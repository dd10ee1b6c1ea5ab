package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import java.util.Optional;

/**
 * A request answered.
 *
 * @param rendition the picture
 * @param result {@code HIT} also for a request that waited for a render another one had under way
 * @param standsInFor why it is a stand-in's rendition; empty = it is the one that was asked for
 */
public record Outcome(Rendition rendition, ResultType result, Optional<ImageException> standsInFor) {
    /** The rendition that was asked for. */
    public Outcome(Rendition rendition, ResultType result) {
        this(rendition, result, Optional.empty());
    }

    Outcome standingInFor(ImageException fault) {
        return new Outcome(rendition, result, Optional.of(fault));
    }
}
