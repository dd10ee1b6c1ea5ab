package dev.tomthumb;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Leaving gracefully: while it drains, everything is served as before, but the health page says 503, so that a balancer
 * sends what is new elsewhere. After a while, and once nothing is being made any more, it may be stopped.
 */
public final class Draining {
    private static final Logger LOG = System.getLogger(Draining.class.getName());

    private final Duration time;
    private final InstantSource clock;
    private final IntSupplier underWay;
    private volatile Optional<Instant> since = Optional.empty();

    /**
     * @param time how long a balancer needs to notice
     * @param underWay renditions that are being made or wait to be
     */
    Draining(Duration time, InstantSource clock, IntSupplier underWay) {
        this.time = time;
        this.clock = clock;
        this.underWay = underWay;
    }

    /** Begins; does nothing if it has begun. */
    public synchronized void begin() {
        if (since.isEmpty()) {
            since = Optional.of(clock.instant());
            LOG.log(
                    Level.INFO,
                    "Tomthumb drains: its health is 503 from now on, it serves for {0} more seconds at least",
                    time.toSeconds());
        }
    }

    /** Takes it back: the health page says that all is well. */
    public synchronized void end() {
        if (since.isPresent()) {
            since = Optional.empty();
            LOG.log(Level.INFO, "Tomthumb does not drain any more");
        }
    }

    /** Whether it has begun. */
    public boolean isBegun() {
        return since.isPresent();
    }

    /** How long it must go on at least; zero if it has not begun. */
    public Duration remaining() {
        Duration left = since.map(from -> Duration.between(clock.instant(), from.plus(time)))
                .orElse(Duration.ZERO);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Renditions that are being made, or wait to be. */
    public int underWay() {
        return underWay.getAsInt();
    }

    /** Whether it may be stopped: the time is over and nothing is under way. */
    public boolean isDone() {
        return isBegun() && remaining().isZero() && underWay() == 0;
    }
}
