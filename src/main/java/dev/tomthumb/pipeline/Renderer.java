package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Makes renditions. {@link #prepare} decides everything from the original's header, so that a permit for the memory can
 * be had in between; {@link #run} then only carries out. For any number of threads.
 */
public final class Renderer {
    private final Codecs codecs;
    private final Limits limits;
    private final OutputFormats formats;
    private final Qualities qualities;
    private final RenderRules rules;
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
        this.qualities = qualities;
        this.rules = rules;
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
        List<SourceRef> pictures = Stream.concat(
                        Stream.of(request.transform()), request.then().stream())
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
        if (request.output().verbatim()) {
            return verbatim(original);
        }
        if (isPassedOn(original, request)) {
            return passedOn(original);
        }
        ImageHeader header = codecs.header(original);
        List<Transform> transforms = transforms(request);
        ImageFormat output = request.output()
                .format()
                .orElseGet(() -> formats.forSource(header.format(), isTransparent(header, transforms)));
        Encoder encoder = codecs.encoder(output);
        Encoding plain = encoding(qualities.quality(request.output().quality(), output), output, header);
        Passes passes = new Passes(transforms, Target.of(encoder, plain, rules), limits);
        RenderPlan plan = passes.plan(0, header);
        Encoding encoding = header.profile().isPresent() && !plan.toSrgb()
                ? plain.withProfile(header.profile().get())
                : plain;
        Map<Watermark, Stamp> stamps = stamping.prepare(transforms, watermark);
        long memory =
                Memory.of(plan, passes, codecs.decoder(header.format()), encoder) + stamping.memory(stamps, plan);
        return new RenderJob.Making(original, plan, passes, encoding, memory, stamps);
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
            boolean surrounded = transform.extend().isPresent() || !transform.padding().equals(Padding.NONE);
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
    private RenderJob passedOn(byte[] original) throws ImageException {
        RenderJob job = verbatim(original);
        if (codecs.readable().contains(job.source())) {
            Planner.requireReadable(codecs.header(original), limits);
        }
        return job;
    }

    private Encoding encoding(int quality, ImageFormat output, ImageHeader header) {
        OptionalInt paletteBits = header.palette() && header.bitsPerSample() <= 8
                ? OptionalInt.of(paletteBits(header.bitsPerSample()))
                : OptionalInt.empty();
        return new Encoding(
                quality, rules.progressive().contains(output), Optional.empty(), Optional.empty(), paletteBits);
    }

    /** The next power of two: a TIFF may have a palette of 3 bits, but nothing that is written here. */
    private static int paletteBits(int bits) {
        return Integer.highestOneBit(2 * bits - 1);
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
            return new Rendering(job, codecs, steps(job, deadline, scratch), deadline, scratch).run();
        }
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
