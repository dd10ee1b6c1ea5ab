package dev.tomthumb.web;

import dev.tomthumb.engine.responses.Asking;
import dev.tomthumb.engine.responses.HostResponses;
import dev.tomthumb.engine.responses.HostResponses.Found;
import dev.tomthumb.engine.responses.HostResponses.Stamp;
import dev.tomthumb.http.CacheStatus;
import dev.tomthumb.http.caching.Decision;
import dev.tomthumb.http.caching.Freshening;
import dev.tomthumb.http.caching.Obstacle;
import dev.tomthumb.model.Fields;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.StoredResponse;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One run of the rest of the chain, and what becomes of its answer: it is stored and sent, it freshens the stored one, the
 * stale one is sent in its stead, or it goes straight to the visitor. The last is decided with the head, before a byte of
 * the body is held for nothing.
 */
final class ForwardedRequest {
    private static final Logger LOG = System.getLogger(ForwardedRequest.class.getName());

    /** RFC 5861, section 4. */
    private static final Set<Integer> FAILURES = Set.of(500, 502, 503, 504);

    private static final Decision NEVER = new Decision.Gone();

    private final HostResponses responses;
    private final CachedReplies replies;
    private final CacheVisit visit;
    private final Optional<Found.Something> stale;
    private final Map<String, String> conditions;
    private final CompletableFuture<Boolean> landing;
    private final boolean behind;
    private final Stamp stamp;
    private final HeldResponse held;
    private final OwnQuestion question;
    private final Asking asking;

    /**
     * @param stale what the cache holds, no longer fresh
     * @param conditions the fields that ask whether that is still the one; empty = none
     * @param landing completed as soon as it is known what those waiting can have
     * @param behind whether the visitor has been answered already
     */
    ForwardedRequest(
            HostResponses responses,
            CachedReplies replies,
            CacheVisit visit,
            Optional<Found.Something> stale,
            Map<String, String> conditions,
            CompletableFuture<Boolean> landing,
            boolean behind) {
        this.responses = responses;
        this.replies = replies;
        this.visit = visit;
        this.stale = stale;
        this.conditions = conditions;
        this.landing = landing;
        this.behind = behind;
        this.stamp = responses.stamp();
        this.held =
                new HeldResponse(visit.response(), behind, responses.largestObject(), this::judge, this::notForOthers);
        boolean own = stale.isPresent() && !visit.isHead();
        this.asking = own ? visit.asking().whole() : visit.asking();
        this.question = own
                ? OwnQuestion.conditional(visit.request(), conditions, behind, this::goesOn)
                : OwnQuestion.asVisitor(visit.request(), this::goesOn);
    }

    /**
     * Runs it.
     *
     * @return false if the application has confirmed something else than what is stored: then nothing has been sent, and it
     *     must be asked without conditions
     */
    boolean run() throws IOException, ServletException {
        try {
            visit.chain().doFilter(question, held);
        } catch (OwnQuestion.CannotWait asynchronous) {
            throw asynchronous;
        } catch (IOException | ServletException | RuntimeException failure) {
            if (!mayStayStale() || held.passed()) {
                throw failure;
            }
            LOG.log(Level.WARNING, "the application failed; what it answered before is sent", failure);
            sendStale(500);
            return true;
        }
        if (question.wentAsync()) {
            return true;
        }
        held.finish();
        return held.passed() || settle();
    }

