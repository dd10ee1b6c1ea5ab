package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.SingleFlight;
import dev.tomthumb.engine.responses.Asking;
import dev.tomthumb.engine.responses.HostResponses;
import dev.tomthumb.engine.responses.HostResponses.Found;
import dev.tomthumb.engine.responses.HostResponses.Stamp;
import dev.tomthumb.http.CacheStatus;
import dev.tomthumb.http.caching.Decision;
import dev.tomthumb.http.caching.Freshening;
import dev.tomthumb.http.caching.Invalidating;
import dev.tomthumb.model.Fields;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.StoredResponse;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * What {@link ResponseCacheFilter} does with a request: answers from the cache what may be, asks the rest of the chain
 * otherwise, one request for all that wait for the same, and keeps what may be kept (RFC 9111).
 */
final class ResponseCaching {
    private static final Logger LOG = System.getLogger(ResponseCaching.class.getName());
    /** The operators' own pages are never kept. */
    private static final String OPERATORS = "/tomthumb/";

    /** RFC 5861, section 4. */
    private static final Set<Integer> FAILURES = Set.of(500, 502, 503, 504);

    private static final Decision NEVER = new Decision.Gone();

    private final Tomthumb tomthumb;
    private final HostResponses responses;
    private final CacheStory story;
    private final ResponseWaiting waiting;
    private final SingleFlight<CacheKey, Boolean> flights = new SingleFlight<>();

    ResponseCaching(Tomthumb tomthumb, HostResponses responses) {
        this.tomthumb = tomthumb;
        this.responses = responses;
        this.story = new CacheStory(tomthumb);
        this.waiting = new ResponseWaiting(tomthumb);
    }

    /** One request on its way. */
    private record Visit(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Asking asking,
            long startNanos) {
        boolean isHead() {
            return request.getMethod().equals("HEAD");
        }

        /** Whether the answer to it is, in all likelihood, the whole representation. */
        boolean isPlain() {
            return request.getHeader("Range") == null
                    && request.getHeader("If-None-Match") == null
                    && request.getHeader("If-Modified-Since") == null
                    && request.getHeader("If-Match") == null
                    && request.getHeader("If-Unmodified-Since") == null;
        }
    }

    void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String method = request.getMethod();
        if (Invalidating.unsafe(method)) {
            change(request, response, chain);
            return;
        }
        Optional<Asking.Policies> policies = policies(request, response, method);
        if (policies.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Asking asking = ResponseTargets.asking(request, policies.get());
        answer(new Visit(request, response, chain, asking, System.nanoTime()));
    }

    private Optional<Asking.Policies> policies(
            HttpServletRequest request, HttpServletResponse response, String method) {
        String path = ResponseTargets.servletPath(request);
        boolean never = !(method.equals("GET") || method.equals("HEAD"))
                || path.startsWith(OPERATORS)
                || tomthumb.isPrivatePath(path)
                // The page then has links with the id of one visitor's session.
                || request.isRequestedSessionIdFromURL()
                || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                || ImageService.marked(response)
                || filteredByName(request);
        return never ? Optional.empty() : tomthumb.responsePolicies(path);
    }

    /** Whether a filter is mapped to the servlet's name: the container runs it behind us, and a kept answer would pass it by. */
    private static boolean filteredByName(HttpServletRequest request) {
        String servlet = request.getHttpServletMapping().getServletName();
        return request.getServletContext().getFilterRegistrations().values().stream()
                .map(FilterRegistration::getServletNameMappings)
                .anyMatch(names -> names.contains(servlet) || names.contains("*"));
    }

    private void answer(Visit visit) throws IOException, ServletException {
        Found found = responses.find(visit.asking());
        if (answered(visit, found, false)) {
            return;
        }
        boolean obeys = visit.asking().policies().usual().obeysRequests();
        if (obeys && visit.asking().control().has("only-if-cached")) {
            tell(
                            visit,
                            ResultType.ERROR,
                            HttpServletResponse.SC_GATEWAY_TIMEOUT,
                            0,
                            CacheStatus.forwarded(CacheStatus.Forward.REQUEST).because("only-if-cached"))
                    .lines()
                    .forEach(line -> visit.response().setHeader(line.name(), line.value()));
            visit.response().sendError(HttpServletResponse.SC_GATEWAY_TIMEOUT, "Nothing fitting is in the cache.");
            return;
        }
        boolean shares = !visit.isHead()
                && !responses.isNotShared(visit.asking())
                && (found instanceof Found.Something || visit.isPlain());
        if (shares) {
            share(visit, found);
        } else {
            ask(visit, found, new CompletableFuture<>(), false);
        }
    }

