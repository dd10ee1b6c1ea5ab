package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Components;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import dev.tomthumb.pixel.Recolor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * From a header and a wish to a {@link RenderPlan}: arithmetic only, imgproxy's to the last rounding (pipeline, section
 * 3). No picture is needed, and none is touched.
 */
final class Planner {
    private Planner() {}

    /**
     * Plans a rendition.
     *
     * @throws ImageException {@code ORIGINAL_TOO_LARGE} or {@code RESULT_TOO_LARGE} for a picture beyond {@code limits}
     */
    static RenderPlan plan(ImageHeader header, Transform transform, Target target, Limits limits)
            throws ImageException {
        requireReadable(header, limits);
        Filters.requireFew(transform.effects());
        Extent extent = extent(header.uprightSize(), transform.resize(), limits);
        Size scaled = size(extent.width(), extent.height());
        Size kept = requireMakeable(extent, limits);
        Box cut = kept.equals(scaled)
                ? Box.whole(scaled)
                : Placement.inside(
                        scaled, kept, transform.gravity(), extent.scale().dpr());
        Orientation orientation = Orientation.ofExif(header.orientation());
        Size stored = orientation.turned(scaled);
        Size result = FormatLimits.fitted(kept, target.format());
        Optional<Color> background = background(transform, target.format());
        boolean toSrgb =
                header.profile().isPresent() && !(target.keepsProfile() && staysTrue(header, background, transform));
        boolean rgb = toSrgb
                || !result.equals(kept)
                || target.transfer() != Transfer.STORED
                || !transform.effects().equals(Effects.NONE);
        Optional<Sampling> chroma = isYcbcr(header) && !rgb ? target.chroma() : Optional.empty();
        return new RenderPlan(
                header,
                target.format(),
                stored,
                cut,
                result,
                background,
                demand(header, stored, orientation.stored(cut, stored), orientation, chroma, target.transfer()),
                chroma,
                toSrgb,
                target.transfer(),
                transform,
                extent.scale().dpr());
    }

    /** Whether the original's profile fits the result: one of grey does not if colour is put behind the pixels. */
    private static boolean staysTrue(ImageHeader header, Optional<Color> background, Transform transform) {
        boolean colored =
                header.alpha() && background.isPresent() && !background.get().isGrey()
                        || Recolor.addsColor(transform.effects())
                        || transform.watermark().isPresent();
        return !(colored && header.hasGreyProfile());
    }

    private static boolean isYcbcr(ImageHeader header) {
        return header.components()
                .filter(planes -> planes.layout() == Layout.YCBCR)
                .isPresent();
    }

    private static Demand demand(
            ImageHeader header,
            Size scaled,
            Box window,
            Orientation orientation,
            Optional<Sampling> chroma,
            Transfer transfer) {
        Size source = header.size();
        if (header.components().isEmpty()) {
            return new Demand(DecodeScale.region(source, scaled, window, Sampling.FULL), List.of(8));
        }
        Components stored = header.components().get();
        if (transfer != Transfer.STORED) {
            // What is weighed in proportion to light must not have been averaged otherwise before.
            return Demand.everything(source, stored.sampling().size());
        }
        List<Sampling> made = made(stored, chroma.map(orientation::stored));
        List<Integer> eighths = DecodeScale.eighths(stored, source, scaled, made);
        return new Demand(DecodeScale.region(source, scaled, window, coarsest(stored, eighths)), eighths);
    }

    private static List<Sampling> made(Components stored, Optional<Sampling> chroma) {
        List<Sampling> made =
                new ArrayList<>(Collections.nCopies(stored.sampling().size(), Sampling.FULL));
        chroma.ifPresent(sampling -> Collections.fill(made.subList(1, made.size()), sampling));
        return made;
    }

    private static Sampling coarsest(Components stored, List<Integer> eighths) {
        double x = 1;
        double y = 1;
        for (int i = 0; i < eighths.size(); i++) {
            x = Math.min(x, stored.sampling().get(i).x() * eighths.get(i) / 8);
            y = Math.min(y, stored.sampling().get(i).y() * eighths.get(i) / 8);
        }
        return new Sampling(x, y);
    }

    private static void requireReadable(ImageHeader header, Limits limits) throws ImageException {
        if (header.size().pixels() > limits.maxPixels()) {
            throw new ImageException(
                    Problem.ORIGINAL_TOO_LARGE,
                    "The original has " + header.size() + " pixels ("
                            + megapixels(header.size().pixels()) + " megapixels); at most "
                            + megapixels(limits.maxPixels()) + " megapixels are accepted.");
        }
    }

    private static Extent extent(Size source, Resize resize, Limits limits) {
        Extent asked = Extent.of(source, resize, Scale.of(source, resize));
        double longest = Math.max(asked.keptWidth(), asked.keptHeight());
        OptionalInt most = limits.maxResultDimension();
        if (most.isEmpty() || longest <= most.getAsInt()) {
            return asked;
        }
        Scale smaller = asked.scale().times(most.getAsInt() / longest, source);
        return Extent.of(source, resize, smaller).cutTo(most.getAsInt());
    }

    /** Everything was a double up to here: this is where absurd sizes end, before any of them is an int. */
    private static Size requireMakeable(Extent extent, Limits limits) throws ImageException {
        double pixels = extent.keptWidth() * extent.keptHeight();
        // Written so that NaN, which an infinite scale can lead to, is refused as well.
        boolean makeable = pixels <= limits.maxResultPixels()
                && extent.width() <= Integer.MAX_VALUE
                && extent.height() <= Integer.MAX_VALUE;
        if (!makeable) {
            throw new ImageException(
                    Problem.RESULT_TOO_LARGE,
                    "The picture asked for would have more than " + megapixels(limits.maxResultPixels())
                            + " megapixels, the most that is made; ask for a smaller width, height or dpr.");
        }
        return size(extent.keptWidth(), extent.keptHeight());
    }

    private static Size size(double width, double height) {
        return new Size((int) width, (int) height);
    }

    private static Optional<Color> background(Transform transform, ImageFormat output) {
        if (transform.background().isPresent() || output.hasAlpha()) {
            return transform.background();
        }
        return Optional.of(Color.WHITE);
    }

    private static String megapixels(long pixels) {
        return BigDecimal.valueOf(pixels, 6).stripTrailingZeros().toPlainString();
    }
}
