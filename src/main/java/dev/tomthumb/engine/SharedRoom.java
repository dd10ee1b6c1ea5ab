package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.source.Room;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One original's part of the memory that all originals share, held until it is rendered. Used by one thread.
 *
 * <p>Waiting is short: the origin's connection is open meanwhile, and its time-out would be blamed on the origin.
 */
final class SharedRoom implements Room, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RenderPermits originals;
    private final long ceiling;
    private final InstantSource clock;
    private Optional<RenderPermits.Permit> taken = Optional.empty();

    /**
     * @param originals the memory of all originals
     * @param ceiling the largest original that is accepted, in bytes
     */
    SharedRoom(RenderPermits originals, long ceiling, InstantSource clock) {
        this.originals = originals;
        this.ceiling = ceiling;
        this.clock = clock;
    }

    @Override
    public long ceiling() {
        return ceiling;
    }

    /** What is larger than everything there is may still be read, alone: the ceiling is the operator's word. */
    @Override
    public void take(long bytes) throws ImageException {
        close();
        taken = Optional.of(originals.acquire(Math.min(bytes, originals.budget()), Deadline.in(PATIENCE, clock)));
    }

    /** The original is there, {@code bytes} long: what was needed beside it while it grew is free for others. */
    void settle(long bytes) {
        taken.ifPresent(permit -> permit.shrinkTo(bytes));
    }

    @Override
    public void close() {
        taken.ifPresent(RenderPermits.Permit::close);
        taken = Optional.empty();
    }
}
