package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.cache.Invalidation;
import dev.tomthumb.cache.SingleFlight;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Stage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * However many ask, one works: for each rendition whoever asks first, and of all renditions of an original that have
 * become stale the first one asks its origin. The others wait for what comes of it, without a thread.
 *
 * <p>What a fault does to what is stored happens inside the flight: whoever is woken by it and asks again finds it
 * remembered.
 */
final class CollapsedRequests {
    private final SingleFlight<CacheKey, Outcome> flights = new SingleFlight<>();
    private final SharedRevalidations revalidations = new SharedRevalidations();

    private final Dispatcher dispatcher;
    private final OriginalFetcher fetcher;
    private final StoredRenditions stored;
    private final NegativeCache negative;
    private final StaleAnswers stale;
    private final Stages stages;
    private final InstantSource clock;

    CollapsedRequests(
            Dispatcher dispatcher,
            OriginalFetcher fetcher,
            StoredRenditions stored,
            NegativeCache negative,
            StaleAnswers stale,
            Stages stages,
            InstantSource clock) {
        this.dispatcher = dispatcher;
        this.fetcher = fetcher;
        this.stored = stored;
        this.negative = negative;
        this.stale = stale;
        this.stages = stages;
        this.clock = clock;
    }

    /** The rendition for somebody who waits. */
    CompletableFuture<Outcome> join(CacheKey key, Order order, WorkQueue queue) {
        Instant asked = stages.now();
        SingleFlight.Flight<Outcome> flight = flight(key, order, queue);
        return flight.leads()
                ? flight.result()
                : waited(asked, order, flight.result().thenApply(Outcome::shared));
    }

    /** Another request's work, which this one only waits for. */
    private CompletableFuture<Outcome> waited(Instant asked, Order order, CompletableFuture<Outcome> shared) {
        return shared.whenComplete((outcome, failure) -> stages.spent(Stage.SHARE, asked, order.timings()));
    }

    /** As {@link #join}, for nobody who waits. */
    CompletableFuture<Outcome> meanwhile(CacheKey key, Order order, WorkQueue queue) {
        return flight(key, order, queue).result();
    }

    private SingleFlight.Flight<Outcome> flight(CacheKey key, Order order, WorkQueue queue) {
        return flights.join(key, () -> fresh(key, order), () -> make(key, order, queue));
    }

    /** A rendition that is fresh by now. */
    private Optional<Outcome> fresh(CacheKey key, Order order) {
        Instant now = clock.instant();
        return stored.again(key, order.partition(), fetcher.dependsOnMore(order.image()))
                .filter(seen -> seen.fresh(now))
                .map(seen -> Outcome.hit(seen, now));
    }

    /** The leader's part: to ask whether what is stored still holds, or to have it made. */
    private CompletableFuture<Outcome> make(CacheKey key, Order order, WorkQueue queue) {
        boolean more = fetcher.dependsOnMore(order.image());
        long stamp = negative.stamp();
        Optional<StoredRenditions.Seen> old = stored.again(key, order.partition(), more);
        CompletableFuture<Outcome> made = old.isPresent() && !more
                ? revalidations.run(
                        key.original(),
                        () -> dispatcher.revalidate(key, order, old.get(), queue),
                        failure -> afterOthersAsked(key, order, failure, queue))
                : dispatcher.fill(key, order, queue);
        return made.exceptionallyCompose(failure -> instead(key, order, old, stamp, failure))
                .whenComplete((outcome, failure) -> stale.asked(key.original()));
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
                : dispatcher.fill(key, order, queue);
    }

    /** The original could not be had, or not be made a picture of. */
    private CompletableFuture<Outcome> instead(
            CacheKey key, Order order, Optional<StoredRenditions.Seen> old, long stamp, Throwable failure) {
        if (!(Failures.bare(failure) instanceof ImageException fault)) {
            return CompletableFuture.failedFuture(failure);
        }
        boolean concernsOriginal = order.partition().isShared() && !fetcher.dependsOnMore(order.image());
        if (concernsOriginal) {
            negative.originalFailed(key, order.tags(), stamp, fault, old.isPresent());
        }
        return StaleAnswers.or(fault, stale.afterAsking(old, fault));
    }

    /** Whoever asks from now on shares nothing of what is meant and on its way. */
    void forget(Invalidation what) {
        // The tags of an original on its way are not known yet.
        flights.forget(key -> what instanceof Invalidation.OfTag || what.means(key, List.of()));
    }
}
