package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Timings;
import dev.tomthumb.model.TraceContext;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One span for each answered request, and below it one for each stage its time went into. They are made when the request
 * is answered, with the times they had: the engine knows nothing of them.
 *
 * <p>The parent is the span that is current on this thread, such as one of an agent's; else the one that {@code
 * traceparent} names. Names of attributes are those of OpenTelemetry's semantic conventions for HTTP; what they do not know
 * begins with {@code tomthumb.}.
 */
final class Spans implements ImageEvents {
    private static final String SCOPE = "dev.tomthumb";
    /** Others would make as many values as anybody likes (semantic conventions, {@code http.request.method}). */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY");

    private static final int SERVER_ERROR = 500;

    private final Supplier<OpenTelemetry> telemetry;

    /** Speaks to whatever is global when a request is answered; until somebody has set that, to nobody. */
    Spans() {
        this(GlobalOpenTelemetry::getOrNoop);
    }

    Spans(Supplier<OpenTelemetry> telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public boolean followsVisits() {
        return true;
    }

    @Override
    public void visited(Visit visit) {
        Tracer tracer = telemetry.get().getTracer(SCOPE, Tomthumb.version());
        Context around = parent(visit);
        boolean isFirst = !Span.fromContext(Context.current()).getSpanContext().isValid();
        String method = METHODS.contains(visit.method()) ? visit.method() : "_OTHER";
        SpanBuilder builder = tracer.spanBuilder(method + " picture")
                .setParent(around)
                .setSpanKind(isFirst ? SpanKind.SERVER : SpanKind.INTERNAL)
                .setAttribute("http.request.method", method)
                .setAttribute("url.path", visit.path())
                .setAttribute("http.response.status_code", (long) visit.answer().status())
                .setAttribute("http.response.body.size", visit.answer().bytes())
                .setAttribute("tomthumb.dialect", visit.answer().dialect())
                .setAttribute("tomthumb.result", visit.answer().result().word());
        visit.original().ifPresent(ref -> builder.setAttribute("tomthumb.original", ref.toString()));
        Span span = starting(builder, visit.begin()).startSpan();
        if (span.isRecording()) {
            Context within = around.with(span);
            visit.timings().stretches().forEach(stretch -> stage(tracer, within, stretch));
        }
        if (visit.answer().status() >= SERVER_ERROR) {
            span.setAttribute("error.type", Integer.toString(visit.answer().status()));
            span.setStatus(StatusCode.ERROR);
        }
        end(span, visit.end());
    }

    private static void stage(Tracer tracer, Context within, Timings.Stretch stretch) {
        SpanKind kind = stretch.stage() == Stage.FETCH ? SpanKind.CLIENT : SpanKind.INTERNAL;
        SpanBuilder builder =
                tracer.spanBuilder(stretch.stage().token()).setParent(within).setSpanKind(kind);
        end(starting(builder, stretch.from()).startSpan(), stretch.to());
    }

    private static Context parent(Visit visit) {
        Context current = Context.current();
        if (Span.fromContext(current).getSpanContext().isValid()) {
            return current;
        }
        return visit.trace()
                .map(trace -> current.with(Span.wrap(remote(trace))))
                .orElse(current);
    }

    private static SpanContext remote(TraceContext trace) {
        TraceFlags flags = trace.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
        return SpanContext.createFromRemoteParent(trace.traceId(), trace.parentId(), flags, TraceState.getDefault());
    }

    private static SpanBuilder starting(SpanBuilder builder, Instant at) {
        return builder.setStartTimestamp(nanos(at), TimeUnit.NANOSECONDS);
    }

    private static void end(Span span, Instant at) {
        span.end(nanos(at), TimeUnit.NANOSECONDS);
    }

    private static long nanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }
}
