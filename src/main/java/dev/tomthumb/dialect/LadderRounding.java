package dev.tomthumb.dialect;

import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Extend;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Transform;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Brings every number of a request's first pass to one of few, as imgproxy's language has them: sizes in pixels up to the
 * next step of a ladder and heights in proportion, as the query language does; dpr and zoom folded into both; shares of a
 * side and focal points to multiples of 0.05; offsets in pixels to the
 * nearest power of the square root of two, quality to multiples of 5.
 *
 * <p>Later passes come from presets alone and stay.
 */
final class LadderRounding {
    private static final int QUALITY_STEP = 5;
    private static final int SHARES = 20;
    private static final double LARGEST_SHARE = 0.95;
    /** The largest offset is 2 to the power of half of it. */
    private static final double MOST_HALVES = 32;
    /** What dpr and zoom multiply where no size is asked for, ascending. */
    private static final double[] FACTORS = {0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4};

    private final SizeLadder ladder;

    /** @param ladder not off, if anything is to be rounded */
    LadderRounding(SizeLadder ladder) {
        this.ladder = ladder;
    }

    ImageRequest rounded(ImageRequest asked) {
        Transform transform = asked.transform();
        double dpr = transform.resize().dpr();
        Resize resize = rounded(transform.resize());
        Gravity gravity = rounded(transform.gravity(), dpr);
        Transform rounded = new Transform(
                transform.trim(),
                transform.crop().flatMap(crop -> rounded(crop, dpr, gravity)),
                resize,
                transform.turn(),
                gravity,
                transform.effects(),
                transform.extend().map(extend -> rounded(extend, dpr)),
                transform.extendAspectRatio().map(extend -> rounded(extend, dpr)),
                resize.dpr() == dpr ? transform.padding() : multiplied(transform.padding(), factor(dpr)),
                transform.background(),
                transform.backgroundOpacity(),
                transform.watermark());
        return asked.withTransform(rounded)
                .withOutput(asked.output().withQuality(quality(asked.output().quality())));
    }

    private Resize rounded(Resize asked) {
        boolean sized = asked.width().isPresent() || asked.height().isPresent();
        double across = asked.dpr() * asked.zoomX();
        double down = asked.dpr() * asked.zoomY();
        boolean zoomed = asked.zoomX() != 1 || asked.zoomY() != 1;
        Box target = box(scaled(asked.width(), across), scaled(asked.height(), down));
        Box least = box(scaled(asked.minWidth(), asked.dpr()), scaled(asked.minHeight(), asked.dpr()));
        return new Resize(
                asked.mode(),
                target.width,
                target.height,
                asked.enlarge(),
                sized || zoomed ? 1 : factor(asked.dpr()),
                sized || !zoomed ? 1 : factor(across),
                sized || !zoomed ? 1 : factor(down),
                least.width,
                least.height,
                asked.kernel());
    }

    /** Sides in pixels; a width brings its height along. */
    private record Box(OptionalInt width, OptionalInt height) {}

    private Box box(Optional<Double> width, Optional<Double> height) {
        if (width.isPresent()) {
            int step = ladder.up(width.get());
            OptionalInt beside = height.isPresent()
                    ? OptionalInt.of(
                            Proportion.nearest(height.get() / width.get()).heightOf(step))
                    : OptionalInt.empty();
            return new Box(OptionalInt.of(step), beside);
        }
        return new Box(
                OptionalInt.empty(),
                height.isPresent() ? OptionalInt.of(ladder.up(height.get())) : OptionalInt.empty());
    }

    private static Optional<Double> scaled(OptionalInt side, double factor) {
        return side.isPresent() ? Optional.of(side.getAsInt() * factor) : Optional.empty();
    }

    private static double factor(double asked) {
        for (double factor : FACTORS) {
            if (factor >= asked) {
                return factor;
            }
        }
        return FACTORS[FACTORS.length - 1];
    }

    /** @param outer the gravity of the pass, which the crop does not repeat */
    private Optional<Crop> rounded(Crop asked, double dpr, Gravity outer) {
        double width = side(asked.width());
        double height = asked.width() >= 1 && asked.height() >= 1
                ? Proportion.nearest(asked.height() / asked.width()).heightOf((int) width)
                : side(asked.height());
        if (width == 0 && height == 0 && asked.aspect().isEmpty()) {
            return Optional.empty();
        }
        Optional<Gravity> own =
                asked.gravity().map(gravity -> rounded(gravity, dpr)).filter(gravity -> !gravity.equals(outer));
        return Optional.of(new Crop(width, height, own, asked.aspect()));
    }

    /** 0 is the whole side, and so is the largest share. */
    private double side(double asked) {
        return asked >= 1 ? ladder.up(asked) : Math.ceil(asked * SHARES) / SHARES % 1;
    }

    private static Extend rounded(Extend asked, double dpr) {
        return new Extend(rounded(asked.gravity(), dpr));
    }

    private static Gravity rounded(Gravity asked, double dpr) {
        boolean focal = asked.type() == Gravity.Type.FOCAL_POINT;
        return focal
                ? new Gravity(asked.type(), share(asked.x()), share(asked.y()))
                : new Gravity(asked.type(), offset(asked.x(), dpr), offset(asked.y(), dpr));
    }

    private static double share(double asked) {
        return (double) Math.round(asked * SHARES) / SHARES;
    }

    /** From 1 on pixels, which dpr multiplies, to a power of the square root of two; below a share, which stays one. */
    private static double offset(double asked, double dpr) {
        double size = Math.abs(asked);
        double rounded = size < 1
                ? Math.min(share(size), LARGEST_SHARE)
                : Math.rint(Math.pow(2, Math.min(MOST_HALVES, Math.max(0, Math.rint(2 * log2(size * dpr)))) / 2));
        return rounded == 0 ? 0 : Math.copySign(rounded, asked);
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }

    private static Padding multiplied(Padding asked, double factor) {
        return new Padding(
                multiplied(asked.top(), factor),
                multiplied(asked.right(), factor),
                multiplied(asked.bottom(), factor),
                multiplied(asked.left(), factor));
    }

    private static int multiplied(int side, double factor) {
        return (int) Math.min(Integer.MAX_VALUE, Math.round(side * factor));
    }

    private static OptionalInt quality(OptionalInt asked) {
        return asked.isPresent()
                ? OptionalInt.of(Math.max(1, Math.round(asked.getAsInt() / (float) QUALITY_STEP)) * QUALITY_STEP)
                : asked;
    }
}
