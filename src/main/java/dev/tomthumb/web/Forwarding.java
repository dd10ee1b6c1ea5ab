package dev.tomthumb.web;

import dev.tomthumb.engine.responses.HostResponses;
import dev.tomthumb.engine.responses.HostResponses.Found;
import dev.tomthumb.model.StoredResponse;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the application what the cache does not know: whether a stale answer is still the one (RFC 9111, section 4.3.1), or
 * for a whole one. Not every application can be asked whether, so what comes back may mean that it is asked once more,
 * plainly.
 */
final class Forwarding {
    private final HostResponses responses;
    private final CachedReplies replies;

    Forwarding(HostResponses responses, CachedReplies replies) {
        this.responses = responses;
        this.replies = replies;
    }

    /**
     * Asks the application.
     *
     * @param landing completed as soon as it is known what those waiting can have
     * @param behind whether the visitor has been answered already
     */
    void ask(CacheVisit visit, Found found, CompletableFuture<Boolean> landing, boolean behind)
            throws IOException, ServletException {
        Optional<Found.Something> stale =
                found instanceof Found.Something something ? Optional.of(something) : Optional.empty();
        Map<String, String> conditions =
                stale.isPresent() && !visit.isHead() ? conditions(stale.get().response()) : Map.of();
        ForwardedRequest conditional =
                new ForwardedRequest(responses, replies, visit, stale, conditions, landing, behind);
        try {
            if (!conditional.run()) {
                plainly(visit, stale, landing, behind);
            }
        } catch (OwnQuestion.CannotWait asynchronous) {
            if (behind) {
                // Its answer would have nowhere to go; the next visitor asks for himself.
                stale.ifPresent(old -> responses.forget(visit.asking(), old.response()));
            } else {
                plainly(visit, stale, landing, false);
            }
        }
    }

    /** Without a question of ours: the application answers it in a way that cannot be used. */
    private void plainly(
            CacheVisit visit, Optional<Found.Something> stale, CompletableFuture<Boolean> landing, boolean behind)
            throws IOException, ServletException {
        stale.ifPresent(old -> responses.forget(visit.asking(), old.response()));
        // Nothing is asked that could be confirmed in vain, so this is the last time.
        new ForwardedRequest(responses, replies, visit, Optional.empty(), Map.of(), landing, behind).run();
    }

    private static Map<String, String> conditions(StoredResponse stored) {
        Map<String, String> conditions = new TreeMap<>();
        stored.fields().first("ETag").ifPresent(tag -> conditions.put("If-None-Match", tag));
        stored.fields().first("Last-Modified").ifPresent(date -> conditions.put("If-Modified-Since", date));
        return conditions;
    }
}
