package dev.tomthumb.cache.ehcache;

import dev.tomthumb.model.ImageEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps the cache's troubles away from responses: what fails counts as not there. Every failure is announced, and one
 * per operation and minute is logged with its cause, so that a broken disk does not fill the log of a working site.
 */
final class FailureReport {
    private static final Logger LOG = System.getLogger(EhcacheRenditionCache.class.getName());
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final ImageEvents events;
    private final InstantSource clock;
    private final ConcurrentMap<String, Instant> lastLogged = new ConcurrentHashMap<>();

    FailureReport(ImageEvents events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /** What {@code action} gives, or {@code otherwise} when it fails. */
    <T> T guard(String operation, Supplier<T> action, T otherwise) {
        try {
            return action.get();
        } catch (Throwable failure) {
            rethrowFatal(failure);
            failed(operation, failure);
            return otherwise;
        }
    }

    /**
     * Runs {@code action}; its failure has no other effect than being told.
     *
     * @return whether it succeeded
     */
    boolean guard(String operation, Runnable action) {
        return guard(
                operation,
                () -> {
                    action.run();
                    return true;
                },
                false);
    }

    /** Tells of a failure that was met otherwise. */
    void failed(String operation, Throwable failure) {
        events.cacheFailed(operation, failure);
        if (worthALine(operation)) {
            LOG.log(
                    Level.WARNING,
                    "The cache failed at " + operation
                            + "; the picture is made or sent without it. Told once a minute.",
                    failure);
        }
    }

    private boolean worthALine(String operation) {
        Instant now = clock.instant();
        AtomicBoolean first = new AtomicBoolean();
        lastLogged.compute(operation, (name, before) -> {
            if (before != null && Duration.between(before, now).compareTo(QUIET) < 0) {
                return before;
            }
            first.set(true);
            return now;
        });
        return first.get();
    }

    /**
     * Lets through what no cache can answer for: no memory, no stack, a stopping thread. An {@link InternalError} is
     * not among them, although it is a {@link VirtualMachineError}: it is how a full disk shows under a mapped file.
     */
    @SuppressWarnings("removal") // ThreadDeath: still thrown on the JDK this is built for
    static void rethrowFatal(Throwable failure) {
        if (failure instanceof ThreadDeath death) {
            throw death;
        }
        if (failure instanceof VirtualMachineError error && !(failure instanceof InternalError)) {
            throw error;
        }
    }
}
