package dev.tomthumb.web;

import dev.tomthumb.http.caching.Reply;
import dev.tomthumb.model.Fields;
import dev.tomthumb.model.StoredResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Writes what the cache holds of an answer. */
final class StoredReply {
    private StoredReply() {}

    /**
     * Writes it.
     *
     * @param age for {@code Age}; empty = as the answer came
     * @param told what tells of the cache
     */
    static void send(
            HttpServletRequest request,
            HttpServletResponse response,
            StoredResponse stored,
            OptionalLong age,
            Instant now,
            Fields told)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        boolean head = request.getMethod().equals("HEAD");
        Reply reply = Reply.to(question(request, head), stored, now);
        write(response, reply.fields());
        if (age.isPresent()) {
            response.setHeader("Age", Long.toString(age.getAsLong()));
        }
        told.lines().forEach(line -> response.setHeader(line.name(), line.value()));
        if (stored.error().isPresent()) {
            String message = stored.error().get();
            response.sendError(stored.status(), message.isEmpty() ? null : message);
            return;
        }
        response.setStatus(reply.status());
        if (reply.status() == HttpServletResponse.SC_NOT_MODIFIED
                || reply.status() == HttpServletResponse.SC_NO_CONTENT) {
            return;
        }
        response.setContentLength(reply.length());
        if (!head && reply.length() > 0) {
            response.getOutputStream().write(stored.body(), reply.from(), reply.length());
        }
    }

    /** A filter in front may have written some of the same name; shared caches must know all that is varied by. */
    private static void write(HttpServletResponse response, Fields fields) {
        Set<String> seen = new HashSet<>();
        for (Fields.Line line : fields.lines()) {
            if (line.is("Content-Type")) {
                response.setContentType(line.value());
            } else if (seen.add(line.name().toLowerCase(Locale.ROOT)) && !line.is("Vary")) {
                response.setHeader(line.name(), line.value());
            } else {
                response.addHeader(line.name(), line.value());
            }
        }
    }

    private static Reply.Question question(HttpServletRequest request, boolean head) {
        return new Reply.Question(
                head,
                joined(request, "If-None-Match"),
                Optional.ofNullable(request.getHeader("If-Modified-Since")),
                joined(request, "Range"),
                joined(request, "If-Range"));
    }

    private static Optional<String> joined(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }
}
