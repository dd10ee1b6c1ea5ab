package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.engine.Outcome;
import dev.tomthumb.http.ByteRange;
import dev.tomthumb.http.Conditions;
import dev.tomthumb.http.Header;
import dev.tomthumb.http.ProblemBody;
import dev.tomthumb.http.ResponseHeaders;
import dev.tomthumb.http.Served;
import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Timings;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.source.Passed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Writes every answer, renditions and refusals. Header, counters and access-log attributes are set by the same lines,
 * so they cannot tell different stories.
 */
final class Responder {
    private static final Logger LOG = System.getLogger(Responder.class.getName());
    private static final String VARY = "Vary";
    /** As much of a URL as a line of the log repeats. */
    private static final int LOGGED_CHARACTERS = 500;

    private final Tomthumb tomthumb;
    private final AnswerLog log;

    Responder(Tomthumb tomthumb) {
        this.tomthumb = tomthumb;
        this.log = new AnswerLog(tomthumb);
    }

    /** Answers with what a finished future holds. */
    void settle(Exchange exchange, CompletableFuture<Outcome> finished) throws IOException {
        Outcome outcome;
        try {
            outcome = finished.join();
        } catch (CompletionException failure) {
            refuse(exchange, refusal(Objects.requireNonNullElse(failure.getCause(), failure)));
            return;
        }
        send(exchange, outcome);
    }

    private static ImageException refusal(Throwable failure) {
        return failure instanceof ImageException known
                ? known
                : new ImageException(
                        Problem.INTERNAL, "Something went wrong here; the reason stands in the server's log.", failure);
    }

    /** Passes on what an origin has answered. */
    void settlePassed(Exchange exchange, CompletableFuture<Passed> finished) throws IOException {
        Passed passed;
        try {
            passed = finished.join();
        } catch (CompletionException failure) {
            refuse(exchange, refusal(Objects.requireNonNullElse(failure.getCause(), failure)));
            return;
        }
        boolean withBody = !exchange.request().getMethod().equals("HEAD");
        byte[] body = withBody ? passed.body() : new byte[0];
        try (Tomthumb.Room room = tomthumb.roomToSend(body.length)) {
            ResultType result = passed.status() < 400 ? ResultType.BYPASS : ResultType.ERROR;
            tell(
                    exchange,
                    new Answer(
                            exchange.delivery().dialect(),
                            result,
                            passed.status(),
                            body.length,
                            passed.body().length,
                            since(exchange.startNanos())));
            write(exchange, passed.status(), PassedHeaders.of(tomthumb, exchange, passed), body);
        } catch (ImageException full) {
            refuse(exchange, full);
        }
    }

    /** Answers OPTIONS. */
    void options(HttpServletRequest request, HttpServletResponse response, String dialect) throws IOException {
        List<Header> headers = tomthumb.headers().options();
        boolean imgproxy = dialect.equals(Delivery.IMGPROXY);
        write(response, HttpServletResponse.SC_OK, imgproxy ? identified(request, headers) : headers, new byte[0]);
    }

