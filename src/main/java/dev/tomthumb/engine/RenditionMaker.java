package dev.tomthumb.engine;

import dev.tomthumb.http.EntityTags;
import dev.tomthumb.model.CacheTags;
import dev.tomthumb.model.Confirmation;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Stage;
import dev.tomthumb.model.Visibility;
import dev.tomthumb.pipeline.Deadline;
import dev.tomthumb.pipeline.RenderJob;
import dev.tomthumb.pipeline.RenderPermits;
import dev.tomthumb.pipeline.Rendered;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.pipeline.Stopwatch;
import dev.tomthumb.source.Fetched;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes a rendition of what has been fetched. The renderer knows neither how many others render nor what a picture is
 * stored with; so this waits for the memory a job needs and for its turn, in that order, and writes on the rendition what
 * it was made of.
 */
final class RenditionMaker {
    private final Renderer renderer;
    private final RenderPermits permits;
    private final SharedDecodes decodes;
    private final Stages stages;
    private final ImageEvents events;
    private final InstantSource clock;

    /** @param permits the memory that all renders share */
    RenditionMaker(
            Renderer renderer,
            RenderPermits permits,
            SharedDecodes decodes,
            Stages stages,
            ImageEvents events,
            InstantSource clock) {
        this.renderer = renderer;
        this.permits = permits;
        this.decodes = decodes;
        this.stages = stages;
        this.events = events;
        this.clock = clock;
    }

    /** As {@link #make(Order, Fetched.Original, Instant, Optional, Deadline, Fetches)}, for what is going to be kept. */
    Rendition make(Making making, Fetched.Original original, Instant at, Optional<Fetched.Original> watermark)
            throws ImageException {
        return make(making.order(), original, at, watermark, making.deadline(), making.fetches());
    }

    /**
     * Renders, on this thread.
     *
     * @param at when the original came
     * @param watermark the watermark's picture, if it had to be fetched
     * @param fetches by which the original came, or others might share it
     */
    Rendition make(
            Order order,
            Fetched.Original original,
            Instant at,
            Optional<Fetched.Original> watermark,
            Deadline deadline,
            Fetches fetches)
            throws ImageException {
        RenderJob job = renderer.prepare(
                original.bytes(), order.image(), watermark.map(Fetched.Original::bytes), deadline::check);
        Instant asked = stages.now();
        try (RenderPermits.Permit memory = permits.acquire(job.memory(), deadline);
                SharedDecodes.Place place = decodes.take(original.bytes(), fetches, job, deadline)) {
            stages.spent(Stage.MEMORY, asked, order.timings());
            Instant start = clock.instant();
            Stopwatch watch = new Stopwatch();
            Rendered rendered = renderer.run(job, deadline, watch, place.seat());
            stages.rendered(start, watch, order.timings());
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
                    tags(order, original, watermark),
                    new Confirmation(at, Optional.of(OriginalVersion.digest(original.bytes()))));
        }
    }

    /** Those of the URL and of all it is made of. */
    private static List<String> tags(Order order, Fetched.Original original, Optional<Fetched.Original> watermark) {
        List<String> own = CacheTags.union(order.tags(), original.tags());
        return watermark.map(mark -> CacheTags.union(own, mark.tags())).orElse(own);
    }

    /** What a picture is made of together is for those only who may see all of it. */
    private static Visibility visibility(Fetched.Original original, Optional<Fetched.Original> watermark) {
        return watermark
                .map(Fetched.Original::visibility)
                .filter(visibility -> visibility == Visibility.PRIVATE)
                .orElse(original.visibility());
    }
}
