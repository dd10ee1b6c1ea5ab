package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.model.Validators;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When the origins of kept originals were last asked whether they have changed. In memory alone: after a restart each is
 * asked once, for nobody knows what was purged or announced meanwhile. Whatever is forgotten here costs one question, not a
 * download. Safe for all threads.
 */
final class Confirmations {
    private static final int CAPACITY = 20_000;

    private final Map<String, Confirmed> last = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Confirmed> eldest) {
            return size() > CAPACITY;
        }
    };

    private long changes;

    /**
     * What the origin last said.
     *
     * @param at when it was asked
     * @param validators of what it had
     * @param bytes the original's length
     */
    record Confirmed(Instant at, Validators validators, int bytes) {}

    synchronized Optional<Confirmed> of(CacheKey key) {
        return Optional.ofNullable(last.get(key.text()));
    }

    /** To be taken before an origin is asked. */
    synchronized long stamp() {
        return changes;
    }

    /** Notes an answer, unless something was declared old since the question. */
    synchronized void note(CacheKey key, Confirmed confirmed, long stamp) {
        if (stamp == changes) {
            last.put(key.text(), confirmed);
        }
    }

    /**
     * Whatever is meant must be asked for again. A tag that renditions carry by their request's wish is not known of
     * their originals, so then all must be.
     */
    synchronized void forget(Invalidation what) {
        changes++;
        last.keySet().removeIf(what::mayConcern);
    }
}