    /** Answers at once if that is allowed. */
    private boolean answered(Visit visit, Found found, boolean collapsed) throws IOException, ServletException {
        if (!(found instanceof Found.Something something)) {
            return false;
        }
        if (something.decision() instanceof Decision.Fresh) {
            send(
                    visit,
                    something,
                    ResultType.HIT,
                    collapsed ? CacheStory.hit(something.decision()).shared() : CacheStory.hit(something.decision()));
            return true;
        }
        if (something.decision() instanceof Decision.StaleWhileRevalidate) {
            send(visit, something, ResultType.STALE_HIT, CacheStory.hit(something.decision()));
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
    private void refreshBehind(Visit visit, Found.Something stale) throws IOException {
        visit.response().flushBuffer();
        CompletableFuture<Boolean> landing = new CompletableFuture<>();
        if (!flights.join(responses.flight(visit.asking()), () -> landing).leads()) {
            return;
        }
        try {
            ask(visit, stale, landing, true);
        } catch (IOException | ServletException | RuntimeException failure) {
            LOG.log(Level.WARNING, "an answer could not be refreshed; the old one is kept", failure);
        } finally {
            landing.complete(false);
        }
    }

    /** The first one asks the application, the others wait for what it brings. */
    private void share(Visit visit, Found found) throws IOException, ServletException {
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
                ask(visit, now, landing, false);
            }
        } finally {
            landing.complete(false);
        }
    }

    /** After waiting. */
    private void resume(Visit visit) throws IOException, ServletException {
        Found found = responses.find(visit.asking());
        if (!answered(visit, found, true)) {
            ask(visit, found, new CompletableFuture<>(), false);
        }
    }

