package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.cache.SingleFlight;
import dev.tomthumb.http.EntityTags;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderJob;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.Rendered;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.source.Asked;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Passed;
import dev.tomthumb.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The story of a request: look it up; else fetch the original, render and store it, once however many ask.
 *
 * <p>{@link #lookup} is the hit path: a key and a get. {@link #produce} never blocks its caller; the work happens on
 * the engine's own threads, and what it ends in is told to everybody who waits for that key at once.
 */
public final class ImageEngine implements AutoCloseable {
    private static final int UNHURRIED_SHARE = 4;

    private final Renderer renderer;
    private final RenderPermits permits;
    private final RenderPermits originals;
    private final RenditionCache cache;
    private final Keys keys;
    private final Bounds bounds;
    private final ImageEvents events;
    private final InstantSource clock;

    private final SingleFlight<CacheKey, Outcome> flights = new SingleFlight<>();
    private final RefusalMemory refusals;
    private final WorkQueue work;
    /** For more renditions of an original that has so many already: they must not hold up the others. */
    private final WorkQueue unhurried;

    private final VariantCap variants;
    private final Turns rendering;

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
    }

    /** @param keys makes cache keys; knows the fingerprint of renderer and defaults */
    public ImageEngine(
            Renderer renderer,
            RenderPermits permits,
            RenditionCache cache,
            Keys keys,
            Bounds bounds,
            ImageEvents events,
            InstantSource clock) {
        this.renderer = renderer;
        this.permits = permits;
        // As many bytes again: what is fetched and not yet rendered must be bounded as well, for a page of scans of
        // 30 MB each is fetched by all threads at once.
        this.originals = new RenderPermits(permits.budget(), bounds.threads());
        this.cache = cache;
        this.keys = keys;
        this.bounds = bounds;
        this.events = events;
        this.clock = clock;
        this.refusals = new RefusalMemory(clock);
        this.work = new WorkQueue(bounds.threads(), bounds.queued());
        this.unhurried = new WorkQueue(
                Math.max(1, bounds.renders() / UNHURRIED_SHARE), Math.max(1, bounds.queued() / UNHURRIED_SHARE));
        this.variants = new VariantCap(cache, bounds.variants());
        this.rendering = new Turns(bounds.renders());
    }

    /** The stored rendition, if there is one. */
    public Optional<Rendition> lookup(ImageRequest request, Partition partition) {
        return cache.get(keys.key(request, partition));
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
        CompletableFuture<Outcome> made = order.kept() ? kept(order) : anew(order);
        return order.standIns().originals().isEmpty()
                ? made
                : made.exceptionallyCompose(failure -> insteadOf(order, failure));
    }

    /** A stand-in that fails as well leaves the first fault as the answer: that is the one to mend. */
    private CompletableFuture<Outcome> insteadOf(Order order, Throwable failure) {
        Throwable reason = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (!(reason instanceof ImageException fault) || !order.standIns().serve(fault.problem())) {
            return CompletableFuture.failedFuture(reason);
        }
        return produce(order.standIn())
                .thenApply(outcome -> outcome.standingInFor(fault))
                .exceptionallyCompose(alsoFailed -> CompletableFuture.failedFuture(fault));
    }

    private CompletableFuture<Outcome> kept(Order order) {
        CacheKey key = keys.key(order.image(), order.partition());
        Optional<RefusalMemory.Refusal> refusal = refusals.fresh(key);
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(refusal.get().problem());
        }
        SingleFlight.Flight<Outcome> flight = flights.join(
                key, () -> cache.get(key).map(stored -> new Outcome(stored, ResultType.HIT)), () -> make(key, order));
        return flight.leads() ? flight.result() : flight.result().thenApply(ImageEngine::asHit);
    }

    /** Nothing is looked up, remembered or stored, and nobody shares it. */
    private CompletableFuture<Outcome> anew(Order order) {
        Deadline deadline = Deadline.in(bounds.timeout(), clock);
        return work.submit(() -> {
            deadline.check();
            try (SharedRoom room = room(order.image());
                    SharedRoom beside = room(order.image())) {
                Optional<Fetched.Original> watermark = fetchWatermark(order, beside);
                Fetched fetched = order.sources().fetch(order.image().source(), Validators.NONE, room);
                Fetched.Original original = original(fetched);
                room.settle(original.bytes().length);
                return new Outcome(render(order, original, watermark, deadline), ResultType.MISS);
            }
        });
    }

    /**
     * An origin's answer as it is, with our ceiling for its size. Never kept.
     *
     * @return completes exceptionally with an {@link ImageException} if there is no answer
     */
    public CompletableFuture<Passed> pass(SourceRef original, Asked asked, Sources sources) {
        return work.submit(() -> {
            try (SharedRoom room = room()) {
                return sources.pass(original, asked, room);
            }
        });
    }

    private SharedRoom room() {
        return new SharedRoom(originals, bounds.maxOriginalBytes(), clock);
    }

    /** For the original of a request, which may set a limit of its own. */
    private SharedRoom room(ImageRequest request) {
        long most = request.reading().limits().fileSize().orElse(bounds.maxOriginalBytes());
        return new SharedRoom(originals, most, clock);
    }

    /** For a visitor who waited for somebody else's render: CloudFront calls a collapsed request a Hit as well. */
    private static Outcome asHit(Outcome outcome) {
        return new Outcome(outcome.rendition(), ResultType.HIT);
    }

    private CompletionStage<Outcome> make(CacheKey key, Order order) {
        Deadline deadline = Deadline.in(bounds.timeout(), clock);
        boolean hurried = !order.unsigned() || !variants.isReached(key.original());
        return (hurried ? work : unhurried).submit(() -> {
            deadline.check();
            return new Outcome(fetchAndRender(key, order, deadline), ResultType.MISS);
        });
    }

    private Rendition fetchAndRender(CacheKey key, Order order, Deadline deadline) throws ImageException {
        Validators validators = Validators.NONE;
        long stamp = cache.stamp();
        try (SharedRoom room = room(order.image());
                SharedRoom beside = room(order.image())) {
            Optional<Fetched.Original> watermark = fetchWatermark(order, beside);
            deadline.check();
            Fetched.Original original = fetch(key, order, room);
            // Where a watermark is fetched too, an original that has not changed is no reason to refuse once more.
            validators = watermark.isEmpty() ? original.validators() : Validators.NONE;
            room.settle(original.bytes().length);
            deadline.check();
            Rendition rendition = render(order, original, watermark, deadline);
            cache.put(key, rendition, stamp);
            if (order.unsigned()) {
                variants.stored(key.original());
            }
            refusals.forget(key);
            return rendition;
        } catch (ImageException refusal) {
            refusals.remember(key, refusal, validators);
            throw refusal;
        }
    }

    /** The watermark's picture, if it must be fetched: before the original, for it is the smaller one to hold. */
    private Optional<Fetched.Original> fetchWatermark(Order order, SharedRoom room) throws ImageException {
        Optional<SourceRef> ref = renderer.watermarkToFetch(order.image());
        if (ref.isEmpty()) {
            return Optional.empty();
        }
        try {
            Fetched.Original fetched = original(order.sources().fetch(ref.get(), Validators.NONE, room));
            room.settle(fetched.bytes().length);
            return Optional.of(fetched);
        } catch (ImageException refusal) {
            throw new ImageException(
                    refusal.problem(), "The watermark cannot be fetched. " + refusal.getMessage(), refusal);
        }
    }

    /** The original; or, if it is the very one that was refused before, that refusal again. */
    private Fetched.Original fetch(CacheKey key, Order order, SharedRoom room) throws ImageException {
        Optional<RefusalMemory.Refusal> before = refusals.conditional(key);
        Validators known = before.map(RefusalMemory.Refusal::original).orElse(Validators.NONE);
        Fetched fetched = order.sources().fetch(order.image().source(), known, room);
        if (fetched instanceof Fetched.Original original) {
            return original;
        }
        RefusalMemory.Refusal refused = before.orElseThrow(ImageEngine::unasked);
        refusals.remember(key, refused.problem(), refused.original());
        throw refused.problem();
    }

    /** What was fetched without asking whether it had changed. */
    private static Fetched.Original original(Fetched fetched) throws ImageException {
        if (fetched instanceof Fetched.Original original) {
            return original;
        }
        throw unasked();
    }

    private static ImageException unasked() {
        return new ImageException(
                Problem.ORIGIN_FAILED, "The origin answered \"not modified\" to a question that was not asked.");
    }

    private Rendition render(
            Order order, Fetched.Original original, Optional<Fetched.Original> watermark, Deadline deadline)
            throws ImageException {
        RenderJob job = renderer.prepare(
                original.bytes(), order.image(), watermark.map(Fetched.Original::bytes), deadline::check);
        try (RenderPermits.Permit memory = permits.acquire(job.memory(), deadline);
                Turns.Turn turn = rendering.take(deadline)) {
            Instant start = clock.instant();
            Rendered rendered = renderer.run(job, deadline);
            events.rendered(
                    job.source(), rendered.format(), Duration.between(start, clock.instant()), rendered.bytes().length);
            return new Rendition(
                    rendered.format(),
                    rendered.size(),
                    rendered.bytes(),
                    EntityTags.strong(rendered.bytes()),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    original.validators(),
                    visibility(original, watermark),
                    original.bytes().length,
                    job.sourceSize(),
                    original.lifetime(),
                    order.tags());
        }
    }

    /** What a picture is made of together is for those only who may see all of it. */
    private static Visibility visibility(Fetched.Original original, Optional<Fetched.Original> watermark) {
        return watermark
                .map(Fetched.Original::visibility)
                .filter(visibility -> visibility == Visibility.PRIVATE)
                .orElse(original.visibility());
    }

    /** Forgets every rendition and every refusal, and what is being made meanwhile is not kept. */
    public void clear() {
        invalidate(new Invalidation.Everything());
    }

    /**
     * Forgets renditions, at once and for good, and refusals to make them. What is being made meanwhile is sent to those
     * who wait for it, and not kept.
     *
     * @return how many renditions were found
     */
    public long invalidate(Invalidation what) {
        refusals.forget(what);
        return cache.invalidate(what);
    }

    /** Requests waiting for a worker thread. */
    public int queued() {
        return work.waiting() + unhurried.waiting();
    }

    /** Requests that have a worker thread. */
    public int working() {
        return work.running() + unhurried.running();
    }

    /** Refuses what is queued, lets what is running finish for a few seconds. The cache is closed by its owner. */
    @Override
    public void close() {
        unhurried.close();
        work.close();
    }
}
