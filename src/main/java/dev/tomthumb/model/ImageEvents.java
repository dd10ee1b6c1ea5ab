package dev.tomthumb.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What lower layers announce; metrics listen. Implementations return at once, never throw and may be called from any
 * thread.
 */
public interface ImageEvents {
    /** Nobody listens. */
    ImageEvents NONE = new ImageEvents() {};

    /** An original has been read whole. */
    default void originalFetched(String scheme, Duration time, long bytes) {}

    /** The origin said that the copy we hold is still right. */
    default void originalUnchanged(String scheme, Duration time) {}

    /** An original could not be had. */
    default void originalFailed(String scheme, Problem problem) {}

    /** A rendition has been made: time from the permit to the last encoded byte. */
    default void rendered(ImageFormat from, BodyType to, Duration time, long bytes) {}

    /** An original was decoded once for so many renditions, at least two; each of them is told of as {@link #rendered}. */
    default void decodedTogether(int renditions) {}

    /** Something took its time. */
    default void spent(Stage stage, Duration time) {}

    /** The cache failed in {@code operation}; the response was not affected. */
    default void cacheFailed(String operation, Throwable cause) {}

    /** A response has been decided; the same call writes {@code X-Cache}. */
    default void answered(Answer answer) {}

    /** The same response once more, with what is known of the request behind it. */
    default void visited(Visit visit) {}

    /**
     * Whether this listener does anything in {@link #visited}. Where every listener says no, as on servers without
     * tracing, no visit is put together: a hit has no time to spare.
     */
    default boolean followsVisits() {
        return true;
    }

    /**
     * One answered request of a visitor.
     *
     * @param trace the trace it belongs to; empty = its sender names none
     * @param method HTTP method
     * @param path the path it was sent to, as it was sent, without query
     * @param original the original that was asked for; empty = that is not known
     * @param end when it was answered
     * @param timings where its time went
     * @param answer how it was answered
     */
    record Visit(
            Optional<TraceContext> trace,
            String method,
            String path,
            Optional<SourceRef> original,
            Instant end,
            Timings timings,
            Answer answer) {
        /** The filter's first line. */
        public Instant begin() {
            return end.minus(answer.time());
        }
    }

    /**
     * A picture was sent; told beside {@link #answered}, with the same answer.
     *
     * @param image what was asked for
     * @param rendition what was sent, or a part of it, or that the visitor has it already
     */
    default void sent(ImageRequest image, Rendition rendition, Answer answer) {}

    /**
     * A request was refused; told beside {@link #answered}, with the same answer.
     *
     * @param asked its path and query as they were sent, without control characters and cut short: anybody's text
     * @param sentence what was wrong; may repeat parts of the URL
     */
    default void refused(String asked, Problem problem, String sentence, Answer answer) {}

    /**
     * One answered request.
     *
     * @param dialect {@code imgproxy} or {@code query}
     * @param result how it was answered
     * @param status HTTP status
     * @param bytes body bytes sent
     * @param originalBytes size of the original behind it, 0 for refusals
     * @param time from the filter's first line to the decision
     */
    record Answer(String dialect, ResultType result, int status, long bytes, long originalBytes, Duration time) {}
}
