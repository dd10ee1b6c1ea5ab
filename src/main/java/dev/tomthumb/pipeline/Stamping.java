package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.SourceRef;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Watermark;
import dev.tomthumb.pixel.Mark;
import dev.tomthumb.pixel.Over;
import dev.tomthumb.pixel.Overlay;
import dev.tomthumb.pixel.text.TextPicture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes watermarks and lays them over pictures (imgproxy pipeline, section 5, step 15). A watermark's picture is decoded,
 * turned upright and scaled like any other, under the same limits. Then it is turned as asked and gets its shadow, which
 * reaches beyond its place instead of moving it. Serves all threads.
 */
final class Stamping {
    /** Bytes of a pixel: as it is, turned in a box of up to twice the size, and with a shadow around that. */
    private static final int PLAIN = 8;

    private static final int TURNED = 16;
    private static final int SHADOWED = 80;

    private final Watermarks watermarks;
    private final Codecs codecs;
    private final Limits limits;
    private final List<Step> steps;
    private final MarkShelf shelf = new MarkShelf();

    /** @param steps what happens to a decoded picture */
    Stamping(Watermarks watermarks, Codecs codecs, Limits limits, List<Step> steps) {
        this.watermarks = watermarks;
        this.codecs = codecs;
        this.limits = limits;
        this.steps = steps;
    }

