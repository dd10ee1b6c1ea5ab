package dev.tomthumb.cache.shared;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a store alone that has failed several times in a row, so that nobody waits for it: until it has done what was
 * asked of it when nobody waited.
 */
final class Breaker {
    private static final Logger LOG = System.getLogger(Breaker.class.getName());
    private static final int MOST_FAILURES = 5;

    private final String what;
    private final String meanwhile;
    private int failures;
    private boolean open;
    private @Nullable String reason;

    /**
     * @param what does not work then, for the log: {@code The shared renditions are not read}
     * @param meanwhile what happens instead, a sentence
     */
    Breaker(String what, String meanwhile) {
        this.what = what;
        this.meanwhile = meanwhile;
    }

    /** Whether it may be asked while somebody waits. Whoever asks tells how it went. */
    synchronized boolean allows() {
        return !open;
    }

    synchronized void succeeded() {
        failures = 0;
        reason = null;
        if (open) {
            open = false;
            LOG.log(Level.INFO, "{0}: that is over.", what);
        }
    }

    synchronized void failed(String sentence) {
        reason = sentence;
        failures++;
        if (failures >= MOST_FAILURES && !open) {
            open = true;
            LOG.log(Level.WARNING, "{0}: {1} {2}", what, sentence, meanwhile);
        }
    }

    /** Why it is left alone; empty while it is not. */
    synchronized Optional<String> lack() {
        return open ? Optional.ofNullable(reason).map(sentence -> what + ": " + sentence) : Optional.empty();
    }
}
