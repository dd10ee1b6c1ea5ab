package dev.tomthumb.engine;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.model.ImageException;
import java.util.concurrent.CompletableFuture;

/**
 * Brings makings to a thread: on which queue one waits, and that it is closed however it ends, for nobody else would give
 * back the bytes of an original that comes after everybody has left.
 */
final class Dispatcher {
    private final Makings makings;
    private final Fill fill;
    private final Revalidation revalidation;
    private final WorkQueue unhurried;
    private final Stages stages;

    /** @param unhurried where those wait that must not hold up the others */
    Dispatcher(Makings makings, Fill fill, Revalidation revalidation, WorkQueue unhurried, Stages stages) {
        this.makings = makings;
        this.fill = fill;
        this.revalidation = revalidation;
        this.unhurried = unhurried;
        this.stages = stages;
    }

    /** Work on a worker's thread; begun anew each time it was {@link Postponed}. */
    @FunctionalInterface
    private interface Work {
        Outcome on(Making making) throws ImageException;
    }

    /** A rendition of which nothing is stored, or nothing that its original alone could confirm. */
    CompletableFuture<Outcome> fill(CacheKey key, Order order, WorkQueue queue) {
        Making making = makings.begin(key, order);
        return run(making, makings.isHurried(key, order) ? queue : unhurried, fill::sharedOrMade);
    }

    /** A rendition that is stored, and stale: it is not one more, so there is always hurry. */
    CompletableFuture<Outcome> revalidate(CacheKey key, Order order, StoredRenditions.Seen old, WorkQueue queue) {
        return run(makings.begin(key, order), queue, making -> revalidation.ask(making, old));
    }

    private CompletableFuture<Outcome> run(Making making, WorkQueue queue, Work work) {
        Runnable begun = stages.queued(making.order().timings());
        return queue.submit(() -> {
                    begun.run();
                    making.deadline().check();
                    return work.on(making);
                })
                .whenComplete((outcome, failure) -> making.close());
    }
}