    /** Sends a rendition or a part of it, or 304 to whoever holds it already. */
    void send(Exchange exchange, Outcome outcome) throws IOException {
        if (outcome.standsInFor().isEmpty()) {
            tomthumb.asked(exchange.image(), exchange.partition(), exchange.delivery(), outcome.rendition());
        }
        Served served = new Served(
                outcome.rendition(),
                outcome.confirmedAt(),
                exchange.image(),
                exchange.delivery(),
                outcome.result(),
                visibility(exchange, outcome.visibility()),
                outcome.standsInFor(),
                tomthumb.now(),
                outcome.status());
        outcome.status().detail().ifPresent(detail -> AnswerLog.detail(exchange.request(), detail));
        HttpServletRequest request = exchange.request();
        ResponseHeaders headers = tomthumb.headers();
        Conditions.Verdict verdict = headers.judge(served, request.getMethod(), conditions(request));
        if (verdict == Conditions.Verdict.FAILED) {
            send(exchange, outcome, HttpServletResponse.SC_PRECONDITION_FAILED, headers.failed(served), 0, 0);
            return;
        }
        if (verdict == Conditions.Verdict.NOT_MODIFIED) {
            send(exchange, outcome, HttpServletResponse.SC_NOT_MODIFIED, headers.notModified(served), 0, 0);
            return;
        }
        ByteRange range =
                headers.range(served, request.getMethod(), fields(request, "Range"), fields(request, "If-Range"));
        if (range instanceof ByteRange.Outside) {
            int status = HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE;
            send(exchange, outcome, status, headers.outside(served), 0, 0);
        } else if (range instanceof ByteRange.Part part) {
            int status = HttpServletResponse.SC_PARTIAL_CONTENT;
            send(exchange, outcome, status, headers.part(served, part), part.from(), part.length());
        } else {
            int length =
                    request.getMethod().equals("HEAD") ? 0 : outcome.rendition().body().length;
            send(exchange, outcome, headers.status(served), headers.rendition(served), 0, length);
        }
    }

    /** Room is needed for the whole body, however little of it is sent. */
    private void send(Exchange exchange, Outcome outcome, int status, List<Header> headers, int from, int length)
            throws IOException {
        byte[] body = outcome.rendition().body();
        try (Tomthumb.Room room = tomthumb.roomToSend(length == 0 ? 0 : body.length)) {
            Answer answer = answer(exchange, outcome, status, length);
            tell(exchange, answer);
            tomthumb.events().sent(exchange.image(), outcome.rendition(), answer);
            write(exchange, status, headers, part(body, from, length));
        } catch (ImageException full) {
            refuse(exchange, full);
        }
    }

    private static byte[] part(byte[] body, int from, int length) {
        return length == body.length ? body : Arrays.copyOfRange(body, from, from + length);
    }

    private static Answer answer(Exchange exchange, Outcome outcome, int status, int bytes) {
        return new Answer(
                exchange.delivery().dialect(),
                outcome.result(),
                status,
                bytes,
                outcome.rendition().originalBytes(),
                since(exchange.startNanos()));
    }

    /** Private if the path, the visitor or the origin says so; nobody's PUBLIC outweighs another's PRIVATE. */
    private static Visibility visibility(Exchange exchange, Visibility rendition) {
        return rendition == Visibility.PRIVATE ? Visibility.PRIVATE : exchange.visibility();
    }

    private static Conditions conditions(HttpServletRequest request) {
        return new Conditions(
                fields(request, "If-Match"),
                Optional.ofNullable(request.getHeader("If-Unmodified-Since")),
                fields(request, "If-None-Match"),
                Optional.ofNullable(request.getHeader("If-Modified-Since")));
    }

    /** All lines of a header as one list (RFC 9110, section 5.3). */
    static Optional<String> fields(HttpServletRequest request, String name) {
        Enumeration<String> lines = request.getHeaders(name);
        if (!lines.hasMoreElements()) {
            return Optional.empty();
        }
        String first = lines.nextElement();
        // There is hardly ever a second line.
        return Optional.of(lines.hasMoreElements() ? first + ", " + String.join(", ", Collections.list(lines)) : first);
    }

    /** Refuses a request that was understood. */
    void refuse(Exchange exchange, ImageException refusal) throws IOException {
        refuse(
                exchange.request(),
                exchange.response(),
                new Refused(
                        exchange.delivery().dialect(),
                        exchange.visibility(),
                        exchange.delivery().negotiated(),
                        exchange.startNanos(),
                        Optional.of(exchange.image().source()),
                        exchange.timings()),
                refusal);
    }

