package dev.tomthumb.engine;

import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.SourceRef;
import java.time.Duration;

/**
 * For how long an original that is held may be used without asking its origin once more, counted from when it was last
 * asked. A decision of values: implementations look at nothing else and serve all threads.
 */
@FunctionalInterface
public interface OriginalTrust {
    /** Every original is asked for each time. */
    OriginalTrust NONE = (ref, said) -> Duration.ZERO;

    /** As long as {@code most}, or as the origin says if that is less: see {@link SaidLifetime}. */
    static OriginalTrust upTo(Duration most) {
        return (ref, said) ->
                SaidLifetime.of(said).filter(less -> less.compareTo(most) < 0).orElse(most);
    }

    /**
     * The time.
     *
     * @param ref the original
     * @param said what its origin said of it
     * @return never negative; zero = it must be asked each time
     */
    Duration trusted(SourceRef ref, Lifetime said);
}
