package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes renditions. {@link #prepare} decides everything from the original's header, so that a permit for the memory can
 * be had in between; {@link #run} then only carries out. For any number of threads.
 */
public final class Renderer {
    private final Codecs codecs;
    private final RenderRules rules;
    private final ScratchPool scratches;
    private final List<Step> steps;
    private final Stamping stamping;
    private final Preparation preparation;

    /** A renderer without a watermark of its own. */
    public Renderer(
            Codecs codecs,
            Limits limits,
            OutputFormats formats,
            Qualities qualities,
            RenderRules rules,
            ScratchPool scratches) {
        this(codecs, limits, formats, qualities, rules, scratches, Watermarks.NONE);
    }

    /** @param scratches the working memory that renders share; closed by who made it */
    public Renderer(
            Codecs codecs,
            Limits limits,
            OutputFormats formats,
            Qualities qualities,
            RenderRules rules,
            ScratchPool scratches,
            Watermarks watermarks) {
        this.codecs = codecs;
        this.rules = rules;
        this.scratches = scratches;
        this.steps = steps(codecs);
        this.stamping = new Stamping(watermarks, codecs, limits, steps);
        this.preparation =
                new Preparation(codecs, limits, rules, new MakingPlanner(codecs, formats, qualities, rules, stamping));
    }

    /** What happens to a scaled and upright picture, in this order (imgproxy pipeline, section 2). */
    static List<Step> steps(Codecs codecs) {
        return List.of(
                new ToRgb(),
                new ToSrgb(codecs.color()),
                new FitProfile(),
                new Filters(),
                new Recoloring(),
                new Surround(),
                new FitFormat(),
                new Flatten());
    }

    /**
     * Reads the header, checks the limits and plans; decodes nothing.
     *
     * @param original the original's bytes, which nobody may change from now on
     * @throws ImageException {@code NOT_AN_IMAGE}, {@code UNSUPPORTED_INPUT}, {@code BROKEN_IMAGE},
     *     {@code ORIGINAL_TOO_LARGE}, {@code RESULT_TOO_LARGE} or {@code UNSUPPORTED_OUTPUT}
     */
    public RenderJob prepare(byte[] original, ImageRequest request) throws ImageException {
        return prepare(original, request, Optional.empty(), Checkpoint.NONE);
    }

    /**
     * The picture that must be fetched for the watermarks, if there is such a one.
     *
     * @throws ImageException {@code BAD_OPTION} if there are several: each would hold memory like an original
     */
    public Optional<SourceRef> watermarkToFetch(ImageRequest request) throws ImageException {
        return stamping.toFetch(request);
    }

    /**
     * As {@link #prepare(byte[], ImageRequest)}.
     *
     * @param watermark the file that {@link #watermarkToFetch} named
     * @param checkpoint asked while a drawing is read, which alone is read whole
     * @throws ImageException also {@code BAD_OPTION} for a watermark that cannot be made; or what {@code checkpoint}
     *     throws
     */
    public RenderJob prepare(byte[] original, ImageRequest request, Optional<byte[]> watermark, Checkpoint checkpoint)
            throws ImageException {
        return preparation.job(original, request, watermark, checkpoint);
    }

    /**
     * Makes the file.
     *
     * @param deadline asked between bands and between steps; a step that has begun ends
     * @throws ImageException {@code BROKEN_IMAGE}, {@code UNSUPPORTED_INPUT}, {@code UNSUPPORTED_OUTPUT} or {@code TIMEOUT}
     */
    public Rendered run(RenderJob job, Deadline deadline) throws ImageException {
        return run(job, deadline, new Stopwatch());
    }

    /**
     * As {@link #run(RenderJob, Deadline)}.
     *
     * @param watch tells afterwards what the time went into
     */
    public Rendered run(RenderJob job, Deadline deadline, Stopwatch watch) throws ImageException {
        if (job instanceof RenderJob.Making making) {
            return make(making, deadline, watch, Meeting.NOBODY);
        }
        if (job instanceof RenderJob.Moving moving) {
            return move(moving, deadline, watch);
        }
        if (job instanceof RenderJob.Telling telling) {
            return new InfoRendering(telling, camera(deadline, watch), deadline).run();
        }
        RenderJob.Verbatim verbatim = (RenderJob.Verbatim) job;
        return new Rendered(verbatim.source(), verbatim.header().map(ImageHeader::uprightSize), verbatim.original());
    }

    /**
     * Whether a render decodes its original once, from its first band to its last, so that others may share that.
     *
     * @return with jobs of the same original this one may have a {@link SharedDecode}, if all keep as many bits
     */
    public boolean sharesDecode(RenderJob job) {
        try {
            return job instanceof RenderJob.Making making
                    && making.source() != ImageFormat.SVG
                    && !Looking.isNeeded(making.plan())
                    && Route.of(making.plan(), codecs.decoder(making.source(), making.deep())) == Route.BANDS;
        } catch (ImageException refusedWhenItIsRun) {
            return false;
        }
    }

    /**
     * As {@link #run(RenderJob, Deadline, Stopwatch)}, its original decoded together with those of others.
     *
     * @param seat of this render, whose turn to get ready it is; closed by who owns it
     */
    public Rendered run(RenderJob job, Deadline deadline, Stopwatch watch, SharedDecode.Seat seat)
            throws ImageException {
        return job instanceof RenderJob.Making making && sharesDecode(job)
                ? make(making, deadline, watch, MetBands.at(seat, making.original(), scratches, deadline, watch))
                : run(job, deadline, watch);
    }

    private Rendered make(RenderJob.Making job, Deadline deadline, Stopwatch watch, Meeting meeting)
            throws ImageException {
        try (Scratch scratch = scratches.lease()) {
            Finish finish = new Finish(codecs, rules.files(), deadline, watch);
            if (job.source() == ImageFormat.SVG) {
                return new DrawingRendering(
                                job, codecs, steps(job, deadline, scratch), finish, deadline, scratch, watch)
                        .run();
            }
            Rendered made = new Rendering(
                            job, codecs, steps(job, deadline, scratch), finish, deadline, scratch, watch, meeting)
                    .run();
            return job.mayStay() ? Stay.smaller(job, made) : made;
        }
    }

    private Rendered move(RenderJob.Moving job, Deadline deadline, Stopwatch watch) throws ImageException {
        try (Scratch scratch = scratches.lease()) {
            Finish finish = new Finish(codecs, rules.files(), deadline, watch);
            List<Step> each = steps(job.each(), deadline, scratch);
            return new FramesRendering(job, codecs, each, finish, deadline, scratches, watch).run();
        }
    }

    /** Makes pictures to be looked at. */
    private InfoRendering.Camera camera(Deadline deadline, Stopwatch watch) {
        Finish unused = new Finish(codecs, rules.files(), deadline, watch);
        return new InfoRendering.Camera() {
            @Override
            public Pixels pixels(RenderJob job) throws ImageException {
                try (Scratch scratch = scratches.lease()) {
                    if (job instanceof RenderJob.Moving frames) {
                        return new FramesRendering(frames, codecs, steps, unused, deadline, scratches, watch).pixels();
                    }
                    RenderJob.Making making = (RenderJob.Making) job;
                    return making.source() == ImageFormat.SVG
                            ? new DrawingRendering(making, codecs, steps, unused, deadline, scratch, watch).drawn()
                            : new Rendering(making, codecs, steps, unused, deadline, scratch, watch).pixels();
                }
            }

            @Override
            public RenderPlan plan(RenderJob job) throws ImageException {
                try (Scratch scratch = scratches.lease()) {
                    if (job instanceof RenderJob.Moving frames) {
                        return new FramesRendering(frames, codecs, steps, unused, deadline, scratches, watch).plan();
                    }
                    RenderJob.Making making = (RenderJob.Making) job;
                    return making.source() == ImageFormat.SVG
                            ? new DrawingRendering(making, codecs, steps, unused, deadline, scratch, watch).seen()
                            : new Rendering(making, codecs, steps, unused, deadline, scratch, watch).plan();
                }
            }
        };
    }

    private List<Step> steps(RenderJob.Making job, Deadline deadline, Scratch scratch) {
        if (job.stamps().isEmpty()) {
            return steps;
        }
        List<Step> all = new ArrayList<>(steps);
        all.add(new Stamped(stamping, job.stamps(), deadline, scratch));
        return all;
    }
}