    /**
     * The picture that must be fetched for the watermarks, if there is such a one.
     *
     * @throws ImageException {@code BAD_OPTION} if there are several: each would hold memory like an original
     */
    Optional<SourceRef> toFetch(ImageRequest request) throws ImageException {
        // Asked for each hit, of which hardly any has one.
        boolean plain =
                request.then().isEmpty() && request.transform().watermark().isEmpty();
        if (plain || request.output().verbatim()) {
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
     * Reads what the watermarks are made of; decodes nothing.
     *
     * @param fetched the file that {@link Watermarks#toFetch} named
     * @return those that can be seen
     * @throws ImageException {@code BAD_OPTION} if none is configured, or as for an original
     */
    Map<Watermark, Stamp> prepare(List<Transform> passes, Optional<byte[]> fetched) throws ImageException {
        Map<Watermark, Stamp> stamps = new HashMap<>();
        for (Transform pass : passes) {
            if (pass.watermark().isPresent()) {
                Watermark wish = pass.watermark().get();
                double opacity = wish.opacity() * watermarks.opacity();
                if (opacity > 0) {
                    stamps.put(wish, stamp(wish, opacity, fetched));
                }
            }
        }
        return stamps;
    }

    private Stamp stamp(Watermark wish, double opacity, Optional<byte[]> fetched) throws ImageException {
        if (wish.content() instanceof Watermark.Content.Text words) {
            return new Stamp.Text(wish, opacity, words, watermarks.fonts());
        }
        byte[] file = watermarks.file(wish, fetched);
        try {
            return new Stamp.Picture(wish, opacity, file, codecs.header(file));
        } catch (ImageException refusal) {
            throw aboutWatermark(refusal);
        }
    }

    private static ImageException aboutWatermark(ImageException refusal) {
        return new ImageException(refusal.problem(), "The watermark cannot be used. " + refusal.getMessage(), refusal);
    }

    /**
     * An upper bound of what making and laying them needs, in bytes; one after the other, each over the result of its
     * own pass.
     *
     * @param first the plan of the first pass
     */
    long memory(Map<Watermark, Stamp> stamps, RenderPlan first, Passes passes) throws ImageException {
        if (stamps.isEmpty()) {
            return 0;
        }
        long most = 0;
        RenderPlan plan = first;
        Size picture = first.original().size();
        for (int pass = 0; pass < passes.count(); pass++) {
            Transform transform = passes.transforms().get(pass);
            double dpr = transform.resize().dpr();
            if (passes.isTrimmedBy(pass)) {
                picture = Ceiling.of(picture, transform, passes.limits()).size();
            } else {
                plan = pass == 0 ? first : passes.plan(pass, Passes.resultOf(plan));
                picture = plan.result();
                dpr = plan.dpr();
            }
            Optional<Stamp> stamp = transform.watermark().map(stamps::get);
            most = Math.max(most, stamp.isPresent() ? memory(stamp.get(), picture, dpr) : 0);
        }
        return most;
    }

    private long memory(Stamp stamp, Size picture, double dpr) throws ImageException {
        long copy = 4 * picture.pixels();
        if (stamp instanceof Stamp.Text text) {
            return copy
                    + pixelBytes(stamp.wish())
                            * laidOut(text, picture, dpr).size().pixels();
        }
        Stamp.Picture mark = (Stamp.Picture) stamp;
        RenderPlan made = plan(mark, StampSize.fit(mark.wish(), picture, dpr));
        Decoder decoder = codecs.decoder(mark.header().format());
        return copy
                + pixelBytes(stamp.wish()) * made.result().pixels()
                + Memory.of(made, decoder, codecs.encoder(ImageFormat.PNG))
                + decoder.memoryOfEmbedded(mark.file());
    }

    private static long pixelBytes(Watermark wish) {
        int turned = wish.rotate() == 0 ? PLAIN : TURNED;
        return wish.shadow() == 0 ? turned : SHADOWED;
    }

    /** The picture with the watermark over it. */
    Pixels over(Pixels picture, Stamp stamp, double dpr, Deadline deadline, Scratch scratch) throws ImageException {
        Size size = new Size(picture.width(), picture.height());
        Mark.Shadowed mark = mark(stamp, size, dpr, deadline, scratch);
        deadline.check();
        Optional<Overlay> overlay = laid(mark, stamp.wish(), size, dpr);
        return overlay.isEmpty() ? picture : Over.laid(picture, overlay.get(), stamp.opacity());
    }

    private static Optional<Overlay> laid(Mark.Shadowed mark, Watermark wish, Size picture, double dpr) {
        if (wish.position().repeats()) {
            return Optional.of(Overlay.tiled(
                    mark.pixels(),
                    Placement.space(picture.width(), wish.x(), dpr),
                    Placement.space(picture.height(), wish.y(), dpr),
                    wish.position() == Watermark.Position.CHESSBOARD,
                    picture));
        }
        // Its place is that of the mark without its shadow.
        int reach = mark.reach();
        Size plain = new Size(mark.pixels().width() - 2 * reach, mark.pixels().height() - 2 * reach);
        Gravity gravity = new Gravity(wish.position().gravity(), wish.x(), wish.y());
        Placement.Corner corner = Placement.overlapping(picture, plain, gravity, dpr);
        return Overlay.placed(mark.pixels(), corner.left() - reach, corner.top() - reach, picture);
    }

    private Mark.Shadowed mark(Stamp stamp, Size picture, double dpr, Deadline deadline, Scratch scratch)
            throws ImageException {
        if (stamp instanceof Stamp.Text text) {
            return finished(laidOut(text, picture, dpr).draw(), stamp.wish(), deadline);
        }
        Stamp.Picture file = (Stamp.Picture) stamp;
        Resize fit = StampSize.fit(file.wish(), picture, dpr);
        if (!(file.wish().content() instanceof Watermark.Content.Configured)) {
            return finished(decoded(file, fit, deadline, scratch), file.wish(), deadline);
        }
        MarkShelf.Kind kind = MarkShelf.Kind.of(file, fit);
        Optional<Mark.Shadowed> known = shelf.find(kind);
        if (known.isPresent()) {
            return known.get();
        }
        Mark.Shadowed made = finished(decoded(file, fit, deadline, scratch), file.wish(), deadline);
        shelf.put(kind, made);
        return made;
    }

    private static Mark.Shadowed finished(Pixels mark, Watermark wish, Deadline deadline) throws ImageException {
        return Mark.shadowed(Mark.turned(mark, wish.rotate()), wish.shadow(), deadline::check);
    }

    private Pixels decoded(Stamp.Picture mark, Resize fit, Deadline deadline, Scratch scratch) throws ImageException {
        Passes alone = new Passes(List.of(StampSize.transform(fit)), Target.of(ImageFormat.PNG), limits);
        List<FilePlan> files = List.of(FilePlan.once(ImageFormat.PNG, Encoding.of(100)));
        RenderJob.Making job =
                new RenderJob.Making(mark.file(), plan(mark, fit), alone, files, 0, false, Map.of(), false);
        Stopwatch watch = new Stopwatch();
        Finish never = new Finish(codecs, FileRules.DEFAULT, deadline, watch);
        try {
            return Mark.withAlpha(new Rendering(job, codecs, steps, never, deadline, scratch, watch).pixels());
        } catch (ImageException refusal) {
            throw refusal.problem() == Problem.TIMEOUT ? refusal : aboutWatermark(refusal);
        }
    }

    private RenderPlan plan(Stamp.Picture mark, Resize fit) throws ImageException {
        try {
            return Planner.plan(mark.header(), StampSize.transform(fit), Target.of(ImageFormat.PNG), limits);
        } catch (ImageException refusal) {
            throw aboutWatermark(refusal);
        }
    }

    /** A text is drawn in the size it needs: letters made larger afterwards would be soft. */
    private TextPicture laidOut(Stamp.Text stamp, Size picture, double dpr) throws ImageException {
        TextPicture plain = text(stamp, stamp.size() * dpr);
        Resize fit = StampSize.fit(stamp.wish(), picture, dpr);
        TextPicture text =
                StampSize.isBoxed(fit) ? text(stamp, stamp.size() * dpr * StampSize.factor(fit, plain.size())) : plain;
        if (text.size().pixels() > limits.maxResultPixels()) {
            throw new ImageException(
                    Problem.RESULT_TOO_LARGE,
                    "The watermark's text would be " + text.size() + " pixels; ask for a smaller size or scale.");
        }
        return text;
    }

    private static TextPicture text(Stamp.Text stamp, double pixels) throws ImageException {
        return TextPicture.of(stamp.words().text(), stamp.words().font(), pixels, stamp.color(), stamp.fonts());
    }
}
