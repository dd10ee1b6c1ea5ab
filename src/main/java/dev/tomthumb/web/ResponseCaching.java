package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.SingleFlight;
import dev.tomthumb.engine.responses.Asking;
import dev.tomthumb.engine.responses.HostResponses;
import dev.tomthumb.engine.responses.HostResponses.Found;
import dev.tomthumb.http.caching.Decision;
import dev.tomthumb.http.caching.Invalidating;
import dev.tomthumb.model.ResultType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What {@link ResponseCacheFilter} does with a request: answers from the cache what may be, and has the application asked
 * otherwise, by one request for all that want the same (RFC 9111). What comes of asking is {@link ForwardedRequest}'s.
 */
final class ResponseCaching {
    private static final Logger LOG = System.getLogger(ResponseCaching.class.getName());

    private final CachingScope scope;
    private final HostResponses responses;
    private final CachedReplies replies;
    private final Forwarding forwarding;
    private final ResponseInvalidation invalidation;
    private final ResponseWaiting waiting;
    private final SingleFlight<CacheKey, Boolean> flights = new SingleFlight<>();

    ResponseCaching(Tomthumb tomthumb, HostResponses responses) {
        this.scope = new CachingScope(tomthumb);
        this.responses = responses;
        this.replies = new CachedReplies(tomthumb, responses);
        this.forwarding = new Forwarding(responses, replies);
        this.invalidation = new ResponseInvalidation(responses);
        this.waiting = new ResponseWaiting(tomthumb);
    }

    void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Invalidating.unsafe(request.getMethod())) {
            invalidation.pass(request, response, chain);
            return;
        }
        Optional<Asking.Policies> policies = scope.policies(request, response);
        if (policies.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Asking asking = ResponseTargets.asking(request, policies.get());
        answer(new CacheVisit(request, response, chain, asking, System.nanoTime()));
    }

    private void answer(CacheVisit visit) throws IOException, ServletException {
        Found found = responses.find(visit.asking());
        if (answered(visit, found, false)) {
            return;
        }
        boolean obeys = visit.asking().policies().usual().obeysRequests();
        if (obeys && visit.asking().control().has("only-if-cached")) {
            replies.sendNothingFitting(visit);
            return;
        }
        boolean shares = !visit.isHead()
                && !responses.isNotShared(visit.asking())
                && (found instanceof Found.Something || visit.isPlain());
        if (shares) {
            share(visit);
        } else {
            forwarding.ask(visit, found, new CompletableFuture<>(), false);
        }
    }

    /** Answers at once if that is allowed. */
    private boolean answered(CacheVisit visit, Found found, boolean collapsed) throws IOException {
        if (!(found instanceof Found.Something something)) {
            return false;
        }
        if (something.decision() instanceof Decision.Fresh) {
            replies.send(
                    visit,
                    something,
                    ResultType.HIT,
                    collapsed ? CacheStory.hit(something.decision()).shared() : CacheStory.hit(something.decision()));
            return true;
        }
        if (something.decision() instanceof Decision.StaleWhileRevalidate) {
            replies.send(visit, something, ResultType.STALE_HIT, CacheStory.hit(something.decision()));
            if (!visit.isHead()) {
                refreshBehind(visit, something);
            }
            return true;
        }
        return false;
    }

    /**
     * The visitor has his answer, whole; his thread now fetches the next one, without him. Of those that come meanwhile
     * nobody waits.
     */
    private void refreshBehind(CacheVisit visit, Found.Something stale) throws IOException {
        visit.response().flushBuffer();
        CompletableFuture<Boolean> landing = new CompletableFuture<>();
        if (!flights.join(responses.flight(visit.asking()), () -> landing).leads()) {
            return;
        }
        try {
            // As in share: what an earlier flight has just brought needs no other.
            if (!(responses.find(visit.asking()) instanceof Found.Something now
                    && now.decision() instanceof Decision.Fresh)) {
                forwarding.ask(visit, stale, landing, true);
            }
        } catch (IOException | ServletException | RuntimeException failure) {
            LOG.log(Level.WARNING, "an answer could not be refreshed; the old one is kept", failure);
        } finally {
            landing.complete(false);
        }
    }

    /** The first one asks the application, the others wait for what it brings. */
    private void share(CacheVisit visit) throws IOException, ServletException {
        CompletableFuture<Boolean> landing = new CompletableFuture<>();
        SingleFlight.Flight<Boolean> flight = flights.join(responses.flight(visit.asking()), () -> landing);
        if (!flight.leads()) {
            waiting.await(flight.result());
            resume(visit);
            return;
        }
        try {
            // An earlier flight may have landed between the look into the cache and the beginning of this one.
            Found now = responses.find(visit.asking());
            if (!answered(visit, now, true)) {
                forwarding.ask(visit, now, landing, false);
            }
        } finally {
            landing.complete(false);
        }
    }

    /** After waiting. */
    private void resume(CacheVisit visit) throws IOException, ServletException {
        Found found = responses.find(visit.asking());
        if (!answered(visit, found, true)) {
            forwarding.ask(visit, found, new CompletableFuture<>(), false);
        }
    }
}
