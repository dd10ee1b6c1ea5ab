package dev.tomthumb.web;

import dev.tomthumb.engine.responses.HostResponses;
import dev.tomthumb.model.Fields;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Forgets what a request may have changed (RFC 9111, section 4.4). The request goes through, and what it has changed is
 * forgotten before the visitor hears of it: what he asks next must not find the old. Once more afterwards, for applications
 * that go on working.
 */
final class ResponseInvalidation {
    private static final Logger LOG = System.getLogger(ResponseInvalidation.class.getName());

    private final HostResponses responses;

    ResponseInvalidation(HostResponses responses) {
        this.responses = responses;
    }

    /** Lets a request with an unsafe method through. */
    void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = ResponseTargets.origin(request);
        String path = ResponseTargets.path(request);
        HeldResponse held = new HeldResponse(
                response,
                false,
                0,
                answer -> {
                    forget(request, answer, origin, path);
                    return new HeldBody.Verdict(false, Fields.NONE);
                },
                () -> {});
        OwnQuestion question = OwnQuestion.asVisitor(request, () -> {
            try {
                held.passOn(Fields.NONE);
            } catch (IOException gone) {
                LOG.log(Level.DEBUG, "the visitor left before the answer", gone);
            }
        });
        chain.doFilter(question, held);
        if (question.wentAsync() && request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new Afterwards(() -> forget(request, response, origin, path)));
        } else {
            held.finish();
            forget(request, held, origin, path);
        }
    }

    private void forget(HttpServletRequest request, HttpServletResponse response, String origin, String path) {
        responses.changed(origin, ResponseTargets.changed(request, path, response));
    }

    /** Runs something when an asynchronous request has ended. */
    private record Afterwards(Runnable task) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            task.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // It is completed afterwards.
        }

        @Override
        public void onError(AsyncEvent event) {
            // It is completed afterwards.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