    /**
     * Asks the application.
     *
     * @param landing completed as soon as it is known what those waiting can have
     * @param behind whether the visitor has been answered already
     */
    private void ask(Visit visit, Found found, CompletableFuture<Boolean> landing, boolean behind)
            throws IOException, ServletException {
        Optional<Found.Something> stale =
                found instanceof Found.Something something ? Optional.of(something) : Optional.empty();
        Map<String, String> conditions =
                stale.isPresent() && !visit.isHead() ? conditions(stale.get().response()) : Map.of();
        Attempt attempt = new Attempt(visit, stale, conditions, landing, behind, responses.stamp());
        try {
            attempt.run();
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
            Visit visit, Optional<Found.Something> stale, CompletableFuture<Boolean> landing, boolean behind)
            throws IOException, ServletException {
        stale.ifPresent(old -> responses.forget(visit.asking(), old.response()));
        new Attempt(visit, Optional.empty(), Map.of(), landing, behind, responses.stamp()).run();
    }

    private static Map<String, String> conditions(StoredResponse stored) {
        Map<String, String> conditions = new TreeMap<>();
        stored.fields().first("ETag").ifPresent(tag -> conditions.put("If-None-Match", tag));
        stored.fields().first("Last-Modified").ifPresent(date -> conditions.put("If-Modified-Since", date));
        return conditions;
    }

    /** One run of the rest of the chain. */
    private final class Attempt {
        private final Visit visit;
        private final Optional<Found.Something> stale;
        private final Map<String, String> conditions;
        private final CompletableFuture<Boolean> landing;
        private final boolean behind;
        private final Stamp stamp;
        private final HeldResponse held;
        private final OwnQuestion question;

        Attempt(
                Visit visit,
                Optional<Found.Something> stale,
                Map<String, String> conditions,
                CompletableFuture<Boolean> landing,
                boolean behind,
                Stamp stamp) {
            this.visit = visit;
            this.stale = stale;
            this.conditions = conditions;
            this.landing = landing;
            this.behind = behind;
            this.stamp = stamp;
            this.held = new HeldResponse(
                    visit.response(), behind, responses.largestObject(), this::judge, this::notForOthers);
            this.question = stale.isPresent() && !visit.isHead()
                    ? OwnQuestion.conditional(visit.request(), conditions, behind, this::goesOn)
                    : OwnQuestion.asVisitor(visit.request(), this::goesOn);
        }

        void run() throws IOException, ServletException {
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
                return;
            }
            if (question.wentAsync()) {
                return;
            }
            held.finish();
            if (!held.passed()) {
                settle();
            }
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
                responses.noteNotShared(visit.asking());
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
            Optional<String> obstacle =
                    responses.obstacle(visit.asking(), head(response), response.setsCookie(), stamp);
            if (obstacle.isEmpty()) {
                return new HeldBody.Verdict(true, Fields.NONE);
            }
            if (stale.isPresent() && response.getStatus() < 500) {
                // What is current now may not be kept, so what was before must not be sent any more.
                responses.forget(visit.asking(), stale.get().response());
            }
            if (visit.isPlain() || stale.isPresent()) {
                notForOthers();
            }
            return new HeldBody.Verdict(false, missed(obstacle));
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

        private void settle() throws IOException, ServletException {
            if (confirmable(held)) {
                StoredResponse old = stale.orElseThrow().response();
                if (!Freshening.confirms(old.fields(), held.fields())) {
                    plainly(visit, stale, landing, behind);
                    return;
                }
                StoredResponse fresh = responses.freshen(visit.asking(), old, held.fields(), stamp);
                landing.complete(true);
                sendStored(fresh, ResultType.REFRESH_HIT, 304, true);
            } else if (failed(held)) {
                sendStale(held.getStatus());
            } else if (!held.complete() || held.setsCookie()) {
                notForOthers();
                held.passOn(missed(Optional.of("incomplete")));
            } else {
                StoredResponse stored = responses.store(visit.asking(), head(held), held.body(), stamp);
                landing.complete(true);
                sendStored(stored, ResultType.MISS, held.getStatus(), false);
            }
        }

        private void sendStale(int status) throws IOException {
            landing.complete(true);
            if (behind) {
                return;
            }
            send(visit, stale.orElseThrow(), ResultType.STALE_HIT, CacheStory.instead(decision(), status));
        }

        private void sendStored(StoredResponse stored, ResultType result, int status, boolean confirmed)
                throws IOException {
            if (behind) {
                return;
            }
            CacheStatus.Forward why = stale.isPresent() ? CacheStatus.Forward.STALE : CacheStatus.Forward.URI_MISS;
            Fields told = tell(
                    visit,
                    result,
                    stored.status(),
                    stored.body().length,
                    CacheStory.forwarded(why, status, true, Optional.empty()));
            OptionalLong age = OptionalLong.empty();
            if (confirmed && responses.find(visit.asking()) instanceof Found.Something now) {
                age = OptionalLong.of(now.ageSeconds());
            }
            StoredReply.send(visit.request(), visit.response(), stored, age, responses.now(), told);
        }

        /** RFC 9111, section 4.3.5; before the visitor hears of it, so that what he asks next finds it done. */
        private void headed() {
            if (stale.isEmpty() || held.getStatus() != HttpServletResponse.SC_OK) {
                return;
            }
            StoredResponse old = stale.get().response();
            if (Freshening.sameRepresentation(old.fields(), old.body().length, held.fields())) {
                responses.freshen(visit.asking(), old, held.fields(), stamp);
            } else {
                responses.forget(visit.asking(), old);
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
            return tell(visit, result, status, 0, CacheStory.forwarded(why, status, false, detail));
        }
    }

    private static Asking.Head head(HeldResponse response) {
        return new Asking.Head(response.getStatus(), response.error(), response.fields());
    }

    private void send(Visit visit, Found.Something found, ResultType result, CacheStatus status) throws IOException {
        StoredResponse stored = found.response();
        Fields told = tell(visit, result, stored.status(), stored.body().length, status);
        StoredReply.send(
                visit.request(), visit.response(), stored, OptionalLong.of(found.ageSeconds()), responses.now(), told);
    }

    private Fields tell(Visit visit, ResultType result, int code, long bytes, CacheStatus status) {
        return story.told(visit.request(), result, code, bytes, status, visit.startNanos());
    }

    /**
     * A request that may change something goes through, and what it has changed is forgotten before the visitor hears of
     * it: what he asks next must not find the old. Once more afterwards, for applications that go on working.
     */
    private void change(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = ResponseTargets.origin(request);
        String path = ResponseTargets.path(request);
        HeldResponse held = new HeldResponse(
                response,
                false,
                0,
                answer -> {
                    forget(request, answer, origin, path);
                    return new HeldBody.Verdict(false, Fields.NONE);
                },
                () -> {});
        OwnQuestion question = OwnQuestion.asVisitor(request, () -> {
            try {
                held.passOn(Fields.NONE);
            } catch (IOException gone) {
                LOG.log(Level.DEBUG, "the visitor left before the answer", gone);
            }
        });
        chain.doFilter(question, held);
        if (question.wentAsync() && request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new Afterwards(() -> forget(request, response, origin, path)));
        } else {
            held.finish();
            forget(request, held, origin, path);
        }
    }

    private void forget(HttpServletRequest request, HttpServletResponse response, String origin, String path) {
        responses.changed(origin, ResponseTargets.changed(request, path, response));
    }

    /** Runs something when an asynchronous request has ended. */
    private record Afterwards(Runnable task) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            task.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // It is completed afterwards.
        }

        @Override
        public void onError(AsyncEvent event) {
            // It is completed afterwards.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
