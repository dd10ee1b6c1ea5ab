package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.ImageEvents.Visit;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Timings;
import dev.tomthumb.model.TraceContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With OpenTelemetry's own SDK, and without OpenTelemetry. */
final class SpansTest {
    private static final Instant END = Instant.parse("2026-11-26T12:00:01.5Z");
    private static final TraceContext TRACE =
            new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .build();
    private final Spans spans = new Spans(() -> sdk);

    @AfterEach
    void close() {
        sdk.close();
    }

    private static Visit visit(Optional<TraceContext> trace, String method, int status) {
        Timings timings = new Timings();
        timings.add(Stage.LOOKUP, END.minusMillis(100), END.minusMillis(99));
        timings.add(Stage.FETCH, END.minusMillis(99), END.minusMillis(40));
        timings.add(Stage.DECODE, END.minusMillis(40), END.minusMillis(10));
        timings.add(Stage.ENCODE, END.minusMillis(10), END);
        Answer answer = new Answer("query", ResultType.MISS, status, 1234, 99_999, Duration.ofMillis(100));
        return new Visit(
                trace, method, "/photos/a.jpg", Optional.of(new SourceRef("s3", "//b/a.jpg")), END, timings, answer);
    }

    private SpanData span(String name) {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRequestIsASpanBelowItsSendersWithOneForEachStage() {
        spans.visited(visit(Optional.of(TRACE), "GET", 200));

        SpanData whole = span("GET picture");
        assertThat(whole.getTraceId()).isEqualTo(TRACE.traceId());
        assertThat(whole.getParentSpanId()).isEqualTo(TRACE.parentId());
        assertThat(whole.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(whole.getEndEpochNanos() - whole.getStartEpochNanos()).isEqualTo(100_000_000);
        assertThat(whole.getAttributes().get(AttributeKey.stringKey("http.request.method")))
                .isEqualTo("GET");
        assertThat(whole.getAttributes().get(AttributeKey.stringKey("url.path")))
                .isEqualTo("/photos/a.jpg");
        assertThat(whole.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(whole.getAttributes().get(AttributeKey.stringKey("tomthumb.original")))
                .isEqualTo("s3://b/a.jpg");
        for (String stage : List.of("lookup", "fetch", "decode", "encode")) {
            assertThat(span(stage).getParentSpanId()).isEqualTo(whole.getSpanId());
            assertThat(span(stage).getTraceId()).isEqualTo(TRACE.traceId());
        }
        assertThat(span("fetch").getEndEpochNanos() - span("fetch").getStartEpochNanos())
                .isEqualTo(59_000_000);
        assertThat(span("fetch").getKind()).isEqualTo(SpanKind.CLIENT);
    }

    @Test
    void whatAnAgentHasBegunIsTheParent() {
        Span server = sdk.getTracer("agent").spanBuilder("GET /*").startSpan();
        try (Scope scope = server.makeCurrent()) {
            spans.visited(visit(Optional.of(TRACE), "GET", 200));
        }
        server.end();

        assertThat(span("GET picture").getParentSpanId())
                .isEqualTo(server.getSpanContext().getSpanId());
        assertThat(span("GET picture").getKind()).isEqualTo(SpanKind.INTERNAL);
    }

    @Test
    void withoutASenderATraceBegins() {
        spans.visited(visit(Optional.empty(), "GET", 200));

        assertThat(span("GET picture").getParentSpanId()).isEqualTo("0000000000000000");
        assertThat(span("encode").getTraceId()).isEqualTo(span("GET picture").getTraceId());
    }

    @Test
    void aFailureIsOneAndAnInventedMethodIsNotAName() {
        spans.visited(visit(Optional.empty(), "MAKE-ME-A-SERIES", 503));

        SpanData whole = span("_OTHER picture");
        assertThat(whole.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(whole.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("503");
    }

    @Test
    void nobodyListensUntilSomebodyHasSetTheGlobalOne() {
        new Spans(OpenTelemetry::noop).visited(visit(Optional.of(TRACE), "GET", 200));
        assertThat(exported.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void withTheApiOnTheClassPathThereAreSpans() {
        assertThat(OpenTelemetryFinder.spans()).isPresent();
    }

    /** The product's classes as an application without the API has them. */
    @Test
    void withoutTheApiThereAreNoneAndNothingBreaks() throws Exception {
        List<URL> without = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            if (!entry.contains("opentelemetry")) {
                without.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader application =
                new URLClassLoader(without.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            var finder =
                    application.loadClass(OpenTelemetryFinder.class.getName()).getDeclaredMethod("spans");
            finder.setAccessible(true);

            assertThat(finder.invoke(null)).isEqualTo(Optional.empty());
        }
    }
}
