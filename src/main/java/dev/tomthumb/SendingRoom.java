package dev.tomthumb;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderPermits;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Room on the heap for large bodies while they are sent. A visitor on a slow line holds one for long, and many of them
 * would hold more than there is; small bodies, which the heap keeps anyway, need none.
 */
final class SendingRoom {
    private static final Tomthumb.Room NONE_NEEDED = () -> {};

    private final RenderPermits permits;
    private final long largestInHeap;
    private final InstantSource clock;

    /**
     * @param bytes of all large bodies together
     * @param largestInHeap the largest body, in bytes, that needs no room
     */
    SendingRoom(long bytes, long largestInHeap, InstantSource clock) {
        this.permits = new RenderPermits(bytes, 0);
        this.largestInHeap = largestInHeap;
        this.clock = clock;
    }

    /** @throws ImageException {@code OVERLOADED} if other large bodies fill the room */
    Tomthumb.Room take(int bytes) throws ImageException {
        if (bytes <= largestInHeap) {
            return NONE_NEEDED;
        }
        try {
            return permits.acquire(Math.min(bytes, permits.budget()), Deadline.in(Duration.ZERO, clock))::close;
        } catch (ImageException full) {
            throw new ImageException(
                    Problem.OVERLOADED,
                    "Too many large pictures are being sent just now; please try again shortly.",
                    full);
        }
    }
}
