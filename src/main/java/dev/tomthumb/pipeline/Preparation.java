package dev.tomthumb.pipeline;

import dev.tomthumb.codec.AnimationDecoder;
import dev.tomthumb.codec.AnimationEncoder;
import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Hashsums;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.svg.SvgSanitizer;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.InfoSpec;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Transform;
import java.util.Optional;

/**
 * Decides from an original's header what kind of job a request is: passing on, drawing, making one picture or several.
 * Serves all threads.
 */
final class Preparation {
    private final Codecs codecs;
    private final Limits limits;
    private final RenderRules rules;
    private final MakingPlanner makings;

    Preparation(Codecs codecs, Limits limits, RenderRules rules, MakingPlanner makings) {
        this.codecs = codecs;
        this.limits = limits;
        this.rules = rules;
        this.makings = makings;
    }

    /** As {@link Renderer#prepare(byte[], ImageRequest, Optional, Checkpoint)}. */
    RenderJob job(byte[] original, ImageRequest request, Optional<byte[]> watermark, Checkpoint checkpoint)
            throws ImageException {
        if (request.reading().hashsum().isPresent()) {
            Hashsums.require(request.reading().hashsum().get(), original);
        }
        Limits allowed = limits.with(request.reading().limits());
        if (request.output().info().isPresent()) {
            return telling(original, request, request.output().info().get(), allowed, checkpoint);
        }
        if (codecs.sniff(original).filter(ImageFormat.SVG::equals).isPresent()) {
            return drawing(original, request, allowed, watermark, checkpoint);
        }
        if (request.output().verbatim()) {
            return verbatim(original);
        }
        return isPassedOn(original, request)
                ? passedOn(original, allowed)
                : making(original, request, allowed, watermark);
    }

    /** An SVG stays one unless pixels are asked for (imgproxy pipeline, section 1, step 2); then it is drawn. */
    private RenderJob drawing(
            byte[] original, ImageRequest request, Limits allowed, Optional<byte[]> watermark, Checkpoint checkpoint)
            throws ImageException {
        Optional<String> style = request.reading().style();
        Optional<ImageFormat> format = request.output().format();
        boolean skipped =
                !rules.rasterizeSvg() || request.reading().unprocessed().contains(ImageFormat.SVG);
        if (request.output().verbatim()
                || format.filter(ImageFormat.SVG::equals).isPresent()
                || format.isEmpty() && skipped) {
            byte[] file = rules.sanitizeSvg() || style.isPresent()
                    ? SvgSanitizer.sanitized(original, style, checkpoint)
                    : original;
            return new RenderJob.Verbatim(file, ImageFormat.SVG, headerIfReadable(file, ImageFormat.SVG));
        }
        Decoder decoder = codecs.decoder(ImageFormat.SVG);
        byte[] file = SvgSanitizer.sanitized(original, style, checkpoint);
        ImageHeader header = Drawing.guarded(codecs.header(file), allowed);
        RenderJob.Making making = makings.plan(new Pages(file, header, 0), request, allowed, watermark);
        ImageHeader drawn = Drawing.planned(making.plan(), allowed.maxPixels()).original();
        // It is drawn once more where it must be seen first, one after the other; the plan counts the first time.
        long first = decoder.memory(header);
        long larger = Math.max(0, decoder.memory(drawn) - first);
        return making.with(making.memory() + larger + decoder.memoryOfEmbedded(file));
    }

    private RenderJob telling(
            byte[] original, ImageRequest request, InfoSpec info, Limits allowed, Checkpoint checkpoint)
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
                glanced(original, glances.small(), allowed, checkpoint),
                glanced(original, glances.whole(), allowed, checkpoint),
                glanced(original, glances.cut(), allowed, checkpoint));
    }

    private Optional<RenderJob> glanced(
            byte[] original, Optional<ImageRequest> glance, Limits allowed, Checkpoint checkpoint)
            throws ImageException {
        if (glance.isEmpty()) {
            return Optional.empty();
        }
        boolean drawn = codecs.sniff(original).filter(ImageFormat.SVG::equals).isPresent();
        return Optional.of(
                drawn
                        ? drawing(original, glance.get(), allowed, Optional.empty(), checkpoint)
                        : making(original, glance.get(), allowed, Optional.empty()));
    }

    private RenderJob making(byte[] original, ImageRequest request, Limits allowed, Optional<byte[]> watermark)
            throws ImageException {
        Pages pages = Pages.of(original, codecs, request.reading(), rules.thumbnails());
        ImageHeader header = pages.header();
        if (codecs.animationDecoder(header.format()).isEmpty()) {
            return makings.plan(pages, request, allowed, watermark);
        }
        ImageFormat output = makings.output(request, header, allowed);
        Sequence frames = Sequence.of(header, request.reading(), allowed, codecs, output);
        if (frames.isFirstOnly()) {
            return makings.plan(pages, request, allowed, watermark);
        }
        Pages picture = new Pages(original, frames.picture(header), 0);
        Limits each = frames.limits(header, request.reading(), allowed);
        return frames.moves()
                ? moving(makings.plan(picture, moving(request), each, watermark), header, frames)
                : moving(makings.plan(picture, request, each, watermark), header, frames);
    }

    /** What one frame shows is no measure for the others. */
    private static ImageRequest moving(ImageRequest request) {
        return new ImageRequest(
                request.source(),
                request.reading(),
                request.transform().withoutTrim(),
                request.then().stream().map(Transform::withoutTrim).toList(),
                request.output(),
                request.version());
    }

    private RenderJob moving(RenderJob.Making making, ImageHeader header, Sequence frames) throws ImageException {
        AnimationDecoder decoder = codecs.animationDecoder(header.format()).orElseThrow();
        long memory = making.memory() + decoder.memory(header);
        if (frames.moves()) {
            long file = 0;
            for (FilePlan plan : making.files()) {
                AnimationEncoder encoder =
                        codecs.animationEncoder(plan.format()).orElseThrow();
                file = Math.max(file, encoder.memory(making.passes().result(making.plan()), frames.count()));
            }
            // The best file so far is kept while another is tried.
            memory += making.isStraight() ? file : 2 * file;
        }
        return new RenderJob.Moving(making, frames, memory);
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
}
