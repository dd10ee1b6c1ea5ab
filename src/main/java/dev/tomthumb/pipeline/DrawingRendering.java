package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Stage;
import java.util.List;

/** One render of a drawing. */
final class DrawingRendering {
    private final RenderJob.Making job;
    private final Decoder decoder;
    private final Encoder encoder;
    private final List<Step> steps;
    private final Deadline deadline;
    private final Scratch scratch;
    private final Chain chain;
    private final Finish finish;
    private final Stopwatch watch;

    DrawingRendering(
            RenderJob.Making job,
            Codecs codecs,
            List<Step> steps,
            Finish finish,
            Deadline deadline,
            Scratch scratch,
            Stopwatch watch)
            throws ImageException {
        this.job = job;
        this.decoder = codecs.decoder(job.source());
        this.encoder = codecs.encoder(job.output());
        this.steps = steps;
        this.finish = finish;
        this.watch = watch;
        this.deadline = deadline;
        this.scratch = scratch;
        this.chain = new Chain(job.passes(), steps, deadline, scratch);
    }

    Rendered run() throws ImageException {
        deadline.check();
        Pixels pixels =
                isTrimmed() ? chain.through(asItIs(), job.plan().original(), 0, encoder, job.memory()) : drawn();
        return finish.file(pixels, job.files());
    }

    /** Borders are measured in the pixels of the size that the drawing wants to have. */
    private boolean isTrimmed() {
        return job.passes().first().trim().isPresent();
    }

    private Pixels asItIs() throws ImageException {
        return decoded(job.plan().original());
    }

    private Pixels decoded(ImageHeader header) throws ImageException {
        try (Stopwatch.Part decoding = watch.in(Stage.DECODE)) {
            return decoder.decode(job.original(), header);
        }
    }

    /** The picture as it would be written, if nothing is trimmed away. */
    Pixels drawn() throws ImageException {
        RenderPlan plan = Drawing.planned(seen(), job.passes().limits().maxPixels());
        Pixels whole = decoded(plan.original());
        deadline.check();
        Pixels first = new Pass(plan, steps, deadline, scratch).finished(whole);
        return chain.through(first, Passes.resultOf(plan), 1, encoder, job.memory());
    }

    /** The plan, once the picture has been looked at as far as that is needed. */
    RenderPlan seen() throws ImageException {
        RenderPlan plan = job.plan();
        if (!Looking.isNeeded(plan)) {
            return plan;
        }
        Pixels whole = asItIs();
        return job.passes()
                .plan(
                        0,
                        plan.original(),
                        Looking.seen(
                                plan,
                                small -> new Pass(small, List.of(new ToRgb()), deadline, scratch).finished(whole)));
    }
}
