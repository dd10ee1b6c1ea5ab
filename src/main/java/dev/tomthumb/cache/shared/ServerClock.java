package dev.tomthumb.cache.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The store's clock, which all nodes share, as far as its answers tell of it. {@code Date} has whole seconds, and an answer
 * takes its time: a difference of less than two seconds is none.
 */
final class ServerClock {
    private static final long NONE_MILLIS = 2000;
    /** {@code Date} is cut off, so on average this much has passed. */
    private static final long HALF_A_SECOND = 500;

    private final InstantSource clock;
    private volatile long ahead;

    ServerClock(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * An answer has come.
     *
     * @param said its {@code Date}
     * @param asked when it was asked for, by this node's clock
     */
    void heard(Optional<Instant> said, Instant asked) {
        Duration took = Duration.between(asked, clock.instant());
        if (said.isEmpty() || took.isNegative() || took.toMillis() > NONE_MILLIS) {
            return;
        }
        long here = asked.toEpochMilli() + took.toMillis() / 2;
        long difference = said.get().toEpochMilli() + HALF_A_SECOND - here;
        ahead = Math.abs(difference) < NONE_MILLIS ? 0 : difference;
    }

    /** A time of this node by the store's clock. */
    Instant there(Instant here) {
        return here.plusMillis(ahead);
    }

    /** A time of the store by this node's clock, and never later than now: nothing has been made in the future. */
    Instant here(Instant there) {
        Instant now = clock.instant();
        Instant time = there.minusMillis(ahead);
        return time.isAfter(now) ? now : time;
    }

    /** Now, by the store's clock. */
    Instant now() {
        return there(clock.instant());
    }

    /** By how much the store's clock is ahead of this node's. */
    Duration ahead() {
        return Duration.ofMillis(ahead);
    }
}
