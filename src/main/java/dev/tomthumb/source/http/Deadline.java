package dev.tomthumb.source.http;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The moment a fetch must be over, on the clock that is never set. */
final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /**
     * How long one step may take.
     *
     * @return milliseconds, at least 1
     * @throws SocketTimeoutException when the moment has passed
     */
    int millis(Duration atMost) throws SocketTimeoutException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the fetch as a whole took too long");
        }
        long millis = Math.min(left, atMost.toNanos()) / 1_000_000;
        return (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
    }
}
