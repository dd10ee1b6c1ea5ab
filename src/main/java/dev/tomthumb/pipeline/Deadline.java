package dev.tomthumb.pipeline;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When a request's work must have ended.
 *
 * @param clock what time it is
 * @param end the first instant that is too late
 */
public record Deadline(InstantSource clock, Instant end) {
    /** The deadline that lies {@code time} ahead. */
    public static Deadline in(Duration time, InstantSource clock) {
        return new Deadline(clock, clock.instant().plus(time));
    }

    /** The time left, never negative. */
    public Duration remaining() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** @throws ImageException {@code TIMEOUT} once the time is over */
    public void check() throws ImageException {
        if (remaining().isZero()) {
            throw new ImageException(Problem.TIMEOUT, "The picture could not be made in time; please try again.");
        }
    }
}
