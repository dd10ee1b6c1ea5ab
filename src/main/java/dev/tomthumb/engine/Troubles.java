package dev.tomthumb.engine;

import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Originals that could not be had lately, so that an origin in trouble is not asked once per visitor and per size, and
 * so that what it denies is not shown meanwhile. Bounded; safe for all threads.
 */
final class Troubles {
    private static final int CAPACITY = 4096;

    private final InstantSource clock;
    private final Policies policies;
    private final Map<String, Trouble> troubles = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Trouble> eldest) {
            return size() > CAPACITY;
        }
    };
    private volatile boolean none = true;

    Troubles(InstantSource clock, Policies policies) {
        this.clock = clock;
        this.policies = policies;
    }

    /**
     * Why an original could not be had.
     *
     * @param problem the refusal
     * @param until how long the origin is left in peace
     */
    record Trouble(ImageException problem, Instant until) {
        /** Whether the origin has answered and says no: then nothing stale is shown either. */
        boolean denied() {
            return denies(problem.problem());
        }

        /** Whether there is no use in asking for another size of it. */
        boolean concernsAllSizes() {
            return switch (problem.problem()) {
                case ORIGINAL_MISSING,
                        ORIGIN_DENIED,
                        ORIGIN_UNREACHABLE,
                        ORIGIN_FAILED,
                        ORIGIN_TIMEOUT,
                        ORIGINAL_INCOMPLETE -> true;
                default -> false;
            };
        }
    }

    /** Whether an origin that says so has answered the question: the original is not for this visitor, or not there. */
    static boolean denies(Problem problem) {
        return switch (problem) {
            case ORIGINAL_MISSING, ORIGIN_DENIED, SOURCE_FORBIDDEN, BUCKET_FORBIDDEN, SOURCE_UNKNOWN -> true;
            default -> false;
        };
    }

    /** The last trouble with an original, over or not; a success ends it. */
    Optional<Trouble> last(String original) {
        if (none) {
            return Optional.empty();
        }
        synchronized (this) {
            return Optional.ofNullable(troubles.get(original));
        }
    }

    /** A trouble that is not over. */
    Optional<Trouble> now(String original) {
        return last(original).filter(trouble -> clock.instant().isBefore(trouble.until()));
    }

    synchronized void remember(String original, ImageException problem) {
        Duration remembered = policies.remembered(problem.problem());
        if (remembered.isZero()) {
            return;
        }
        troubles.put(original, new Trouble(problem, clock.instant().plus(remembered)));
        none = false;
    }

    void forget(String original) {
        if (!none) {
            synchronized (this) {
                troubles.remove(original);
                none = troubles.isEmpty();
            }
        }
    }

    synchronized void forget(Invalidation what) {
        troubles.keySet().removeIf(what::mayConcern);
        none = troubles.isEmpty();
    }
}