    /** Refuses a request whose URL says why. */
    void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            String dialect,
            ImageException refusal,
            long startNanos)
            throws IOException {
        Refused refused = new Refused(dialect, Visibility.PUBLIC, false, startNanos, Optional.empty(), new Timings());
        refuse(request, response, refused, refusal);
    }

    /** What is known of a request when it is refused. */
    private record Refused(
            String dialect,
            Visibility visibility,
            boolean negotiated,
            long startNanos,
            Optional<SourceRef> original,
            Timings timings) {}

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, Refused refused, ImageException refusal)
            throws IOException {
        Problem problem = refusal.problem();
        log(request, refusal);
        boolean page = tomthumb.developmentErrors();
        byte[] body = page
                ? ProblemBody.page(refusal, refused.dialect())
                : ProblemBody.bytes(problem, refused.dialect(), String.valueOf(refusal.getMessage()));
        int status = ProblemBody.status(refusal, refused.dialect());
        boolean withBody = !request.getMethod().equals("HEAD");
        Answer answer = new Answer(
                refused.dialect(),
                ResultType.ERROR,
                status,
                withBody ? body.length : 0,
                0,
                since(refused.startNanos()));
        AnswerLog.refused(request, problem);
        log.tell(request, answer, refused.original(), refused.timings());
        tomthumb.events().refused(asked(request), problem, String.valueOf(refusal.getMessage()), answer);
        List<Header> headers = tomthumb.headers()
                .refusal(
                        problem,
                        page ? ProblemBody.PAGE_TYPE : ProblemBody.MEDIA_TYPE,
                        body.length,
                        refused.visibility(),
                        refused.negotiated());
        boolean imgproxy = refused.dialect().equals(Delivery.IMGPROXY);
        write(response, status, imgproxy ? identified(request, headers) : headers, withBody ? body : new byte[0]);
    }

    private void tell(Exchange exchange, Answer answer) {
        log.tell(exchange.request(), answer, Optional.of(exchange.image().source()), exchange.timings());
    }

    private static void log(HttpServletRequest request, ImageException refusal) {
        Level level = refusal.takeNews() ? refusal.problem().logLevel() : Level.DEBUG;
        if (!LOG.isLoggable(level)) {
            return;
        }
        // Only what an operator has to look into deserves a stack trace; the rest is one line.
        Throwable trace = level == Level.ERROR ? refusal : null;
        String traced = AnswerLog.trace(request)
                .map(context -> " trace=" + context.traceId())
                .orElse("");
        String cause = refusal.getCause() == null ? "" : " (" + refusal.getCause() + ")";
        LOG.log(
                level,
                refusal.problem().code() + ": " + refusal.getMessage() + cause + " [" + oneLine(request.getRequestURI())
                        + "]" + traced,
                trace);
    }

    private static String asked(HttpServletRequest request) {
        String query = request.getQueryString();
        return oneLine(query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
    }

    /** A URL is written by anybody: it must not forge lines in the log. */
    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LOGGED_CHARACTERS ? line : line.substring(0, LOGGED_CHARACTERS) + "…";
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private void write(Exchange exchange, int status, List<Header> headers, byte[] body) throws IOException {
        write(exchange.response(), status, identified(exchange, headers), body);
    }

    private static List<Header> identified(Exchange exchange, List<Header> headers) {
        return exchange.delivery().dialect().equals(Delivery.IMGPROXY)
                ? identified(exchange.request(), headers)
                : headers;
    }

    private static List<Header> identified(HttpServletRequest request, List<Header> headers) {
        List<Header> identified = new ArrayList<>(headers);
        identified.add(new Header(RequestIds.HEADER, RequestIds.of(request)));
        return identified;
    }

    static void write(HttpServletResponse response, int status, List<Header> headers, byte[] body) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(status);
        for (Header header : headers) {
            if (header.name().equals(VARY)) {
                // A filter in front (CORS) may vary by something of its own, and shared caches must know both.
                response.addHeader(header.name(), header.value());
            } else {
                response.setHeader(header.name(), header.value());
            }
        }
        if (body.length > 0) {
            response.getOutputStream().write(body);
        }
    }
}