    /** An asynchronous answer goes straight to the visitor: nobody would tell us that it is whole. */
    private void goesOn() {
        notForOthers();
        try {
            held.passOn(missed(Optional.of("async")));
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "the visitor left before the answer", gone);
        }
    }

    private void notForOthers() {
        if (!visit.isHead() && landing.complete(false)) {
            responses.noteNotShared(asking);
        }
    }

    private HeldBody.Verdict judge(HeldResponse response) {
        if (visit.isHead()) {
            headed();
            return new HeldBody.Verdict(false, missed(Optional.empty()));
        }
        if (confirmable(response) || failed(response)) {
            return new HeldBody.Verdict(true, Fields.NONE);
        }
        Optional<Obstacle> obstacle = obstacle(response);
        if (obstacle.isEmpty()) {
            return new HeldBody.Verdict(true, Fields.NONE);
        }
        if (obstacle.get().ofRequest()) {
            // Those waiting must go themselves; the next ones may get an answer that can be shared.
            landing.complete(false);
        } else {
            unfit(response);
        }
        return new HeldBody.Verdict(false, missed(obstacle.map(Obstacle::detail)));
    }

    private Optional<Obstacle> obstacle(HeldResponse response) {
        return responses.obstacle(asking, head(response), response.setsCookie(), stamp);
    }

    private void unfit(HeldResponse response) {
        if (stale.isPresent() && response.getStatus() < 500) {
            // What is current now may not be kept, so what was before must not be sent any more.
            responses.forget(asking, stale.get().response());
        }
        if (visit.isPlain() || stale.isPresent()) {
            notForOthers();
        }
    }

    private boolean confirmable(HeldResponse response) {
        return !conditions.isEmpty() && response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED;
    }

    private boolean failed(HeldResponse response) {
        return mayStayStale() && FAILURES.contains(response.getStatus());
    }

    private boolean mayStayStale() {
        return decision() instanceof Decision.StaleIfError || decision() instanceof Decision.StaleWhileRevalidate;
    }

    private Decision decision() {
        return stale.map(Found.Something::decision).orElse(NEVER);
    }

    /**
     * Uses what has been held to its end.
     *
     * @return as {@link #run}
     */
    private boolean settle() throws IOException {
        if (confirmable(held)) {
            return confirm(stale.orElseThrow().response());
        }
        if (failed(held)) {
            sendStale(held.getStatus());
        } else if (!held.complete() || held.setsCookie()) {
            notForOthers();
            held.passOn(missed(Optional.of("incomplete")));
        } else {
            StoredResponse stored = responses.store(asking, head(held), held.body(), stamp);
            landing.complete(true);
            sendStored(stored, ResultType.MISS, held.getStatus(), false);
        }
        return true;
    }

    private boolean confirm(StoredResponse old) throws IOException {
        if (!Freshening.confirms(old.fields(), held.fields())) {
            return false;
        }
        StoredResponse fresh = responses.freshen(asking, old, held.fields(), stamp);
        landing.complete(true);
        sendStored(fresh, ResultType.REFRESH_HIT, 304, true);
        return true;
    }

    private void sendStale(int status) throws IOException {
        landing.complete(true);
        if (behind) {
            return;
        }
        replies.send(visit, stale.orElseThrow(), ResultType.STALE_HIT, CacheStory.instead(decision(), status));
    }

    private void sendStored(StoredResponse stored, ResultType result, int status, boolean confirmed)
            throws IOException {
        if (behind) {
            return;
        }
        CacheStatus.Forward why = stale.isPresent() ? CacheStatus.Forward.STALE : CacheStatus.Forward.URI_MISS;
        Fields told = replies.tell(
                visit,
                result,
                stored.status(),
                stored.body().length,
                CacheStory.forwarded(why, status, true, Optional.empty()));
        OptionalLong age = OptionalLong.empty();
        if (confirmed && responses.find(asking) instanceof Found.Something now) {
            age = OptionalLong.of(now.ageSeconds());
        }
        replies.write(visit, stored, age, told);
    }

    /** RFC 9111, section 4.3.5; before the visitor hears of it, so that what he asks next finds it done. */
    private void headed() {
        boolean tells = held.getStatus() == HttpServletResponse.SC_OK
                && obstacle(held).filter(Obstacle::ofRequest).isEmpty();
        if (stale.isEmpty() || !tells) {
            return;
        }
        StoredResponse old = stale.get().response();
        switch (Freshening.likeness(old.fields(), old.body().length, held.fields())) {
            case SAME -> responses.freshen(asking, old, held.fields(), stamp);
            case OTHER -> responses.forget(asking, old);
            case UNKNOWN -> {
                // It stays as stale as it is.
            }
        }
    }

    private Fields missed(Optional<String> detail) {
        if (behind) {
            return Fields.NONE;
        }
        int status = held.getStatus();
        ResultType result = status >= 500 ? ResultType.ERROR : ResultType.MISS;
        CacheStatus.Forward missed = stale.isPresent() ? CacheStatus.Forward.STALE : CacheStatus.Forward.URI_MISS;
        CacheStatus.Forward why = visit.isHead() ? CacheStatus.Forward.METHOD : missed;
        return replies.tell(visit, result, status, 0, CacheStory.forwarded(why, status, false, detail));
    }

    private static Asking.Head head(HeldResponse response) {
        return new Asking.Head(response.getStatus(), response.error(), response.fields());
    }
}
