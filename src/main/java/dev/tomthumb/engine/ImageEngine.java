package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.OriginalCache;
import dev.tomthumb.cache.RenditionCache;
import dev.tomthumb.cache.SharedRenditions;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.source.Asked;
import dev.tomthumb.source.Passed;
import dev.tomthumb.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The story of a request: look it up; else ask the origin whether what is stored still holds; else fetch the original,
 * render and store it, once however many ask.
 *
 * <p>{@link #lookup} is the hit path: a key, a get, and a look at what was last heard of the original. {@link #produce}
 * never blocks its caller; the work happens on the engine's own threads, and what it ends in is told to everybody who waits
 * for that key at once.
 */
public final class ImageEngine implements AutoCloseable {
    private static final int UNHURRIED_SHARE = 4;

    private final Keys keys;
    private final RenditionCache cache;
    private final InstantSource clock;

    private final Optional<KeptOriginals> keptOriginals;
    private final Downloads downloads;
    private final OriginalFetcher fetcher;
    private final SharedDecodes decodes;

    private final OriginalStates states;
    private final StoredRenditions stored;
    private final StaleAnswers stale;
    private final NegativeCache negative;
    private final LateTags lateTags;

    private final WorkQueue work;
    /** For more renditions of an original that has so many already: they must not hold up the others. */
    private final WorkQueue unhurried;

    private final CollapsedRequests collapsed;
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
        this.keys = keys;
        this.cache = cache;
        this.clock = clock;
        Stages stages = new Stages(events, clock);

        // What is known: of originals, of their renditions, and of what went wrong.
        this.states = new OriginalStates(policies);
        this.stored = new StoredRenditions(cache, states);
        Troubles troubles = new Troubles(clock, policies);
        RefusalMemory refusals = new RefusalMemory(clock, policies);
        this.negative = new NegativeCache(refusals, troubles, states, cache, clock);
        this.stale = new StaleAnswers(troubles, policies, timer, clock);
        this.lateTags = new LateTags(cache, shared);
        VariantCap variants = new VariantCap(cache, bounds.variants());

        // How an original comes here, and becomes a rendition that is kept.

        // As many bytes again: what is fetched and not yet rendered must be bounded as well, for a page of scans of
        // 30 MB each is fetched by all threads at once.
        RenderPermits originals = new RenderPermits(permits.budget(), bounds.threads());
        this.keptOriginals = kept.cache().map(store -> new KeptOriginals(store, kept.trust(), clock));
        Downloads.Origin origin = keptOriginals.isPresent() ? keptOriginals.get() : Downloads.Origin.ITSELF;
        this.downloads = new Downloads(originals, origin, kept.trust(), clock);
        this.decodes = new SharedDecodes(renderer, new Turns(bounds.renders()), timer, events);
        this.fetcher = new OriginalFetcher(renderer, downloads, decodes, refusals, stages, bounds);
        RenditionMaker maker = new RenditionMaker(renderer, permits, decodes, stages, events, clock);
        CacheWriter writer = new CacheWriter(stored, states, refusals, troubles, variants, stages, clock);

        // Who does that, when, and for whom.
        this.work = new WorkQueue(bounds.threads(), bounds.queued());
        this.unhurried = new WorkQueue(
                Math.max(1, bounds.renders() / UNHURRIED_SHARE), Math.max(1, bounds.queued() / UNHURRIED_SHARE));
        OtherNodes otherNodes = new OtherNodes(shared, clock);
        Makings makings = new Makings(fetcher, stored, refusals, otherNodes, variants, bounds.timeout(), clock);
        Revalidation revalidation = new Revalidation(fetcher, maker, writer, refusals, states, clock);
        Fill fill = new Fill(fetcher, maker, writer, refusals, revalidation, stale, clock);
        Dispatcher dispatcher = new Dispatcher(makings, fill, revalidation, unhurried, stages);
        this.collapsed = new CollapsedRequests(dispatcher, fetcher, stored, negative, stale, stages, clock);
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
                : stale.atOnce(
                        key.original(), seen.get(), refresh, (order, queue) -> collapsed.meanwhile(key, order, queue));
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
        Throwable reason = Failures.bare(failure);
        if (!(reason instanceof ImageException fault) || !order.standIns().serve(fault.problem())) {
            return CompletableFuture.failedFuture(reason);
        }
        return produce(order.standIn())
                .thenApply(outcome -> outcome.standingInFor(fault))
                .exceptionallyCompose(alsoFailed -> CompletableFuture.failedFuture(fault));
    }

    /** A refusal that is remembered, else what is stored or made; and what was stored before, where that fails or is slow. */
    private CompletableFuture<Outcome> kept(Order order) {
        CacheKey key = keys.key(order.image(), order.partition());
        Optional<StoredRenditions.Seen> old =
                stored.again(key, order.partition(), fetcher.dependsOnMore(order.image()));
        Optional<ImageException> refusal = negative.remembered(key, order.partition(), old);
        if (refusal.isPresent()) {
            return StaleAnswers.or(refusal.get(), stale.withoutAsking(old, refusal.get()));
        }
        CompletableFuture<Outcome> answer = collapsed.join(key, order, work);
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

    /**
     * An origin's answer as it is, with our ceiling for its size. Never kept.
     *
     * @return completes exceptionally with an {@link ImageException} if there is no answer
     */
    public CompletableFuture<Passed> pass(SourceRef original, Asked asked, Sources sources) {
        return bypass.pass(original, asked, sources);
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
        negative.forget(what);
        states.forget(what);
        // In this order: whoever shares what was kept or fetched before this has a stamp from before this.
        keptOriginals.ifPresent(kept -> kept.invalidate(what));
        downloads.forget(what);
        long found = cache.invalidate(what);
        collapsed.forget(what);
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
