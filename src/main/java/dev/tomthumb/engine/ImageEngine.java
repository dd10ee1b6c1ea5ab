package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.OriginalCache;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.cache.SingleFlight;
import dev.tomthumb.model.CacheTags;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Lifetime;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Validators;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.source.Asked;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.OriginHeaders;
import dev.tomthumb.source.Passed;
import dev.tomthumb.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The story of a request: look it up; else ask the origin whether what is stored still holds; else fetch the original,
 * render and store it, once however many ask.
 *
 * <p>{@link #lookup} is the hit path: a key, a get, and a look at what was last heard of the original. {@link #produce} never blocks its caller; the work happens on
 * the engine's own threads, and what it ends in is told to everybody who waits for that key at once.
 */
public final class ImageEngine implements AutoCloseable {
    private static final int UNHURRIED_SHARE = 4;
    private static final byte[] NOTHING = {};

    private final Downloads downloads;
    private final Optional<KeptOriginals> keptOriginals;
    private final RenditionCache cache;
    private final Keys keys;
    private final Bounds bounds;
    private final InstantSource clock;

    private final SingleFlight<CacheKey, Outcome> flights = new SingleFlight<>();
    private final SharedRevalidations revalidations = new SharedRevalidations();
    private final StoredRenditions stored;
    private final OriginalStates states;
    private final Troubles troubles;
    private final StaleAnswers stale;
    private final RefusalMemory refusals;
    private final WorkQueue work;
    /** For more renditions of an original that has so many already: they must not hold up the others. */
    private final WorkQueue unhurried;

    private final VariantCap variants;
    private final LateTags lateTags;
    private final OtherNodes otherNodes;
    private final SharedDecodes decodes;
    private final Stages stages;
    private final OriginalFetcher fetcher;
    private final RenditionMaker maker;
    private final Bypass bypass;

    /**
     * The bounds of the work.
     *
     * @param threads originals being fetched, waiting to be rendered or rendered at once
     * @param renders renditions being made at once; more than there are processors only takes memory
     * @param queued requests that may wait for such a thread
     * @param timeout from the first waiter's arrival to the stored rendition
     * @param maxOriginalBytes ceiling for an original's file size
     * @param variants how many renditions of one original are kept for unsigned URLs; 0 = any number
     */
    public record Bounds(int threads, int renders, int queued, Duration timeout, long maxOriginalBytes, int variants) {
        /** With any number of renditions of one original. */
        public Bounds(int threads, int renders, int queued, Duration timeout, long maxOriginalBytes) {
            this(threads, renders, queued, timeout, maxOriginalBytes, 0);
        }

        /** The largest original that is accepted for a request, in bytes: it may set a limit of its own. */
        long ceiling(ImageRequest request) {
            return request.reading().limits().fileSize().orElse(maxOriginalBytes);
        }
    }

    /**
     * What is known of originals beyond their sources.
     *
     * @param cache keeps them; empty = each is fetched when it is needed
     * @param trust how long they are used without a question to their origin
     */
    public record OriginalsKept(Optional<? extends OriginalCache> cache, OriginalTrust trust) {
        /** Nothing is kept beyond those who share it. */
        public static final OriginalsKept NOWHERE =
                new OriginalsKept(Optional.empty(), OriginalTrust.upTo(Duration.ofDays(1)));
    }

    /**
     * @param shared what several nodes share
     * @param kept what is known of originals beyond their sources
     * @param keys makes cache keys; knows the fingerprint of renderer and defaults
     * @param policies how long things are kept
     */
    public ImageEngine(
            Renderer renderer,
            RenderPermits permits,
            RenditionCache cache,
            SharedRenditions shared,
            OriginalsKept kept,
            Keys keys,
            Bounds bounds,
            Policies policies,
            ImageEvents events,
            InstantSource clock) {
        this(renderer, permits, cache, shared, kept, keys, bounds, policies, Timer.started(), events, clock);
    }

    ImageEngine(
            Renderer renderer,
            RenderPermits permits,
            RenditionCache cache,
            SharedRenditions shared,
            OriginalsKept kept,
            Keys keys,
            Bounds bounds,
            Policies policies,
            Timer timer,
            ImageEvents events,
            InstantSource clock) {
        // As many bytes again: what is fetched and not yet rendered must be bounded as well, for a page of scans of
        // 30 MB each is fetched by all threads at once.
        RenderPermits originals = new RenderPermits(permits.budget(), bounds.threads());
        this.keptOriginals = kept.cache().map(store -> new KeptOriginals(store, kept.trust(), clock));
        Downloads.Origin origin = keptOriginals.isPresent() ? keptOriginals.get() : Downloads.Origin.ITSELF;
        this.downloads = new Downloads(originals, origin, kept.trust(), clock);
        this.cache = cache;
        this.keys = keys;
        this.bounds = bounds;
        this.clock = clock;
        this.states = new OriginalStates(policies);
        this.stored = new StoredRenditions(cache, states);
        this.troubles = new Troubles(clock, policies);
        this.stale = new StaleAnswers(troubles, policies, timer, clock);
        this.refusals = new RefusalMemory(clock, policies);
        this.work = new WorkQueue(bounds.threads(), bounds.queued());
        this.unhurried = new WorkQueue(
                Math.max(1, bounds.renders() / UNHURRIED_SHARE), Math.max(1, bounds.queued() / UNHURRIED_SHARE));
        this.variants = new VariantCap(cache, bounds.variants());
        this.lateTags = new LateTags(cache, shared);
        this.otherNodes = new OtherNodes(shared, clock);
        this.decodes = new SharedDecodes(renderer, new Turns(bounds.renders()), timer, events);
        this.stages = new Stages(events, clock);
        this.fetcher = new OriginalFetcher(renderer, downloads, decodes, refusals, stages, bounds);
        this.maker = new RenditionMaker(renderer, permits, decodes, stages, events, clock);
        this.bypass = new Bypass(fetcher, maker, originals, work, stages, bounds, clock);
    }

    /** The stored rendition, if it can be sent without asking anybody. */
    public Optional<Outcome> lookup(ImageRequest request, Partition partition) {
        return lookup(request, partition, List.of(), Optional::empty);
    }

    /**
     * The stored rendition, if it can be sent at once: it is fresh, or its original can be asked about meanwhile.
     *
     * @param tags words by which it can be purged from now on, beside those it has
     * @param refresh what is produced meanwhile; asked for if the rendition is stale. Empty = that cannot be done without
     *     the visitor
     */
    public Optional<Outcome> lookup(
            ImageRequest request, Partition partition, List<String> tags, Supplier<Optional<Order>> refresh) {
        CacheKey key = keys.key(request, partition);
        Optional<Outcome> stored = lookup(key, request, partition, refresh);
        stored.ifPresent(outcome -> lateTags.bear(key, partition, outcome.rendition(), tags));
        return stored;
    }

    private Optional<Outcome> lookup(
            CacheKey key, ImageRequest request, Partition partition, Supplier<Optional<Order>> refresh) {
        Optional<StoredRenditions.Seen> seen = stored.see(key, partition, fetcher.dependsOnMore(request));
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return seen.get().fresh(now)
                ? Optional.of(Outcome.hit(seen.get(), now))
                : stale.atOnce(key.original(), seen.get(), refresh, (order, queue) -> shared(key, order, queue));
    }

    /** The rendition of a picture that is kept, without stand-ins: see {@link #produce(Order)}. */
    public CompletableFuture<Outcome> produce(ImageRequest request, Partition partition, Sources sources) {
        return produce(new Order(request, partition, sources));
    }

    /**
     * The rendition, made if need be; or a stand-in's, if the original cannot be had.
     *
     * @return completes with the outcome, or exceptionally with an {@link ImageException}; cancelling it disturbs
     *     nobody else
     */
    public CompletableFuture<Outcome> produce(Order order) {
        CompletableFuture<Outcome> made = order.kept() ? kept(order) : bypass.make(order);
        return order.standIns().originals().isEmpty()
                ? made
                : made.exceptionallyCompose(failure -> insteadOf(order, failure));
    }

    /** A stand-in that fails as well leaves the first fault as the answer: that is the one to mend. */
    private CompletableFuture<Outcome> insteadOf(Order order, Throwable failure) {
        Throwable reason = SharedRevalidations.bare(failure);
        if (!(reason instanceof ImageException fault) || !order.standIns().serve(fault.problem())) {
            return CompletableFuture.failedFuture(reason);
        }
        return produce(order.standIn())
                .thenApply(outcome -> outcome.standingInFor(fault))
                .exceptionallyCompose(alsoFailed -> CompletableFuture.failedFuture(fault));
    }

    private CompletableFuture<Outcome> kept(Order order) {
        CacheKey key = keys.key(order.image(), order.partition());
        Optional<StoredRenditions.Seen> old = stored.again(key, order.partition(), fetcher.dependsOnMore(order.image()));
        Optional<ImageException> refusal = remembered(key, order, old);
        if (refusal.isPresent()) {
            return StaleAnswers.or(refusal.get(), stale.withoutAsking(old, refusal.get()));
        }
        Instant asked = stages.now();
        SingleFlight.Flight<Outcome> flight = flights.join(key, () -> fresh(key, order), () -> make(key, order, work));
        CompletableFuture<Outcome> answer = flight.leads()
                ? flight.result()
                : waited(asked, order, flight.result().thenApply(Outcome::shared));
        return tagged(key, order, old.isPresent() ? stale.patient(key.original(), old.get(), answer) : answer);
    }

    /** Whoever has shared another one's work may have asked for it by other words. */
    private CompletableFuture<Outcome> tagged(CacheKey key, Order order, CompletableFuture<Outcome> answer) {
        return order.tags().isEmpty()
                ? answer
                : answer.whenComplete((outcome, failure) -> {
                    if (outcome != null) {
                        lateTags.bear(key, order.partition(), outcome.rendition(), order.tags());
                    }
                });
    }

    /** Another request's work, which this one only waits for. */
    private CompletableFuture<Outcome> waited(Instant asked, Order order, CompletableFuture<Outcome> shared) {
        return shared.whenComplete((outcome, failure) -> stages.spent(Stage.SHARE, asked, order.timings()));
    }

    /** As {@link #kept}, on another queue, for nobody who waits. */
    private CompletableFuture<Outcome> shared(CacheKey key, Order order, WorkQueue queue) {
        return flights.join(key, () -> fresh(key, order), () -> make(key, order, queue))
                .result();
    }

    /** Why this has been refused a short while ago. */
    private Optional<ImageException> remembered(CacheKey key, Order order, Optional<StoredRenditions.Seen> old) {
        if (order.partition().isShared()) {
            boolean needed = old.isEmpty() || !old.get().fresh(clock.instant());
            Optional<Troubles.Trouble> trouble = troubles.now(key.original());
            if (trouble.isPresent() && needed && (trouble.get().concernsAllSizes() || old.isPresent())) {
                return trouble.map(Troubles.Trouble::problem);
            }
        }
        return refusals.fresh(key).map(RefusalMemory.Refusal::problem);
    }

    /** A rendition that is fresh by now. */
    private Optional<Outcome> fresh(CacheKey key, Order order) {
        Instant now = clock.instant();
        return stored.again(key, order.partition(), fetcher.dependsOnMore(order.image()))
                .filter(seen -> seen.fresh(now))
                .map(seen -> Outcome.hit(seen, now));
    }

    /**
     * An origin's answer as it is, with our ceiling for its size. Never kept.
     *
     * @return completes exceptionally with an {@link ImageException} if there is no answer
     */
    public CompletableFuture<Passed> pass(SourceRef original, Asked asked, Sources sources) {
        return bypass.pass(original, asked, sources);
    }

    private CompletionStage<Outcome> make(CacheKey key, Order order, WorkQueue queue) {
        boolean more = fetcher.dependsOnMore(order.image());
        long stamp = refusals.stamp();
        Optional<StoredRenditions.Seen> old = stored.again(key, order.partition(), more);
        CompletableFuture<Outcome> made = old.isPresent() && !more
                ? revalidations.run(
                        key.original(),
                        () -> revalidate(key, order, old.get(), queue),
                        failure -> afterOthersAsked(key, order, failure, queue))
                : anew(key, order, queue);
        return made.exceptionallyCompose(failure -> instead(key, order, old, stamp, failure))
                .whenComplete((outcome, failure) -> stale.asked(key.original()));
    }

    private CompletableFuture<Outcome> anew(CacheKey key, Order order, WorkQueue queue) {
        Deadline deadline = Deadline.in(bounds.timeout(), clock);
        Making making = begun(key, order, deadline);
        Runnable begun = stages.queued(order.timings());
        return (isHurried(key, order) ? queue : unhurried)
                .submit(() -> {
                    begun.run();
                    deadline.check();
                    return sharedOrMade(making);
                })
                .whenComplete((outcome, failure) -> making.close());
    }

    private Making begun(CacheKey key, Order order, Deadline deadline) {
        OtherNodes.Look look = otherNodes.look(key, order, isHurried(key, order));
        return new Making(
                key,
                order,
                fetcher.begin(order),
                stored.begin(),
                refusals.stamp(),
                look,
                deadline);
    }

    private boolean isHurried(CacheKey key, Order order) {
        return !order.unsigned() || !variants.isReached(key.original());
    }

    /** What another node has made, looked at as if it had been stored here; else it is made. */
    private Outcome sharedOrMade(Making making) throws ImageException {
        CacheKey key = making.key();
        Order order = making.order();
        boolean more = fetcher.dependsOnMore(order.image());
        Optional<StoredRenditions.Seen> found = making.look()
                .find()
                .filter(rendition -> !refusals.declaredOld(key, rendition.tags(), making.refusalStamp()))
                .flatMap(rendition -> stored.adopt(key, rendition, more, making.begun()));
        if (found.isEmpty()) {
            return fetchAndRender(making);
        }
        if (order.unsigned()) {
            variants.stored(key.original());
        }
        Instant now = clock.instant();
        if (found.get().fresh(now)) {
            return Outcome.elsewhere(found.get(), now);
        }
        return more ? fetchAndRender(making) : askAbout(making, found.get());
    }

    /** A stale rendition of another node serves as one of our own where the origin fails. */
    private Outcome askAbout(Making making, StoredRenditions.Seen found) throws ImageException {
        try {
            return ask(making, found);
        } catch (ImageException fault) {
            return stale.afterAsking(Optional.of(found), fault).orElseThrow(() -> fault);
        }
    }

    private CompletableFuture<Outcome> revalidate(
            CacheKey key, Order order, StoredRenditions.Seen old, WorkQueue queue) {
        Deadline deadline = Deadline.in(bounds.timeout(), clock);
        Making making = begun(key, order, deadline);
        Runnable begun = stages.queued(order.timings());
        return queue.submit(() -> {
                    begun.run();
                    deadline.check();
                    return ask(making, old);
                })
                .whenComplete((outcome, failure) -> making.close());
    }

    /** Somebody else has asked about the original meanwhile. */
    private CompletableFuture<Outcome> afterOthersAsked(
            CacheKey key, Order order, Optional<ImageException> failure, WorkQueue queue) {
        if (failure.isPresent()) {
            return CompletableFuture.failedFuture(failure.get());
        }
        Instant now = clock.instant();
        Optional<StoredRenditions.Seen> seen =
                stored.again(key, order.partition(), false).filter(confirmed -> confirmed.fresh(now));
        return seen.isPresent()
                ? CompletableFuture.completedFuture(
                        Outcome.confirmed(seen.get()).shared())
                : anew(key, order, queue);
    }

    /** The original could not be had, or not be made a picture of. */
    private CompletableFuture<Outcome> instead(
            CacheKey key, Order order, Optional<StoredRenditions.Seen> old, long stamp, Throwable failure) {
        if (!(SharedRevalidations.bare(failure) instanceof ImageException fault)) {
            return CompletableFuture.failedFuture(failure);
        }
        boolean concernsOriginal = order.partition().isShared() && !fetcher.dependsOnMore(order.image());
        if (concernsOriginal && !refusals.declaredOld(key, order.tags(), stamp)) {
            troubled(key.original(), fault, old.isPresent());
        }
        return StaleAnswers.or(fault, stale.afterAsking(old, fault));
    }

    /** An original that is not there any more takes its renditions along; one that is denied only hides them. */
    private void troubled(String original, ImageException fault, boolean hasRenditions) {
        if (fault.problem() == Problem.ORIGINAL_MISSING
                && (hasRenditions || states.known(original).isPresent())) {
            Invalidation gone = new Invalidation.OfOriginal(original);
            states.forget(gone);
            cache.invalidate(gone);
        }
        troubles.remember(original, fault);
    }

    /** Asks whether the original is still the same, and makes the rendition anew only if it is not. */
    private Outcome ask(Making making, StoredRenditions.Seen old) throws ImageException {
        CacheKey key = making.key();
        Validators validators = Validators.NONE;
        List<String> tags = making.order().tags();
        try {
            Fetched fetched = fetcher.originalIfChanged(making, old.rendition().original());
            Instant at = clock.instant();
            if (!(fetched instanceof Fetched.Original original)) {
                return confirmed(key, old.rendition(), unchanged(key, old, fetched), at, making.begun(), false);
            }
            tags = CacheTags.union(tags, original.tags());
            validators = RefusalMemory.blamed(original);
            OriginalVersion version = OriginalVersion.of(original.bytes(), original.validators());
            if (version.same(OriginalVersion.of(old.rendition()))) {
                return confirmed(key, old.rendition(), original, at, making.begun(), true);
            }
            making.deadline().check();
            Optional<Rendition> elsewhere = making.look()
                    .find()
                    .filter(version::made)
                    .map(made -> made.confirmed(at, original.validators(), original.visibility(), original.lifetime()));
            return kept(
                    making,
                    Outcome.renewed(
                            elsewhere.isPresent() ? elsewhere.get() : maker.make(making, original, at, Optional.empty())));
        } catch (ImageException refusal) {
            refusals.remember(key, refusal, validators, tags, making.refusalStamp());
            throw refusal;
        }
    }

    /** What is known of an original that has not changed: what its origin says this time counts, else what it said. */
    private Fetched.Original unchanged(CacheKey key, StoredRenditions.Seen old, Fetched fetched) {
        Validators validators = old.rendition().original();
        if (fetched instanceof Fetched.NotModified answer && answer.lifetime().isSaid()) {
            Lifetime said = answer.lifetime();
            return new Fetched.Original(NOTHING, validators, OriginHeaders.visibility(said.cacheControl()), said);
        }
        Lifetime before = states.known(key.original())
                .map(OriginalState::lifetime)
                .orElse(old.rendition().originalLifetime());
        Lifetime said = new Lifetime(
                before.cacheControl(), before.expires(), before.targeted(), Optional.empty(), OptionalLong.empty());
        return new Fetched.Original(NOTHING, validators, old.visibility(), said);
    }

    private Outcome confirmed(
            CacheKey key,
            Rendition rendition,
            Fetched.Original now,
            Instant at,
            StoredRenditions.Begun begun,
            boolean transferred) {
        Rendition confirmed = rendition.confirmed(at, now.validators(), now.visibility(), now.lifetime());
        stored.confirm(key, rendition, confirmed, begun);
        refusals.forget(key);
        troubles.forget(key.original());
        Outcome outcome = Outcome.confirmed(confirmed, transferred);
        return states.known(key.original())
                .map(state -> outcome.kept(state.terms().remainingSeconds(at.toEpochMilli())))
                .orElse(outcome);
    }

    private Outcome kept(Making making, Outcome made) {
        CacheKey key = making.key();
        Order order = making.order();
        if (refusals.declaredOld(key, made.rendition().tags(), making.refusalStamp())) {
            return made;
        }
        Instant storing = stages.now();
        boolean isKept = stored.keep(key, order.partition(), made.rendition(), making.begun());
        stages.spent(Stage.STORE, storing, order.timings());
        if (isKept) {
            making.look().made(made.rendition());
        }
        if (isKept && order.unsigned()) {
            variants.stored(key.original());
        }
        refusals.forget(key);
        if (order.partition().isShared()) {
            troubles.forget(key.original());
        }
        return isKept && order.partition().isShared()
                ? states.known(key.original())
                        .map(state -> made.kept(
                                state.terms().remainingSeconds(clock.instant().toEpochMilli())))
                        .orElse(made)
                : made;
    }

    private Outcome fetchAndRender(Making making) throws ImageException {
        Validators validators = Validators.NONE;
        List<String> tags = making.order().tags();
        try {
            Optional<Fetched.Original> watermark = fetcher.watermark(making.order(), making.fetches());
            making.deadline().check();
            Fetched.Original original = fetcher.original(making);
            tags = CacheTags.union(tags, original.tags());
            // Where a watermark is fetched too, an original that has not changed is no reason to refuse once more.
            validators = watermark.isEmpty() ? RefusalMemory.blamed(original) : Validators.NONE;
            Instant at = clock.instant().minus(original.held());
            making.deadline().check();
            return kept(making, Outcome.miss(maker.make(making, original, at, watermark)));
        } catch (ImageException refusal) {
            refusals.remember(making.key(), refusal, validators, tags, making.refusalStamp());
            throw refusal;
        }
    }

    /** Forgets every rendition and every refusal, and what is being made meanwhile is not kept. */
    public void clear() {
        invalidate(new Invalidation.Everything());
    }

    /**
     * Forgets renditions, at once and for good, and refusals to make them. What is being made meanwhile is sent to those
     * who wait for it already, and not kept; who asks from now on gets what is made anew.
     *
     * @return how many renditions were found
     */
    public long invalidate(Invalidation what) {
        refusals.forget(what);
        troubles.forget(what);
        states.forget(what);
        // In this order: whoever shares what was kept or fetched before this has a stamp from before this.
        keptOriginals.ifPresent(kept -> kept.invalidate(what));
        downloads.forget(what);
        long found = cache.invalidate(what);
        // The tags of an original on its way are not known yet.
        flights.forget(key -> what instanceof Invalidation.OfTag || what.means(key, List.of()));
        return found;
    }

    /** Requests waiting for a worker thread, or for an original that another one is fetching. */
    public int queued() {
        return work.waiting() + unhurried.waiting() + postponed();
    }

    /** Those of them that wait for an original. */
    int postponed() {
        return work.postponed() + unhurried.postponed();
    }

    /** Requests that have a worker thread. */
    public int working() {
        return work.running() + unhurried.running();
    }

    /** Refuses what is queued, lets what is running finish for a few seconds. The cache is closed by its owner. */
    @Override
    public void close() {
        decodes.close();
        unhurried.close();
        stale.close();
        work.close();
    }
}
