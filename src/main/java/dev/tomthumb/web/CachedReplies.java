package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.engine.responses.HostResponses;
import dev.tomthumb.engine.responses.HostResponses.Found;
import dev.tomthumb.http.CacheStatus;
import dev.tomthumb.model.Fields;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.StoredResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * What the cache itself says to a visitor: a stored answer, or that there is none. Every answer is counted and told of
 * exactly once, whoever gives it, so all that is told goes through here.
 */
final class CachedReplies {
    private final HostResponses responses;
    private final CacheStory story;

    CachedReplies(Tomthumb tomthumb, HostResponses responses) {
        this.responses = responses;
        this.story = new CacheStory(tomthumb);
    }

    /** Sends what was found, as old as it is. */
    void send(CacheVisit visit, Found.Something found, ResultType result, CacheStatus status) throws IOException {
        StoredResponse stored = found.response();
        Fields told = tell(visit, result, stored.status(), stored.body().length, status);
        write(visit, stored, OptionalLong.of(found.ageSeconds()), told);
    }

    /**
     * Writes an answer that has been told of.
     *
     * @param age for {@code Age}; empty = as the answer came
     * @param told what {@link #tell} has made of it
     */
    void write(CacheVisit visit, StoredResponse stored, OptionalLong age, Fields told) throws IOException {
        StoredReply.send(visit.request(), visit.response(), stored, age, responses.now(), told);
    }

    /** The visitor wants nothing that the application would have to be asked for (RFC 9111, section 5.2.1.7). */
    void sendNothingFitting(CacheVisit visit) throws IOException {
        Fields told = tell(
                visit,
                ResultType.ERROR,
                HttpServletResponse.SC_GATEWAY_TIMEOUT,
                0,
                CacheStatus.forwarded(CacheStatus.Forward.REQUEST).because("only-if-cached"));
        told.lines().forEach(line -> visit.response().setHeader(line.name(), line.value()));
        visit.response().sendError(HttpServletResponse.SC_GATEWAY_TIMEOUT, "Nothing fitting is in the cache.");
    }

    /**
     * Counts an answer.
     *
     * @return the fields that tell of it
     */
    Fields tell(CacheVisit visit, ResultType result, int code, long bytes, CacheStatus status) {
        return story.told(visit.request(), result, code, bytes, status, visit.startNanos());
    }
}
