package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import dev.tomthumb.pixel.Blur;
import dev.tomthumb.pixel.Pixelate;
import dev.tomthumb.pixel.ProgressiveBlur;
import dev.tomthumb.pixel.Sharpen;
import dev.tomthumb.pixel.Unsharp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Filters that look at neighbours (imgproxy pipeline, section 5, step 9). Blur, sharpening and pixelation come in
 * imgproxy's order; before them stands unsharp masking, which belongs to scaling, behind them what blurs parts.
 */
final class Filters implements Step {
    /** Each may cost as much as a blur of the whole picture. */
    private static final int MOST_AREAS = 32;
    /** 0.2 + 0.4 is a little more than 0.6. */
    private static final double ROUNDING_ERROR = 1e-6;

    /** @throws ImageException {@code BAD_OPTION} if there are more than can be done in sensible time */
    static void requireFew(Effects effects) throws ImageException {
        if (effects.blurAreas().size() > MOST_AREAS) {
            throw new ImageException(
                    Problem.BAD_OPTION,
                    "The URL asks for " + effects.blurAreas().size() + " blurred areas; at most " + MOST_AREAS
                            + " are accepted.");
        }
    }

    /** Whether a picture must be held as floats, or several times, for these effects. */
    static boolean areWanted(Effects effects) {
        return effects.blur() > 0
                || effects.sharpen() > 0
                || effects.pixelate() > 1
                || effects.unsharp().isPresent()
                || !effects.blurAreas().isEmpty()
                || effects.progressiveBlur().isPresent();
    }

    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) throws ImageException {
        return apply(pixels, plan, Checkpoint.NONE);
    }

    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan, Checkpoint checkpoint) throws ImageException {
        Effects effects = plan.transform().effects();
        if (!areWanted(effects)) {
            return pixels;
        }
        Pixels filtered = unsharp(pixels, plan, checkpoint);
        filtered = Blur.blurred(filtered, effects.blur(), checkpoint);
        filtered = Sharpen.sharpened(filtered, effects.sharpen(), checkpoint);
        checkpoint.check();
        filtered = Pixelate.coarsened(filtered, effects.pixelate());
        return blurredInPart(filtered, plan, checkpoint);
    }

    private static Pixels unsharp(Pixels pixels, RenderPlan plan, Checkpoint checkpoint) throws ImageException {
        Optional<Effects.UnsharpMask> mask = plan.transform().effects().unsharp();
        if (mask.isEmpty() || !(mask.get().always() || isSmaller(plan))) {
            return pixels;
        }
        return Unsharp.masked(pixels, mask.get().weight() / mask.get().divider(), checkpoint);
    }

    private static boolean isSmaller(RenderPlan plan) {
        Size original = plan.original().size();
        return plan.scaled().width() < original.width() || plan.scaled().height() < original.height();
    }

    private static Pixels blurredInPart(Pixels pixels, RenderPlan plan, Checkpoint checkpoint) throws ImageException {
        Effects effects = plan.transform().effects();
        Pixels blurred = pixels;
        if (!effects.blurAreas().isEmpty()) {
            blurred = Blur.blurred(blurred, areas(plan), checkpoint);
        }
        if (effects.progressiveBlur().isPresent()
                && effects.progressiveBlur().get().sigma() > 0) {
            blurred = ProgressiveBlur.blurred(blurred, effects.progressiveBlur().get(), checkpoint);
        }
        return blurred;
    }

    /** The areas that are still to be seen, in the cut picture. */
    static List<Blur.Area> areas(RenderPlan plan) {
        Orientation orientation = plan.orientation();
        Size original = plan.original().size();
        Box part = orientation.upright(plan.part(), original);
        Size upright = orientation.turned(original);
        Size scaled = orientation.turned(plan.scaled());
        double across = (double) scaled.width() / part.width();
        double down = (double) scaled.height() / part.height();
        List<Blur.Area> areas = new ArrayList<>();
        for (Effects.BlurArea area : plan.transform().effects().blurAreas()) {
            double left = (area.left() * upright.width() - part.x()) * across
                    - plan.cut().x();
            double top = (area.top() * upright.height() - part.y()) * down
                    - plan.cut().y();
            double right = left + area.width() * upright.width() * across;
            double bottom = top + area.height() * upright.height() * down;
            shown(left, top, right, bottom, plan.cut().size())
                    .ifPresent(box -> areas.add(new Blur.Area(box, area.sigma())));
        }
        return areas;
    }

    /** Rounded outwards: what shall not be seen must not look out at an edge. */
    private static Optional<Box> shown(double left, double top, double right, double bottom, Size cut) {
        int fromX = (int) Math.max(0, Math.floor(left + ROUNDING_ERROR));
        int fromY = (int) Math.max(0, Math.floor(top + ROUNDING_ERROR));
        int toX = (int) Math.min(cut.width(), Math.ceil(right - ROUNDING_ERROR));
        int toY = (int) Math.min(cut.height(), Math.ceil(bottom - ROUNDING_ERROR));
        return toX > fromX && toY > fromY
                ? Optional.of(new Box(fromX, fromY, new Size(toX - fromX, toY - fromY)))
                : Optional.empty();
    }
}
