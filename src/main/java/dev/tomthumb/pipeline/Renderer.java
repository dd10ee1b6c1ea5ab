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
import dev.tomthumb.model.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
        this.qualities = qualities;
        this.rules = rules;
        this.scratches = scratches;
        this.steps = steps(codecs);
    }

    /** What happens to a scaled and upright picture, in this order (imgproxy pipeline, section 2). */
    static List<Step> steps(Codecs codecs) {
        return List.of(
                new ToRgb(),
                new Surround(),
                new FitFormat(),
                new ToSrgb(codecs.color()),
                new FitProfile(),
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
        Passes passes = new Passes(transforms, target(Target.of(encoder, plain, rules), header, transforms), limits);
        RenderPlan plan = passes.plan(0, header);
        Encoding encoding = header.profile().isPresent() && !plan.toSrgb()
                ? plain.withProfile(header.profile().get())
                : plain;
        return new RenderJob.Making(
                original, plan, passes, encoding, Memory.of(plan, passes, codecs.decoder(header.format()), encoder));
    }

    /** Whether colour will come to a picture of a grey profile must be known now, for that profile goes into the file. */
    private static Target target(Target target, ImageHeader header, List<Transform> transforms) {
        boolean foreseeable = transforms.size() == 1 && transforms.get(0).trim().isEmpty();
        return foreseeable || !header.hasGreyProfile() ? target : target.withoutProfile();
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
            return new Rendering(job, codecs, steps, deadline, scratch).run();
        }
    }
}
