package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a request wait for the answer another one fetches. A few threads may wait, and all virtual ones; the rest go
 * themselves, as they would without a cache.
 *
 * <p>Not in asynchronous mode: the container would run the request once more, past every filter that is not mapped for
 * that, be it a login.
 */
final class ResponseWaiting {
    private static final Logger LOG = System.getLogger(ResponseWaiting.class.getName());

    /** Few, unless it is set: whoever does not wait loses nothing. */
    private static final int WAITERS = 8;

    private final BlockingShare blocking;
    private final Duration timeout;

    ResponseWaiting(Tomthumb tomthumb) {
        this.blocking = BlockingShare.fixed(tomthumb.blockingWaiters().orElse(WAITERS));
        this.timeout = tomthumb.timeout();
    }

    /** Waits until the answer has come, or there is no use in waiting for it. */
    void await(CompletableFuture<Boolean> landed) {
        if (landed.isDone() || !blocking.tryAcquire()) {
            return;
        }
        try {
            landed.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            LOG.log(Level.TRACE, "goes itself", failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            blocking.release();
        }
    }
}
