package dev.tomthumb.ops;

import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the layers below announce. What {@code X-Cache} says and what is counted here come from one call, so
 * they cannot drift apart.
 */
final class Metrics implements ImageEvents {
    private final MetricFamily.Counter responses = new MetricFamily.Counter(
            "tomthumb_responses_total",
            "Answered image requests by URL dialect, result (the word in X-Cache, lower case) and HTTP status.",
            "dialect",
            "result",
            "status");
    private final MetricFamily.Counter responseBytes = new MetricFamily.Counter(
            "tomthumb_response_bytes_total", "Body bytes sent in image responses, by result.", "result");
    private final MetricFamily.Counter savedBytes = new MetricFamily.Counter(
            "tomthumb_saved_bytes_total",
            "Bytes that visitors did not load because they got a rendition instead of its original.");
    private final MetricFamily.Histogram responseSeconds = new MetricFamily.Histogram(
            "tomthumb_response_seconds",
            "Time from the filter's first line to the decided answer, by result.",
            "result");
    private final MetricFamily.Counter fetches = new MetricFamily.Counter(
            "tomthumb_source_fetches_total",
            "Questions to sources of originals by scheme and outcome: fetched, unchanged, or the refusal's code.",
            "scheme",
            "outcome");
    private final MetricFamily.Counter fetchedBytes =
            new MetricFamily.Counter("tomthumb_source_bytes_total", "Bytes of originals read, by scheme.", "scheme");
    private final MetricFamily.Histogram fetchSeconds = new MetricFamily.Histogram(
            "tomthumb_source_seconds", "Time to read an original whole, by scheme.", "scheme");
    private final MetricFamily.Histogram renderSeconds = new MetricFamily.Histogram(
            "tomthumb_render_seconds",
            "Time to make a rendition, from granted memory to the last encoded byte, by original and rendition format.",
            "from",
            "to");
    private final MetricFamily.Counter renderBytes = new MetricFamily.Counter(
            "tomthumb_render_bytes_total", "Bytes of renditions made, by rendition format.", "to");
    private final MetricFamily.Counter savedDecodes = new MetricFamily.Counter(
            "tomthumb_decodes_saved_total",
            "Renditions whose original was decoded together with that of another one: for a decode that serves three,"
                    + " two are saved.");
    private final MetricFamily.Histogram stageSeconds = new MetricFamily.Histogram(
            "tomthumb_stage_seconds",
            "Where the time goes, by stage: what was done for all requests, and what each of them waited for.",
            "stage");
    private final MetricFamily.Counter cacheFailures = new MetricFamily.Counter(
            "tomthumb_cache_failures_total",
            "Times the cache itself failed (full, damaged, closed), by operation; responses are not affected.",
            "operation");

    /** Answers that are counted together. */
    private record Kind(String dialect, ResultType result, int status) {}

    /** Where they are counted. */
    private record Answered(LongAdder responses, LongAdder bytes, MetricFamily.Histogram.Buckets seconds) {}

    /** Found by their labels once: a hit costs little more than being counted. */
    private final Map<Kind, Answered> answered = new ConcurrentHashMap<>();

    private final Map<Stage, MetricFamily.Histogram.Buckets> byStage = new EnumMap<>(Stage.class);
    private final LongAdder[] byResult = new LongAdder[ResultType.values().length];
    private final LongAdder saved = savedBytes.with();
    private final LongAdder notDecoded = savedDecodes.with();
    private final LongAdder bytesSent = new LongAdder();

    Metrics() {
        for (int i = 0; i < byResult.length; i++) {
            byResult[i] = new LongAdder();
        }
        for (Stage stage : Stage.values()) {
            byStage.put(stage, stageSeconds.with(stage.token()));
        }
    }

    /** Everything counted, in the order of the exposition. */
    List<MetricFamily<?>> families() {
        return List.of(
                responses,
                responseBytes,
                savedBytes,
                responseSeconds,
                fetches,
                fetchedBytes,
                fetchSeconds,
                renderSeconds,
                renderBytes,
                savedDecodes,
                stageSeconds,
                cacheFailures);
    }

    long count(ResultType result) {
        return byResult[result.ordinal()].sum();
    }

    long bytesSent() {
        return bytesSent.sum();
    }

    long bytesSaved() {
        return saved.sum();
    }

    /** Counts answers, and does not ask where their time went. */
    @Override
    public boolean followsVisits() {
        return false;
    }

    @Override
    public void answered(Answer answer) {
        Answered series =
                answered.computeIfAbsent(new Kind(answer.dialect(), answer.result(), answer.status()), this::series);
        byResult[answer.result().ordinal()].increment();
        bytesSent.add(answer.bytes());
        series.responses().increment();
        series.bytes().add(answer.bytes());
        series.seconds().observe(answer.time());
        if (answer.status() == 200 && answer.originalBytes() > answer.bytes() && answer.bytes() > 0) {
            saved.add(answer.originalBytes() - answer.bytes());
        }
    }

    private Answered series(Kind kind) {
        String result = kind.result().word().toLowerCase(Locale.ROOT);
        return new Answered(
                responses.with(kind.dialect(), result, Integer.toString(kind.status())),
                responseBytes.with(result),
                responseSeconds.with(result));
    }

    @Override
    public void originalFetched(String scheme, Duration time, long bytes) {
        fetches.with(scheme, "fetched").increment();
        fetchedBytes.with(scheme).add(bytes);
        fetchSeconds.with(scheme).observe(time);
    }

    @Override
    public void originalUnchanged(String scheme, Duration time) {
        fetches.with(scheme, "unchanged").increment();
        fetchSeconds.with(scheme).observe(time);
    }

    @Override
    public void originalFailed(String scheme, Problem problem) {
        fetches.with(scheme, problem.code()).increment();
    }

    @Override
    public void rendered(ImageFormat from, BodyType to, Duration time, long bytes) {
        renderSeconds.with(from.token(), to.token()).observe(time);
        renderBytes.with(to.token()).add(bytes);
    }

    @Override
    public void decodedTogether(int renditions) {
        notDecoded.add(renditions - 1L);
    }

    @Override
    public void spent(Stage stage, Duration time) {
        Objects.requireNonNull(byStage.get(stage)).observe(time);
    }

    @Override
    public void cacheFailed(String operation, Throwable cause) {
        cacheFailures.with(operation).increment();
    }
}
