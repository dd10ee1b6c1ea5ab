package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.engine.Outcome;
import dev.tomthumb.http.Conditions;
import dev.tomthumb.http.Header;
import dev.tomthumb.http.ProblemBody;
import dev.tomthumb.http.Served;
import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.Visibility;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
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
    /** For {@code %{tomthumb.result}r} in an access-log pattern. */
    private static final String LOG_RESULT = "tomthumb.result";

    private static final String LOG_CODE = "tomthumb.problem";
    private static final String VARY = "Vary";
    /** As much of a URL as a line of the log repeats. */
    private static final int LOGGED_CHARACTERS = 500;

    private final Tomthumb tomthumb;

    Responder(Tomthumb tomthumb) {
        this.tomthumb = tomthumb;
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

    /** Sends a rendition, or 304 to whoever holds it already. */
    void send(Exchange exchange, Outcome outcome) throws IOException {
        Rendition rendition = outcome.rendition();
        Served served = new Served(
                rendition,
                exchange.image().source(),
                exchange.delivery(),
                outcome.result(),
                visibility(exchange, rendition),
                tomthumb.now());
        HttpServletRequest request = exchange.request();
        if (served.judge(request.getMethod(), conditions(request)) == Conditions.Verdict.NOT_MODIFIED) {
            record(request, answer(exchange, outcome, HttpServletResponse.SC_NOT_MODIFIED, 0), Optional.empty());
            List<Header> headers = tomthumb.headers().notModified(served);
            write(exchange.response(), HttpServletResponse.SC_NOT_MODIFIED, headers, new byte[0]);
            return;
        }
        byte[] body = request.getMethod().equals("HEAD") ? new byte[0] : rendition.body();
        try (Tomthumb.Room room = tomthumb.roomToSend(body.length)) {
            record(request, answer(exchange, outcome, HttpServletResponse.SC_OK, body.length), Optional.empty());
            write(
                    exchange.response(),
                    HttpServletResponse.SC_OK,
                    tomthumb.headers().rendition(served),
                    body);
        } catch (ImageException full) {
            refuse(exchange, full);
        }
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
    private static Visibility visibility(Exchange exchange, Rendition rendition) {
        return rendition.visibility() == Visibility.PRIVATE ? Visibility.PRIVATE : exchange.visibility();
    }

    private static Conditions conditions(HttpServletRequest request) {
        return new Conditions(
                fields(request, "If-None-Match"), Optional.ofNullable(request.getHeader("If-Modified-Since")));
    }

    /** All lines of a header as one list (RFC 9110, section 5.3). */
    private static Optional<String> fields(HttpServletRequest request, String name) {
        List<String> lines = Collections.list(request.getHeaders(name));
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
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
                        exchange.startNanos()),
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
        refuse(request, response, new Refused(dialect, Visibility.PUBLIC, false, startNanos), refusal);
    }

    /** What is known of a request when it is refused. */
    private record Refused(String dialect, Visibility visibility, boolean negotiated, long startNanos) {}

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, Refused refused, ImageException refusal)
            throws IOException {
        Problem problem = refusal.problem();
        log(request, refusal);
        byte[] body = ProblemBody.bytes(problem, refused.dialect(), String.valueOf(refusal.getMessage()));
        int status = ProblemBody.status(problem, refused.dialect());
        boolean withBody = !request.getMethod().equals("HEAD");
        Answer answer = new Answer(
                refused.dialect(),
                ResultType.ERROR,
                status,
                withBody ? body.length : 0,
                0,
                since(refused.startNanos()));
        record(request, answer, Optional.of(problem));
        List<Header> headers =
                tomthumb.headers().refusal(problem, body.length, refused.visibility(), refused.negotiated());
        write(response, status, headers, withBody ? body : new byte[0]);
    }

    private void record(HttpServletRequest request, Answer answer, Optional<Problem> problem) {
        request.setAttribute(LOG_RESULT, answer.result().word());
        problem.ifPresent(known -> request.setAttribute(LOG_CODE, known.code()));
        tomthumb.events().answered(answer);
    }

    private static void log(HttpServletRequest request, ImageException refusal) {
        Level level = refusal.problem().logLevel();
        if (!LOG.isLoggable(level)) {
            return;
        }
        // Only what an operator has to look into deserves a stack trace; the rest is one line.
        Throwable trace = level == Level.ERROR ? refusal : null;
        String cause = refusal.getCause() == null ? "" : " (" + refusal.getCause() + ")";
        LOG.log(
                level,
                refusal.problem().code() + ": " + refusal.getMessage() + cause + " [" + oneLine(request.getRequestURI())
                        + "]",
                trace);
    }

    /** A URL is written by anybody: it must not forge lines in the log. */
    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LOGGED_CHARACTERS ? line : line.substring(0, LOGGED_CHARACTERS) + "…";
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
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
