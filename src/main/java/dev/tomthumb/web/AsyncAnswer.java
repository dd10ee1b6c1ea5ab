package dev.tomthumb.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one answer to a request in asynchronous mode, written by whoever comes first: the rendition or the time-out.
 *
 * <p>However the writing ends, the request ends with it: one that is never completed keeps its connection until the
 * container's own time-out, and one that is completed without an answer would be an empty 200.
 */
final class AsyncAnswer {
    private static final Logger LOG = System.getLogger(AsyncAnswer.class.getName());

    private final AsyncContext async;
    private final HttpServletResponse response;
    private final AtomicBoolean taken = new AtomicBoolean();

    AsyncAnswer(AsyncContext async, HttpServletResponse response) {
        this.async = async;
        this.response = response;
    }

    /** Writes to the response. */
    @FunctionalInterface
    interface Writing {
        void write() throws IOException;
    }

    /** Whether the caller is the first, and so the only one who may {@link #finish}. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Writes the answer and ends the request. */
    void finish(Writing answer) {
        try {
            answer.write();
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "the visitor left before the answer", gone);
        } catch (RuntimeException broken) {
            fail(broken);
        } finally {
            complete();
        }
    }

    private void fail(RuntimeException broken) {
        try {
            if (response.isCommitted()) {
                LOG.log(Level.DEBUG, "the visitor left during the answer", broken);
                return;
            }
            LOG.log(Level.ERROR, "an answer could not be written", broken);
            response.reset();
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        } catch (IllegalStateException over) {
            // The container has taken the response back: there is nobody left to tell.
            LOG.log(Level.DEBUG, "the request was over before its answer", broken);
        }
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException alreadyOver) {
            LOG.log(Level.DEBUG, "the request was over already", alreadyOver);
        }
    }
}
