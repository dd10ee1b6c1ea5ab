package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.http.TraceParent;
import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.ImageEvents.Visit;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Timings;
import dev.tomthumb.model.TraceContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * What is told of every answer, renditions' and host applications' alike, beside the answer itself: to those who count,
 * and as request attributes to the container's access log ({@code %{tomthumb.result}r} in a pattern).
 */
final class AnswerLog {
    /** The word in {@code X-Cache}. */
    static final String RESULT = "tomthumb.result";
    /** Why a picture was sent although it is not fresh, and why something was refused. */
    static final String DETAIL = "tomthumb.detail";
    /** The code of a refusal. */
    static final String PROBLEM = "tomthumb.problem";
    /** The original that was asked for. */
    static final String ORIGINAL = "tomthumb.original";
    /** The trace's id. */
    static final String TRACE_ID = "tomthumb.trace-id";

    private static final String WAIT = "tomthumb.wait-ms";
    private static final String FETCH = "tomthumb.fetch-ms";
    private static final String DECODE = "tomthumb.decode-ms";
    private static final String PROCESS = "tomthumb.process-ms";
    private static final String ENCODE = "tomthumb.encode-ms";

    private static final String TRACE = "dev.tomthumb.trace";

    private final Tomthumb tomthumb;

    AnswerLog(Tomthumb tomthumb) {
        this.tomthumb = tomthumb;
    }

    /** The trace a request belongs to; the same at every call. */
    static Optional<TraceContext> trace(HttpServletRequest request) {
        if (request.getAttribute(TRACE) instanceof TraceContext known) {
            return Optional.of(known);
        }
        Optional<TraceContext> trace =
                Optional.ofNullable(request.getHeader(TraceParent.HEADER)).flatMap(TraceParent::read);
        trace.ifPresent(context -> {
            request.setAttribute(TRACE, context);
            request.setAttribute(TRACE_ID, context.traceId());
        });
        return trace;
    }

    /** Notes why an answer is as it is. */
    static void detail(HttpServletRequest request, String word) {
        request.setAttribute(DETAIL, word);
    }

    /** Notes why a request is refused. */
    static void refused(HttpServletRequest request, Problem problem) {
        request.setAttribute(PROBLEM, problem.code());
        detail(request, problem.code());
    }

    /**
     * Tells of an answer that has been decided and not been written yet.
     *
     * @param original what was asked for; empty = that is not known
     */
    void tell(HttpServletRequest request, Answer answer, Optional<SourceRef> original, Timings timings) {
        request.setAttribute(RESULT, answer.result().word());
        original.ifPresent(ref -> request.setAttribute(ORIGINAL, new LoggedText(ref)));
        times(request, timings);
        tomthumb.events().answered(answer);
        Optional<TraceContext> trace = trace(request);
        if (tomthumb.events().followsVisits()) {
            tomthumb.events()
                    .visited(new Visit(
                            trace,
                            request.getMethod(),
                            request.getRequestURI(),
                            original,
                            tomthumb.now(),
                            timings,
                            answer));
        }
    }

    private static void times(HttpServletRequest request, Timings timings) {
        time(request, WAIT, timings.of(Stage.QUEUE, Stage.SHARE, Stage.MEMORY));
        time(request, FETCH, timings.of(Stage.FETCH));
        time(request, DECODE, timings.of(Stage.DECODE));
        time(request, PROCESS, timings.of(Stage.PROCESS));
        time(request, ENCODE, timings.of(Stage.ENCODE));
    }

    private static void time(HttpServletRequest request, String attribute, Optional<Duration> time) {
        time.ifPresent(some -> request.setAttribute(attribute, Math.round(some.toNanos() / 1e6)));
    }
}
