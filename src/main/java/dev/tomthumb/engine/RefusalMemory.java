package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.disk.Recent;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Validators;
import dev.tomthumb.source.Fetched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for seconds that a request was refused, so that a page full of links to one missing original does not ask
 * the origin once per visitor. Overload and time-outs are never remembered.
 *
 * <p>An original that cannot be decoded is remembered together with its validators: when the seconds have passed the
 * origin is asked whether it changed, and only if it did is it fetched and tried again.
 */
final class RefusalMemory {
    private static final int CAPACITY = 4096;

    private final InstantSource clock;
    private final Policies policies;
    private final Recent<Invalidation> invalidations = new Recent<>();
    private final Map<CacheKey, Refusal> refusals = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CacheKey, Refusal> eldest) {
            return size() > CAPACITY;
        }
    };

    RefusalMemory(InstantSource clock, Policies policies) {
        this.clock = clock;
        this.policies = policies;
    }

    /**
     * @param problem the refusal to repeat
     * @param original validators of the original that caused it; none if it was never read
     * @param until how long it is repeated without asking anybody
     * @param tags words by which it is forgotten
     */
    record Refusal(ImageException problem, Validators original, Instant until, List<String> tags) {}

    /** What a refusal of it is remembered by. That nothing came tells of its origin, not of this version of it. */
    static Validators blamed(Fetched.Original original) {
        return original.bytes().length == 0 ? Validators.NONE : original.validators();
    }

    /** To be taken before an original is asked for. */
    long stamp() {
        return invalidations.stamp();
    }

    /** The refusal to repeat now without any work. */
    synchronized Optional<Refusal> fresh(CacheKey key) {
        Refusal refusal = refusals.get(key);
        return refusal != null && clock.instant().isBefore(refusal.until()) ? Optional.of(refusal) : Optional.empty();
    }

    /** A refusal of an original's content whose time is over: it still holds if the original has not changed. */
    synchronized Optional<Refusal> conditional(CacheKey key) {
        Refusal refusal = refusals.get(key);
        return refusal == null || refusal.original().isEmpty() ? Optional.empty() : Optional.of(refusal);
    }

    /**
     * Remembers a refusal, unless it has been declared old while it came about.
     *
     * @param stamp taken before the original was asked for
     */
    synchronized void remember(
            CacheKey key, ImageException problem, Validators original, List<String> tags, long stamp) {
        if (declaredOld(key, tags, stamp)) {
            return;
        }
        Refusal before = refusals.get(key);
        if (before != null && before.problem() == problem && original.isEmpty()) {
            // It has just been remembered, by whoever knew which original it is about.
            return;
        }
        Duration remembered = policies.remembered(problem.problem());
        if (remembered.isZero()) {
            refusals.remove(key);
            return;
        }
        Validators known = blamesContent(problem.problem()) ? original : Validators.NONE;
        refusals.put(key, new Refusal(problem, known, clock.instant().plus(remembered), tags));
    }

    /** Whether what concerns this rendition has been declared old since {@code stamp}. */
    boolean declaredOld(CacheKey key, List<String> tags, long stamp) {
        return invalidations.since(stamp, what -> what.means(key, tags));
    }

    synchronized void forget(CacheKey key) {
        refusals.remove(key);
    }

    /** What was refused before is worth another try. */
    synchronized void forget(Invalidation what) {
        invalidations.add(what);
        refusals.entrySet()
                .removeIf(entry -> what.means(entry.getKey(), entry.getValue().tags()));
    }

    private static boolean blamesContent(Problem problem) {
        return switch (problem) {
            case NOT_AN_IMAGE, NOT_EXPECTED, BROKEN_IMAGE, UNSUPPORTED_INPUT, ORIGINAL_TOO_LARGE -> true;
            default -> false;
        };
    }
}
