package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.Extend;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.geometry.CropSize;
import dev.tomthumb.model.geometry.Extent;
import dev.tomthumb.model.geometry.FormatLimits;
import dev.tomthumb.model.geometry.Rounding;
import dev.tomthumb.pixel.Recolor;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * From a header and a wish to a {@link RenderPlan}: arithmetic only, imgproxy's to the last rounding (pipeline, section
 * 3). No picture is needed, and none is touched.
 *
 * <p>What depends on the pixels is left open: trimming is not counted, and smart gravity is the middle. Who has looked at
 * the picture plans again ({@link Looking}).
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
        Orientation orientation = Orientation.of(header.orientation(), transform.turn());
        Size upright = CropSize.of(orientation.turned(header.size()), transform.crop());
        Box part = part(header, orientation.turned(upright), transform);
        Extent extent =
                Extent.within(limits.maxResultDimension(), upright, transform, header.format() == ImageFormat.SVG);
        requireMakeable(extent, limits);
        Size scaled = extent.scaled().size();
        Box cut = placed(
                scaled,
                extent.kept().size(),
                transform.gravity(),
                extent.scale().dpr());
        Canvas canvas = canvas(extent, transform);
        Size result = FormatLimits.fitted(canvas.size(), target.format());
        Background background = Background.of(transform, target.format());
        boolean surrounded = !canvas.size().equals(cut.size());
        boolean alpha = header.alpha() || surrounded;
        boolean toSrgb = header.profile().isPresent()
                && !(target.keepsProfile()
                        && background.keepsColorSpaceOf(header, alpha)
                        && !(header.hasGreyProfile() && bringsColor(transform)));
        boolean rgb = toSrgb
                || surrounded
                || !result.equals(canvas.size())
                || target.transfer() != Transfer.STORED
                || !transform.effects().equals(Effects.NONE);
        Optional<Sampling> chroma = isYcbcr(header) && !rgb ? target.chroma() : Optional.empty();
        Size stored = orientation.turned(scaled);
        Demand demand = DecodeScale.demand(
                header,
                new Scaling(
                        header.size(),
                        part,
                        stored,
                        orientation.stored(cut, stored),
                        orientation,
                        target.transfer(),
                        transform.resize().kernel().orElse(Scaling.STANDARD)),
                chroma);
        return new RenderPlan(
                header,
                target.format(),
                orientation,
                part,
                stored,
                cut,
                canvas,
                result,
                background.color(),
                background.opacity(),
                demand,
                chroma,
                toSrgb,
                target.transfer(),
                transform,
                extent.scale().dpr());
    }

    /** Whether a grey picture may get colours, which a profile of grey has no room for. */
    private static boolean bringsColor(Transform transform) {
        return Recolor.addsColor(transform.effects()) || transform.watermark().isPresent();
    }

    private static boolean isYcbcr(ImageHeader header) {
        return header.components()
                .filter(planes -> planes.layout() == Layout.YCBCR)
                .isPresent();
    }

    /** Cutting comes before turning, so gravity is turned to where the picture still lies. */
    private static Box part(ImageHeader stored, Size part, Transform transform) {
        Gravity gravity = transform.crop().flatMap(Crop::gravity).orElse(transform.gravity());
        return placed(stored.size(), part, Orientation.stored(gravity, stored.orientation(), transform.turn()), 1);
    }

    private static Box placed(Size outer, Size inner, Gravity gravity, double dpr) {
        return inner.equals(outer) ? Box.whole(outer) : Placement.inside(outer, inner, gravity, dpr);
    }

    private static Canvas canvas(Extent extent, Transform transform) {
        double dpr = extent.scale().dpr();
        Canvas canvas = Canvas.of(extent.kept().size());
        canvas = extended(canvas, extent.extended().size(), transform.extend(), dpr);
        canvas = extended(canvas, extent.shaped().size(), transform.extendAspectRatio(), dpr);
        return canvas.on(
                extent.padded().size(),
                (int) Rounding.halfEven(transform.padding().left() * dpr),
                (int) Rounding.halfEven(transform.padding().top() * dpr));
    }

    private static Canvas extended(Canvas canvas, Size size, Optional<Extend> extend, double dpr) {
        Gravity gravity = extend.map(Extend::gravity).orElse(Gravity.CENTER);
        Box picture = placed(size, canvas.size(), gravity, dpr);
        return canvas.on(size, picture.x(), picture.y());
    }

    static void requireReadable(ImageHeader header, Limits limits) throws ImageException {
        if (header.size().pixels() > limits.maxPixels()) {
            throw new ImageException(
                    Problem.ORIGINAL_TOO_LARGE,
                    "The original has " + header.size() + " pixels ("
                            + megapixels(header.size().pixels()) + " megapixels); at most "
                            + megapixels(limits.maxPixels()) + " megapixels are accepted.");
        }
    }

    /** Everything was a double up to here: this is where absurd sizes end, before any of them is an int. */
    private static void requireMakeable(Extent extent, Limits limits) throws ImageException {
        // Written so that NaN, which an infinite scale can lead to, is refused as well.
        boolean makeable = extent.padded().pixels() <= limits.maxResultPixels()
                && extent.scaled().longest() <= Integer.MAX_VALUE;
        if (!makeable) {
            throw new ImageException(
                    Problem.RESULT_TOO_LARGE,
                    "The picture asked for would have more than " + megapixels(limits.maxResultPixels())
                            + " megapixels, the most that is made; ask for a smaller width, height, padding, zoom or dpr.");
        }
    }

    private static String megapixels(long pixels) {
        return BigDecimal.valueOf(pixels, 6).stripTrailingZeros().toPlainString();
    }
}
