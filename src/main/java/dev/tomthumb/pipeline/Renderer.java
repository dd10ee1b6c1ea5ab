package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Hashsums;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes renditions. {@link #prepare} decides everything from the original's header, so that a permit for the memory can
 * be had in between; {@link #run} then only carries out. For any number of threads.
 */
public final class Renderer {
    private final Codecs codecs;
    private final Limits limits;
    private final OutputFormats formats;
    private final RenderRules rules;
    private final FilePlanner files;
    private final ScratchPool scratches;
    private final List<Step> steps;

    /** @param scratches the working memory that renders share; closed by who made it */
    public Renderer(
            Codecs codecs,
            Limits limits,
            OutputFormats formats,
            Qualities qualities,
            RenderRules rules,
            ScratchPool scratches) {
        this.codecs = codecs;
        this.limits = limits;
        this.formats = formats;
        this.rules = rules;
        this.files = new FilePlanner(codecs, qualities, rules);
        this.scratches = scratches;
        this.steps = steps(codecs);
    }

    /** What happens to a scaled and upright picture, in this order (imgproxy pipeline, section 2). */
    static List<Step> steps(Codecs codecs) {
        return List.of(new ToRgb(), new FitFormat(), new ToSrgb(codecs.color()), new FitProfile(), new Flatten());
    }

    /**
     * Reads the header, checks the limits and plans; decodes nothing.
     *
     * @param original the original's bytes, which nobody may change from now on
     * @throws ImageException {@code NOT_AN_IMAGE}, {@code UNSUPPORTED_INPUT}, {@code BROKEN_IMAGE},
     *     {@code ORIGINAL_TOO_LARGE}, {@code RESULT_TOO_LARGE} or {@code UNSUPPORTED_OUTPUT}
     */
    public RenderJob prepare(byte[] original, ImageRequest request) throws ImageException {
        if (request.reading().hashsum().isPresent()) {
            Hashsums.require(request.reading().hashsum().get(), original);
        }
        if (request.output().verbatim()) {
            return verbatim(original);
        }
        Limits allowed = limits.with(request.reading().limits());
        return making(Pages.of(original, codecs, request.reading()), request, allowed);
    }

    private RenderJob making(Pages pages, ImageRequest request, Limits allowed) throws ImageException {
        byte[] original = pages.file();
        ImageHeader header = pages.header();
        List<ImageFormat> outputs = outputs(request, header);
        Metadata metadata = files.metadata(original, header, request);
        List<FilePlan> written = new ArrayList<>();
        for (ImageFormat output : outputs) {
            written.add(files.plan(request, output, header, metadata));
        }
        FilePlan first = written.get(0);
        boolean straight = written.size() == 1 && first.isStraight();
        Encoder encoder = codecs.encoder(first.format());
        Target target = Target.of(encoder, first.encoding(), files.rules(request), straight);
        RenderPlan plan = Planner.plan(header, request.transform(), target, allowed);
        long memory = pages.memory()
                + Memory.of(plan, codecs.decoder(header.format()), encoder)
                + Memory.ofFiles(plan, written, codecs);
        return new RenderJob.Making(
                original,
                plan,
                embedded(written, plan),
                memory,
                Stay.isPossible(request, plan, files, original, rules));
    }

    /** The format, or those of which the smallest file wins, the one that is planned for first. */
    private List<ImageFormat> outputs(ImageRequest request, ImageHeader header) throws ImageException {
        Optional<ImageFormat> asked = request.output().format();
        boolean best = request.output().options().best()
                || asked.isEmpty() && rules.files().best().always();
        List<ImageFormat> candidates =
                best ? BestFormat.candidates(formats.preferred(), asked, codecs.writable()) : List.of();
        if (candidates.isEmpty()) {
            ImageFormat output = asked.orElseGet(() -> formats.forSource(
                    header.format(),
                    header.alpha(),
                    request.transform().background().isPresent()));
            return List.of(codecs.encoder(output).format());
        }
        List<ImageFormat> ordered = new ArrayList<>(candidates);
        ImageFormat planned = BestFormat.planned(candidates, mayBeTransparent(request.transform(), header));
        ordered.remove(planned);
        ordered.add(0, planned);
        return ordered;
    }

    private static boolean mayBeTransparent(Transform transform, ImageHeader header) {
        boolean around = !transform.padding().equals(Padding.NONE)
                || transform.extend().isPresent()
                || transform.extendAspectRatio().isPresent();
        return transform.background().isEmpty() && (header.alpha() || around);
    }

    /** The original's profile goes along wherever the colours stay in it. */
    private List<FilePlan> embedded(List<FilePlan> files, RenderPlan plan) throws ImageException {
        if (plan.original().profile().isEmpty() || plan.toSrgb()) {
            return files;
        }
        List<FilePlan> embedding = new ArrayList<>();
        for (FilePlan file : files) {
            embedding.add(file.with(
                    file.encoding().withProfile(plan.original().profile().get())));
        }
        return embedding;
    }

    /**
     * Passing on needs no decoder, so files that only browsers read pass too. SVG does not: it is a program, and would
     * run with this site's rights.
     */
    private RenderJob verbatim(byte[] original) throws ImageException {
        ImageFormat format = codecs.sniff(original)
                .orElseThrow(() -> new ImageException(
                        Problem.NOT_AN_IMAGE, "The original is not an image of a format that is known here."));
        if (format == ImageFormat.SVG) {
            throw new ImageException(
                    Problem.UNSUPPORTED_INPUT, "The original is an SVG file; only raster images are passed on.");
        }
        return new RenderJob.Verbatim(original, format, headerIfReadable(original, format));
    }

    private Optional<ImageHeader> headerIfReadable(byte[] original, ImageFormat format) {
        if (!codecs.readable().contains(format)) {
            return Optional.empty();
        }
        try {
            return Optional.of(codecs.header(original));
        } catch (ImageException broken) {
            // The visitor gets the owner's bytes, broken or not; only the size stays unknown.
            return Optional.empty();
        }
    }

    /**
     * Makes the file.
     *
     * @param deadline asked between bands and between steps; a step that has begun ends
     * @throws ImageException {@code BROKEN_IMAGE}, {@code UNSUPPORTED_INPUT}, {@code UNSUPPORTED_OUTPUT} or {@code TIMEOUT}
     */
    public Rendered run(RenderJob job, Deadline deadline) throws ImageException {
        if (job instanceof RenderJob.Making making) {
            return make(making, deadline);
        }
        RenderJob.Verbatim verbatim = (RenderJob.Verbatim) job;
        return new Rendered(verbatim.source(), verbatim.header().map(ImageHeader::uprightSize), verbatim.original());
    }

    private Rendered make(RenderJob.Making job, Deadline deadline) throws ImageException {
        try (Scratch scratch = scratches.lease()) {
            Finish finish = new Finish(codecs, rules.files(), deadline);
            Rendered made = new Rendering(job, codecs, steps, finish, deadline, scratch).run();
            return job.mayStay() ? Stay.smaller(job, made) : made;
        }
    }
}
