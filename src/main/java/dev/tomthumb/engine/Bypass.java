package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Validators;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.source.Asked;
import dev.tomthumb.source.Fetched;
import dev.tomthumb.source.Passed;
import dev.tomthumb.source.Sources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What goes past the cache: nothing is looked up, remembered or stored, and nobody shares the original. It is held to the
 * same bounds all the same, on the same threads and in the same memory as all other originals: one visitor who is
 * answered alone must not cost more than many who share.
 */
final class Bypass {
    private final OriginalFetcher fetcher;
    private final RenditionMaker maker;
    private final RenderPermits originals;
    private final WorkQueue work;
    private final Stages stages;
    private final ImageEngine.Bounds bounds;
    private final InstantSource clock;

    /** @param originals the memory of all originals */
    Bypass(
            OriginalFetcher fetcher,
            RenditionMaker maker,
            RenderPermits originals,
            WorkQueue work,
            Stages stages,
            ImageEngine.Bounds bounds,
            InstantSource clock) {
        this.fetcher = fetcher;
        this.maker = maker;
        this.originals = originals;
        this.work = work;
        this.stages = stages;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** A rendition that is made for this one order. */
    CompletableFuture<Outcome> make(Order order) {
        Deadline deadline = Deadline.in(bounds.timeout(), clock);
        Fetches fetches = fetcher.begin(order);
        Runnable begun = stages.queued(order.timings());
        CompletableFuture<Outcome> made = work.submit(() -> {
            begun.run();
            deadline.check();
            try (SharedRoom room = room(bounds.ceiling(order.image()))) {
                Optional<Fetched.Original> watermark = fetcher.watermark(order, fetches);
                Fetched.Original original = OriginalFetcher.whole(alone(order, room));
                room.settle(original.bytes().length);
                return Outcome.bypass(maker.make(order, original, clock.instant(), watermark, deadline, fetches));
            }
        });
        return made.whenComplete((outcome, failure) -> fetches.close());
    }

    private Fetched alone(Order order, SharedRoom room) throws ImageException {
        Instant asked = stages.now();
        try {
            return order.sources().fetch(order.image().source(), Validators.NONE, room);
        } finally {
            stages.spent(Stage.FETCH, asked, order.timings());
        }
    }

    /** An origin's answer as it is, with our ceiling for its size. */
    CompletableFuture<Passed> pass(SourceRef original, Asked asked, Sources sources) {
        return work.submit(() -> {
            try (SharedRoom room = room(bounds.maxOriginalBytes())) {
                return sources.pass(original, asked, room);
            }
        });
    }

    private SharedRoom room(long ceiling) {
        return new SharedRoom(originals, ceiling, clock);
    }
}
