package dev.tomthumb.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Something that is counted anew from time to time, the time before being kept until then: what is told covers one to two
 * periods. For one thread at a time.
 *
 * @param <T> what counts
 */
final class Lately<T> {
    private final InstantSource clock;
    private final Duration period;
    private final Supplier<T> fresh;
    private T current;
    private T before;
    private Instant begun;
    private Instant begunBefore;

    Lately(InstantSource clock, Duration period, Supplier<T> fresh) {
        this.clock = clock;
        this.period = period;
        this.fresh = fresh;
        current = fresh.get();
        before = fresh.get();
        begun = clock.instant();
        begunBefore = begun;
    }

    /** Where to count. */
    T current() {
        turn();
        return current;
    }

    /** The time before. */
    T before() {
        turn();
        return before;
    }

    /** Since when both have counted. */
    Instant since() {
        turn();
        return begunBefore;
    }

    private void turn() {
        Instant now = clock.instant();
        if (now.isBefore(begun.plus(period))) {
            return;
        }
        boolean idle = !now.isBefore(begun.plus(period.multipliedBy(2)));
        before = idle ? fresh.get() : current;
        begunBefore = idle ? now : begun;
        current = fresh.get();
        begun = now;
    }
}
