package dev.tomthumb.engine;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Validators;
import dev.tomthumb.pipeline.Renderer;
import dev.tomthumb.source.Fetched;
import java.util.Optional;

/**
 * Fetches what a rendition is made of: its original, and its watermark's picture if it has one. Here alone it is known
 * that an original which was refused before is asked for under the condition that it has changed, so that whoever makes
 * a rendition need not know whether that was tried before.
 */
final class OriginalFetcher {
    private final Renderer renderer;
    private final Downloads downloads;
    private final SharedDecodes decodes;
    private final RefusalMemory refusals;
    private final Stages stages;
    private final ImageEngine.Bounds bounds;

    OriginalFetcher(
            Renderer renderer,
            Downloads downloads,
            SharedDecodes decodes,
            RefusalMemory refusals,
            Stages stages,
            ImageEngine.Bounds bounds) {
        this.renderer = renderer;
        this.downloads = downloads;
        this.decodes = decodes;
        this.refusals = refusals;
        this.stages = stages;
        this.bounds = bounds;
    }

    /** Whether a rendition is made from more than its original, of which alone its cache key tells. */
    boolean dependsOnMore(ImageRequest request) {
        try {
            return renderer.watermarkToFetch(request).isPresent();
        } catch (ImageException refusedWhenItIsMade) {
            return false;
        }
    }

    /** What is going to be fetched for one task. */
    Fetches begin(Order order) {
        return new Fetches(downloads, stages, order.timings(), decodes);
    }

    /** The watermark's picture, if it must be fetched: before the original, for it is the smaller one to hold. */
    Optional<Fetched.Original> watermark(Order order, Fetches fetches) throws ImageException {
        Optional<SourceRef> ref = renderer.watermarkToFetch(order.image());
        if (ref.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    whole(fetches.fetch(order.sources(), ref.get(), Validators.NONE, bounds.ceiling(order.image()))));
        } catch (ImageException refusal) {
            throw new ImageException(
                    refusal.problem(), "The watermark cannot be fetched. " + refusal.getMessage(), refusal);
        }
    }

    /** The original, whatever is held of it; or, if it is the very one that was refused before, that refusal again. */
    Fetched.Original original(Making making) throws ImageException {
        return whole(originalIfChanged(making, Validators.NONE));
    }

    /**
     * The original, or that it has not changed; or, if it is the very one that was refused before, that refusal again.
     *
     * @param known validators of what is held
     */
    Fetched originalIfChanged(Making making, Validators known) throws ImageException {
        Optional<RefusalMemory.Refusal> before = refusals.conditional(making.key());
        Validators asked = before.map(RefusalMemory.Refusal::original).orElse(known);
        ImageRequest image = making.order().image();
        Fetched fetched =
                making.fetches().fetchToRender(making.order().sources(), image.source(), asked, bounds.ceiling(image));
        if (before.isEmpty() || fetched instanceof Fetched.Original) {
            return fetched;
        }
        RefusalMemory.Refusal refused = before.get();
        refusals.remember(making.key(), refused.problem(), refused.original(), refused.tags(), making.refusalStamp());
        throw refused.problem();
    }

    /** What was fetched without asking whether it had changed. */
    static Fetched.Original whole(Fetched fetched) throws ImageException {
        if (fetched instanceof Fetched.Original original) {
            return original;
        }
        throw new ImageException(
                Problem.ORIGIN_FAILED, "The origin answered \"not modified\" to a question that was not asked.");
    }
}
