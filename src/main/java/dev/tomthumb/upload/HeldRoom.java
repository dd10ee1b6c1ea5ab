package dev.tomthumb.upload;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.source.Room;
import java.util.Optional;

/**
 * The memory of one check, out of the budget that renders have. What is held is given back before more is asked for:
 * checks that held some and waited for more would wait for each other.
 */
final class HeldRoom implements Room, AutoCloseable {
    private final RenderPermits permits;
    private final long ceiling;
    private final Deadline deadline;
    private Optional<RenderPermits.Permit> held = Optional.empty();

    HeldRoom(RenderPermits permits, long ceiling, Deadline deadline) {
        this.permits = permits;
        this.ceiling = ceiling;
        this.deadline = deadline;
    }

    @Override
    public long ceiling() {
        return ceiling;
    }

    @Override
    public void take(long bytes) throws ImageException {
        close();
        held = Optional.of(permits.acquire(bytes, deadline));
    }

    @Override
    public void close() {
        held.ifPresent(RenderPermits.Permit::close);
        held = Optional.empty();
    }
}
