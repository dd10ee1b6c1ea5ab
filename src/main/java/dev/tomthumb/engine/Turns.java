package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.pipeline.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a few renders run at once, first come, first served: two per processor finish no sooner than one. */
final class Turns {
    private final Semaphore free;

    Turns(int atOnce) {
        free = new Semaphore(atOnce, true);
    }

    /** A turn, waiting for it until the deadline; to be closed when the render has ended. */
    Turn take(Deadline deadline) throws ImageException {
        try {
            if (free.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                return free::release;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new ImageException(
                Problem.OVERLOADED, "This picture's turn did not come in time; please try again shortly.");
    }

    /** Held while a render runs. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
