package dev.tomthumb.pipeline;

import dev.tomthumb.codec.AnimationDecoder;
import dev.tomthumb.codec.AnimationEncoder;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Hashsums;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Metadata;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.codec.svg.SvgDecoder;
import dev.tomthumb.codec.svg.SvgSanitizer;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.InfoSpec;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    private final Watermarks watermarks;
    private final Stamping stamping;

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
        this.limits = limits;
        this.formats = formats;
        this.rules = rules;
        this.files = new FilePlanner(codecs, qualities, rules);
        this.scratches = scratches;
        this.steps = steps(codecs);
        this.watermarks = watermarks;
        this.stamping = new Stamping(watermarks, codecs, limits, steps);
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
        return prepare(original, request, Optional.empty());
    }

    /**
     * The picture that must be fetched for the watermarks, if there is such a one.
     *
     * @throws ImageException {@code BAD_OPTION} if there are several: each would hold memory like an original
     */
    public Optional<SourceRef> watermarkToFetch(ImageRequest request) throws ImageException {
        if (request.output().verbatim()) {
            return Optional.empty();
        }
        List<SourceRef> pictures = Stream.concat(Stream.of(request.transform()), request.then().stream())
                .flatMap(pass -> pass.watermark().stream())
                .flatMap(mark -> watermarks.toFetch(mark).stream())
                .distinct()
                .toList();
        if (pictures.size() > 1) {
            throw new ImageException(
                    Problem.BAD_OPTION,
                    "The URL asks for " + pictures.size() + " pictures as watermarks; one is accepted.");
        }
        return pictures.stream().findFirst();
    }

    /**
     * As {@link #prepare(byte[], ImageRequest)}.
     *
     * @param watermark the file that {@link #watermarkToFetch} named
     * @throws ImageException also {@code BAD_OPTION} for a watermark that cannot be made
     */
    public RenderJob prepare(byte[] original, ImageRequest request, Optional<byte[]> watermark) throws ImageException {
        if (request.reading().hashsum().isPresent()) {
            Hashsums.require(request.reading().hashsum().get(), original);
        }
        Limits allowed = limits.with(request.reading().limits());
        if (request.output().info().isPresent()) {
            return telling(original, request, request.output().info().get(), allowed);
        }
        if (codecs.sniff(original).filter(ImageFormat.SVG::equals).isPresent()) {
            return drawing(original, request, allowed, watermark);
        }
        if (request.output().verbatim()) {
            return verbatim(original);
        }
        return isPassedOn(original, request)
                ? passedOn(original, allowed)
                : making(original, request, allowed, watermark);
    }

    /** An SVG stays one unless pixels are asked for (imgproxy pipeline, section 1, step 2); then it is drawn. */
    private RenderJob drawing(byte[] original, ImageRequest request, Limits allowed, Optional<byte[]> watermark)
            throws ImageException {
        Optional<String> style = request.reading().style();
        Optional<ImageFormat> format = request.output().format();
        boolean skipped =
                !rules.rasterizeSvg() || request.reading().unprocessed().contains(ImageFormat.SVG);
        if (request.output().verbatim()
                || format.filter(ImageFormat.SVG::equals).isPresent()
                || format.isEmpty() && skipped) {
            byte[] file = rules.sanitizeSvg() || style.isPresent() ? SvgSanitizer.sanitized(original, style) : original;
            return new RenderJob.Verbatim(file, ImageFormat.SVG, headerIfReadable(file, ImageFormat.SVG));
        }
        Decoder decoder = codecs.decoder(ImageFormat.SVG);
        byte[] file = SvgSanitizer.sanitized(original, style);
        ImageHeader header = Drawing.guarded(codecs.header(file), allowed);
        RenderJob.Making making = making(new Pages(file, header, 0), request, allowed, watermark);
        ImageHeader drawn = Drawing.planned(making.plan(), allowed.maxPixels()).original();
        // It is drawn once more where it must be seen first, one after the other; the plan counts the first time.
        long first = decoder.memory(header);
        long larger = Math.max(0, decoder.memory(drawn) - first);
        return making.with(making.memory() + larger + SvgDecoder.memoryOfPictures(file));
    }

    private RenderJob telling(byte[] original, ImageRequest request, InfoSpec info, Limits allowed)
            throws ImageException {
        ImageHeader header = codecs.claims(original);
        if (header.format() != ImageFormat.SVG) {
            Planner.requireReadable(header, allowed);
        }
        Glances glances = new Glances(request, info, header);
        return new RenderJob.Telling(
                original,
                header,
                info,
                glanced(original, glances.small(), allowed),
                glanced(original, glances.whole(), allowed),
                glanced(original, glances.cut(), allowed));
    }

    private Optional<RenderJob> glanced(byte[] original, Optional<ImageRequest> glance, Limits allowed)
            throws ImageException {
        if (glance.isEmpty()) {
            return Optional.empty();
        }
        boolean drawn = codecs.sniff(original).filter(ImageFormat.SVG::equals).isPresent();
        return Optional.of(
                drawn
                        ? drawing(original, glance.get(), allowed, Optional.empty())
                        : making(original, glance.get(), allowed, Optional.empty()));
    }

    private RenderJob making(byte[] original, ImageRequest request, Limits allowed, Optional<byte[]> watermark)
            throws ImageException {
        Pages pages = Pages.of(original, codecs, request.reading());
        ImageHeader header = pages.header();
        if (codecs.animationDecoder(header.format()).isEmpty()) {
            return making(pages, request, allowed, watermark);
        }
        ImageFormat output =
                outputs(request, header, transforms(request), allowed).get(0);
        Sequence frames = Sequence.of(header, request.reading(), allowed, codecs, output);
        if (frames.isFirstOnly()) {
            return making(pages, request, allowed, watermark);
        }
        Pages picture = new Pages(original, frames.picture(header), 0);
        Limits each = frames.limits(header, request.reading(), allowed);
        return frames.moves()
                ? moving(making(picture, moving(request, output), each, watermark), header, frames)
                : moving(making(picture, request, each, watermark), header, frames);
    }

    /** What one frame shows is no measure for the others, and a file that moves is written once. */
    private static ImageRequest moving(ImageRequest request, ImageFormat output) {
        return new ImageRequest(
                request.source(),
                request.reading(),
                request.transform().withoutTrim(),
                request.then().stream().map(Transform::withoutTrim).toList(),
                request.output().withFormat(output),
                request.version());
    }

    private RenderJob moving(RenderJob.Making making, ImageHeader header, Sequence frames) throws ImageException {
        AnimationDecoder decoder = codecs.animationDecoder(header.format()).orElseThrow();
        long memory = making.memory() + decoder.memory(header);
        if (frames.moves()) {
            AnimationEncoder encoder = codecs.animationEncoder(making.output()).orElseThrow();
            memory += encoder.memory(making.passes().result(making.plan()), frames.count());
        }
        return new RenderJob.Moving(making, frames, memory);
    }

    private RenderJob.Making making(Pages pages, ImageRequest request, Limits allowed, Optional<byte[]> watermark)
            throws ImageException {
        byte[] original = pages.file();
        ImageHeader header = pages.header();
        List<Transform> transforms = transforms(request);
        Metadata metadata = files.metadata(original, header, request);
        List<FilePlan> written = new ArrayList<>();
        for (ImageFormat output : outputs(request, header, transforms, allowed)) {
            written.add(files.plan(request, output, header, metadata));
        }
        FilePlan first = written.get(0);
        boolean straight = written.size() == 1 && first.isStraight();
        Encoder encoder = codecs.encoder(first.format());
        Target target = Target.of(encoder, first.encoding(), files.rules(request), straight);
        Passes passes = new Passes(transforms, target(target, header, transforms), allowed);
        RenderPlan plan = passes.plan(0, header);
        if (written.size() == 1 && !request.output().options().best() && SmallAvif.is(plan, transforms)) {
            ImageFormat instead = SmallAvif.instead(isTransparent(header, transforms));
            return making(pages, request.withOutput(request.output().withFormat(instead)), allowed, watermark);
        }
        Map<Watermark, Stamp> stamps = stamping.prepare(transforms, watermark);
        long memory = pages.memory()
                + Memory.of(plan, passes, codecs.decoder(header.format()), encoder)
                + Memory.ofFiles(plan, passes, written, codecs)
                + stamping.memory(stamps, plan, passes);
        boolean mayStay = Stay.isPossible(request, plan, files, original, rules);
        return new RenderJob.Making(original, plan, passes, embedded(written, plan), memory, mayStay, stamps);
    }

    /** Whether colour will come to a picture of a grey profile must be known now, for that profile goes into the file. */
    private static Target target(Target target, ImageHeader header, List<Transform> transforms) {
        boolean foreseeable = transforms.size() == 1 && transforms.get(0).trim().isEmpty();
        return foreseeable || !header.hasGreyProfile() ? target : target.withoutProfile();
    }

    /** The format, or those of which the smallest file wins, the one that is planned for first. */
    private List<ImageFormat> outputs(
            ImageRequest request, ImageHeader header, List<Transform> transforms, Limits allowed)
            throws ImageException {
        boolean animated = Sequence.mayMove(header, request.reading(), allowed, codecs);
        Optional<ImageFormat> asked = request.output().format();
        boolean best = request.output().options().best()
                || asked.isEmpty() && rules.files().best().always();
        List<ImageFormat> candidates =
                best ? BestFormat.candidates(formats.preferred(), asked, codecs.writable()) : List.of();
        boolean transparent = isTransparent(header, transforms);
        if (candidates.isEmpty()) {
            ImageFormat output = asked.orElseGet(() -> formats.forSource(header.format(), transparent, animated));
            return List.of(codecs.encoder(output).format());
        }
        List<ImageFormat> ordered = new ArrayList<>(candidates);
        ImageFormat planned = BestFormat.planned(candidates, transparent);
        ordered.remove(planned);
        ordered.add(0, planned);
        return ordered;
    }

    /** The original's profile goes along wherever the colours stay in it. */
    private static List<FilePlan> embedded(List<FilePlan> files, RenderPlan plan) {
        if (plan.original().profile().isEmpty() || plan.toSrgb()) {
            return files;
        }
        byte[] profile = plan.original().profile().get();
        return files.stream()
                .map(file -> file.with(file.encoding().withProfile(profile)))
                .toList();
    }

    /** All passes, each of them saying whether the EXIF orientation counts. */
    private List<Transform> transforms(ImageRequest request) {
        List<Transform> transforms = new ArrayList<>(List.of(request.transform()));
        transforms.addAll(request.then());
        transforms.replaceAll(transform -> transform.withTurn(
                transform.turn().withAuto(transform.turn().auto().orElse(rules.autoRotate()))));
        return transforms;
    }

    /** Whether transparency is to be expected (imgproxy pipeline, section 1.4), of which the last pass decides. */
    private static boolean isTransparent(ImageHeader header, List<Transform> transforms) {
        boolean transparent = header.alpha();
        for (Transform transform : transforms) {
            boolean surrounded =
                    transform.extend().isPresent() || !transform.padding().equals(Padding.NONE);
            boolean flat = transform.background().isPresent()
                    && transform.backgroundOpacity().orElse(1) == 1;
            transparent = (transparent || surrounded) && !flat;
        }
        return transparent;
    }

    /** What may be asked instead of passing on has been weighed by whoever made the request: see {@code Reading}. */
    private boolean isPassedOn(byte[] original, ImageRequest request) {
        return codecs.sniff(original)
                .filter(request.reading().unprocessed()::contains)
                .isPresent();
    }

    /** Unlike an owner's file under its own path, whatever a URL names has the limits of what is made (imgproxy pipeline, 1.2). */
    private RenderJob passedOn(byte[] original, Limits allowed) throws ImageException {
        RenderJob job = verbatim(original);
        if (codecs.readable().contains(job.source())) {
            Planner.requireReadable(codecs.header(original), allowed);
        }
        return job;
    }

    /** Passing on needs no decoder, so files that only browsers read pass too. */
    private RenderJob verbatim(byte[] original) throws ImageException {
        ImageFormat format = codecs.sniff(original)
                .orElseThrow(() -> new ImageException(
                        Problem.NOT_AN_IMAGE, "The original is not an image of a format that is known here."));
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
        if (job instanceof RenderJob.Moving moving) {
            return move(moving, deadline);
        }
        if (job instanceof RenderJob.Telling telling) {
            return new InfoRendering(telling, camera(deadline), deadline).run();
        }
        RenderJob.Verbatim verbatim = (RenderJob.Verbatim) job;
        return new Rendered(verbatim.source(), verbatim.header().map(ImageHeader::uprightSize), verbatim.original());
    }

    private Rendered make(RenderJob.Making job, Deadline deadline) throws ImageException {
        try (Scratch scratch = scratches.lease()) {
            Finish finish = new Finish(codecs, rules.files(), deadline);
            if (job.source() == ImageFormat.SVG) {
                return new DrawingRendering(job, codecs, steps(job, deadline, scratch), finish, deadline, scratch)
                        .run();
            }
            Rendered made = new Rendering(job, codecs, steps(job, deadline, scratch), finish, deadline, scratch).run();
            return job.mayStay() ? Stay.smaller(job, made) : made;
        }
    }

    private Rendered move(RenderJob.Moving job, Deadline deadline) throws ImageException {
        try (Scratch scratch = scratches.lease()) {
            Finish finish = new Finish(codecs, rules.files(), deadline);
            List<Step> each = steps(job.each(), deadline, scratch);
            return new FramesRendering(job, codecs, each, finish, deadline, scratches).run();
        }
    }

    /** Makes pictures to be looked at. */
    private InfoRendering.Camera camera(Deadline deadline) {
        Finish unused = new Finish(codecs, rules.files(), deadline);
        return new InfoRendering.Camera() {
            @Override
            public Pixels pixels(RenderJob job) throws ImageException {
                try (Scratch scratch = scratches.lease()) {
                    if (job instanceof RenderJob.Moving frames) {
                        return new FramesRendering(frames, codecs, steps, unused, deadline, scratches).pixels();
                    }
                    RenderJob.Making making = (RenderJob.Making) job;
                    return making.source() == ImageFormat.SVG
                            ? new DrawingRendering(making, codecs, steps, unused, deadline, scratch).drawn()
                            : new Rendering(making, codecs, steps, unused, deadline, scratch).pixels();
                }
            }

            @Override
            public RenderPlan plan(RenderJob job) throws ImageException {
                try (Scratch scratch = scratches.lease()) {
                    if (job instanceof RenderJob.Moving frames) {
                        return new FramesRendering(frames, codecs, steps, unused, deadline, scratches).plan();
                    }
                    RenderJob.Making making = (RenderJob.Making) job;
                    return making.source() == ImageFormat.SVG
                            ? new DrawingRendering(making, codecs, steps, unused, deadline, scratch).seen()
                            : new Rendering(making, codecs, steps, unused, deadline, scratch).plan();
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
