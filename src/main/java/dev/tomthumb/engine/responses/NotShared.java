package dev.tomthumb.engine.responses;

import dev.tomthumb.cache.CacheKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * URLs whose answers could not be kept a moment ago. Requests for them do not wait for each other: every one of them
 * would learn only afterwards that it has to go itself.
 */
final class NotShared {
    private static final int MOST = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final InstantSource clock;
    private final Map<CacheKey, Instant> until = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CacheKey, Instant> eldest) {
            return size() > MOST;
        }
    };

    /** Longer ones are not worth the room: all that is lost is that those who ask for them at once wait for each other. */
    private static final int LONGEST = 1024;

    NotShared(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean contains(CacheKey key) {
        Instant end = until.get(key);
        if (end != null && !clock.instant().isBefore(end)) {
            until.remove(key);
            return false;
        }
        return end != null;
    }

    synchronized void add(CacheKey key) {
        if (key.text().length() > LONGEST) {
            return;
        }
        until.put(key, clock.instant().plus(REMEMBERED));
    }

    synchronized void forget(CacheKey key) {
        until.remove(key);
    }
}
