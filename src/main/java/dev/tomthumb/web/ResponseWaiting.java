package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.AsyncMode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets a request wait for the answer another one fetches: without a thread where the container lets us, after which the
 * container runs the request through the filter once more. Where it does not, a few threads may wait and the rest go
 * themselves, as they would without a cache.
 */
final class ResponseWaiting {
    private static final Logger LOG = System.getLogger(ResponseWaiting.class.getName());
    private static final String RESUMED = "dev.tomthumb.waited";

    private final Semaphore blocking;
    private final AsyncMode mode;
    private final Duration timeout;

    ResponseWaiting(Tomthumb tomthumb) {
        this.blocking = new Semaphore(tomthumb.blockingWaiters());
        this.mode = tomthumb.asyncMode();
        this.timeout = tomthumb.timeout();
    }

    /** Whether this run of the filter is the second one, after waiting. */
    static boolean resumed(HttpServletRequest request) {
        return request.getAttribute(RESUMED) != null;
    }

    /**
     * Waits.
     *
     * @return true if the request will come again on its own; false if it has to go on here and now
     */
    boolean await(HttpServletRequest request, HttpServletResponse response, CompletableFuture<Boolean> landed) {
        if (request.isAsyncSupported() && mode != AsyncMode.OFF) {
            request.setAttribute(RESUMED, Boolean.TRUE);
            AsyncContext async = request.startAsync(request, response);
            async.setTimeout(timeout.toMillis());
            AsyncAnswer turn = new AsyncAnswer(async, response);
            async.addListener(new Late(turn, response));
            landed.whenComplete((shared, failure) -> resume(async, turn));
            return true;
        }
        if (!landed.isDone() && blocking.tryAcquire()) {
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
        return false;
    }

    private static void resume(AsyncContext async, AsyncAnswer turn) {
        if (!turn.take()) {
            return;
        }
        try {
            async.dispatch();
        } catch (IllegalStateException over) {
            LOG.log(Level.DEBUG, "the visitor left while he waited", over);
        }
    }

    /** Told that the answer did not come in time. */
    private record Late(AsyncAnswer turn, HttpServletResponse response) implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) {
            if (turn.take()) {
                turn.finish(this::refuse);
            }
        }

        private void refuse() throws IOException {
            response.setHeader("Retry-After", "1");
            response.setHeader("Cache-Control", "no-store");
            response.sendError(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "The page that others wait for as well was not ready in time; please try again.");
        }

        @Override
        public void onError(AsyncEvent event) {
            turn.take();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            turn.take();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // The application may, in its own run.
        }
    }
}
