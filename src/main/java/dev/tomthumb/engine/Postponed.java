package dev.tomthumb.engine;

import java.io.Serial;
import java.util.concurrent.CompletableFuture;

/**
 * Thrown by a task of a {@link WorkQueue} that can only go on when something else has come: it gives its thread back and
 * is begun anew then. No fault, so it is not an {@link dev.tomthumb.model.ImageException}, has no stack trace and is seen
 * by nobody but the queue.
 */
final class Postponed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient CompletableFuture<?> until;

    /** @param until what is waited for, however it ends */
    Postponed(CompletableFuture<?> until) {
        super(null, null, false, false);
        this.until = until;
    }

    CompletableFuture<?> until() {
        return until;
    }
}
