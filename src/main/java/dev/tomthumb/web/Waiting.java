package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.AsyncMode;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Waits for a rendition, without a container thread where the container lets us.
 *
 * <p>A filter declared without {@code async-supported} in front of ours makes {@code startAsync} throw. Old sites have
 * such filters (an encoding filter, a login). Then some threads may wait ({@code tomthumb.blocking-waiters}), the rest
 * are told to come back: 200 blocked threads would stop the whole site, hits included; virtual threads are not counted.
 * {@code tomthumb.async=force} switches asynchronous mode on past such filters by Tomcat's own request attribute.
 */
final class Waiting {
    private static final Logger LOG = System.getLogger(Waiting.class.getName());
    /** Tomcat's switch (org.apache.catalina.Globals.ASYNC_SUPPORTED_ATTR). */
    private static final String TOMCAT_ASYNC_SUPPORTED = "org.apache.catalina.ASYNC_SUPPORTED";
    /** The engine's own deadline speaks first; this one only covers a request that the engine lost. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Responder responder;
    private final ServletContext context;
    private final BlockingShare blockingWaiters;
    private final AsyncMode mode;
    private final Duration timeout;
    private final AtomicBoolean warned = new AtomicBoolean();

    Waiting(Tomthumb tomthumb, Responder responder, ServletContext context) {
        this.responder = responder;
        this.context = context;
        this.blockingWaiters =
                tomthumb.blockingWaiters().map(BlockingShare::fixed).orElseGet(Waiting::spareThreads);
        this.mode = tomthumb.asyncMode();
        this.timeout = tomthumb.timeout().plus(GRACE);
    }

    /**
     * A page of an old shop asks for twenty thumbnails over six connections, and so does every other visitor: with few
     * waiters the pictures that nobody has asked for before would be missing. Half of the threads stay for hits and the
     * site's own pages.
     */
    private static BlockingShare spareThreads() {
        return BlockingShare.of(TomcatConnectors.fewestThreads(), BlockingShare::applications);
    }

    /**
     * @param finished completes when there is something to answer, or the reason why not
     * @param answer writes it, whichever it is
     */
    void await(HttpServletRequest request, Exchange exchange, CompletableFuture<?> finished, AsyncAnswer.Writing answer)
            throws IOException {
        if (!request.isAsyncSupported() && mode == AsyncMode.FORCE) {
            request.setAttribute(TOMCAT_ASYNC_SUPPORTED, Boolean.TRUE);
        }
        if (request.isAsyncSupported() && mode != AsyncMode.OFF) {
            awaitAsynchronously(request, exchange, finished, answer);
        } else {
            awaitBlocking(exchange, finished, answer);
        }
    }

    private void awaitAsynchronously(
            HttpServletRequest request, Exchange exchange, CompletableFuture<?> finished, AsyncAnswer.Writing writing) {
        AsyncContext async = request.startAsync(exchange.request(), exchange.response());
        async.setTimeout(timeout.toMillis());
        AsyncAnswer answer = new AsyncAnswer(async, exchange.response());
        async.addListener(new Late(answer, exchange));
        // The answer is written by one of the container's threads: a visitor on a slow line must not hold the thread
        // that renders.
        finished.whenComplete((made, failure) -> schedule(async, answer, writing));
    }

    private static void schedule(AsyncContext async, AsyncAnswer answer, AsyncAnswer.Writing writing) {
        if (!answer.take()) {
            return;
        }
        try {
            async.start(() -> answer.finish(writing));
        } catch (RuntimeException stopping) {
            // The container takes no more work (it is stopping, or the visitor has gone): last chance, right here.
            answer.finish(writing);
        }
    }

    /** Answers in the rendition's place when it did not come in time. */
    private final class Late implements AsyncListener {
        private final AsyncAnswer answer;
        private final Exchange exchange;

        Late(AsyncAnswer answer, Exchange exchange) {
            this.answer = answer;
            this.exchange = exchange;
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            if (answer.take()) {
                answer.finish(() -> responder.refuse(exchange, tooLate()));
            }
        }

        /** The container ends the request itself; a rendition that comes later must not touch it. */
        @Override
        public void onError(AsyncEvent event) {
            answer.take();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            answer.take();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Nobody restarts asynchronous mode on this request.
        }
    }

    private void awaitBlocking(Exchange exchange, CompletableFuture<?> finished, AsyncAnswer.Writing answer)
            throws IOException {
        if (mode != AsyncMode.OFF && !VirtualThreads.hasCurrent()) {
            warnOnce();
        }
        if (!blockingWaiters.tryAcquire()) {
            responder.refuse(
                    exchange,
                    new ImageException(
                            Problem.OVERLOADED,
                            "This server can only let " + blockingWaiters.limit()
                                    + " requests wait for new pictures at once; please try again."));
            return;
        }
        try {
            finished.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            LOG.log(Level.TRACE, "settled below", failed);
        } catch (TimeoutException late) {
            responder.refuse(exchange, tooLate());
            return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            responder.refuse(exchange, tooLate());
            return;
        } finally {
            blockingWaiters.release();
        }
        answer.write();
    }

    private ImageException tooLate() {
        return new ImageException(
                Problem.TIMEOUT,
                "The picture was not ready within " + timeout.toSeconds() + " seconds; please try again.");
    }

    private void warnOnce() {
        if (warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Tomthumb cannot wait without holding a container thread: {0} in front of it is declared without"
                            + " <async-supported>true</async-supported>. At most {1} requests wait for new pictures, the"
                            + " rest get 503. Either add that element to the filter in web.xml, or set"
                            + " tomthumb.async=force.",
                    LegacyFilters.inFront(context),
                    blockingWaiters.limit());
        }
    }
}
