package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.geometry.Rounding;
import dev.tomthumb.pixel.Attention;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds what smart gravity means for a picture, by looking at a small version of it: the part that a cut is going to keep
 * is about {@value #KEPT} pixels wide there, which is how exactly it is placed.
 */
final class Looking {
    private static final double KEPT = 32;
    /** A part much smaller than its picture would need a large version; then it is placed less exactly. */
    private static final double MOST_PIXELS = 512 * 512;

    private static final int LONGEST = 2048;
    /** The score is blurred over this share of the kept part's diagonal, as libvips does. */
    private static final double BLUR = 0.1;

    private static final Limits NONE = new Limits(Integer.MAX_VALUE / 4, OptionalInt.empty(), Integer.MAX_VALUE / 4);

    private Looking() {}

    /** Makes a small version of the picture. */
    @FunctionalInterface
    interface Glance {
        /** Everything that the plan asks for, as RGB or grey. */
        Pixels at(RenderPlan plan) throws ImageException;
    }

    /** Whether the picture must be seen before it can be cut. */
    static boolean isNeeded(RenderPlan plan) {
        return cropsSmartly(plan) || cutsSmartly(plan);
    }

    private static boolean cropsSmartly(RenderPlan plan) {
        Gravity gravity = plan.transform()
                .crop()
                .flatMap(Crop::gravity)
                .orElse(plan.transform().gravity());
        return gravity.type() == Gravity.Type.SMART
                && !plan.part().size().equals(plan.original().size());
    }

    private static boolean cutsSmartly(RenderPlan plan) {
        return plan.transform().gravity().type() == Gravity.Type.SMART
                && !plan.window().size().equals(plan.scaled());
    }

    /** What was asked for, with the points that were found in place of smart gravity. */
    static Transform seen(RenderPlan plan, Glance glance) throws ImageException {
        Transform transform = plan.transform();
        if (cropsSmartly(plan)) {
            Crop crop = transform.crop().orElseThrow();
            Size whole = plan.orientation().turned(plan.original().size());
            Size kept = plan.orientation().turned(plan.part().size());
            Gravity found = found(plan.original(), transform.withCrop(Optional.empty()), whole, kept, glance);
            transform = transform.withCrop(
                    Optional.of(new Crop(crop.width(), crop.height(), Optional.of(found), crop.aspect())));
        }
        if (cutsSmartly(plan)) {
            Size whole = plan.orientation().turned(plan.scaled());
            transform = transform.withGravity(
                    found(plan.original(), transform, whole, plan.cut().size(), glance));
        }
        return transform;
    }

    private static Gravity found(ImageHeader header, Transform transform, Size whole, Size kept, Glance glance)
            throws ImageException {
        RenderPlan small = small(header, transform, size(whole, kept));
        Size size = small.cut().size();
        double keptWidth = (double) kept.width() * size.width() / whole.width();
        double keptHeight = (double) kept.height() * size.height() / whole.height();
        double sigma = Math.max(1, BLUR * Math.hypot(keptWidth, keptHeight));
        Attention.Point point = Attention.strongest(glance.at(small), sigma);
        return new Gravity(Gravity.Type.FOCAL_POINT, point.x(), point.y());
    }

    /** The size at which the kept part is as large as is needed, in the bounds of what is affordable. */
    private static Size size(Size whole, Size kept) {
        double width = Math.max(1, whole.width() * Math.min(1, KEPT / kept.width()));
        double height = Math.max(1, whole.height() * Math.min(1, KEPT / kept.height()));
        double factor = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
        return new Size((int) Math.min(LONGEST, Rounding.side(width * factor)), (int)
                Math.min(LONGEST, Rounding.side(height * factor)));
    }

    private static RenderPlan small(ImageHeader header, Transform transform, Size size) throws ImageException {
        Resize resize =
                new Resize(Resize.Mode.FORCE, OptionalInt.of(size.width()), OptionalInt.of(size.height()), true, 1);
        Transform small = new Transform(resize, Gravity.CENTER, Optional.empty())
                .withCrop(transform.crop())
                .withTurn(transform.turn());
        return Planner.plan(header, small, Target.of(ImageFormat.PNG), NONE);
    }

    /** An upper bound of what small versions of the picture can cost beside decoding it, in bytes. */
    static long memory(ImageHeader header) {
        Size source = header.size();
        long longest = Math.max(source.width(), source.height());
        long side = Math.min(longest, LONGEST);
        long pixels = (long) MOST_PIXELS;
        // Twice, for the crop and for the cut: scratch arrays are kept.
        return 2 * (4 * PlaneResampler.memory(longest, 1, side, side) + 10 * pixels + Attention.memory(pixels));
    }
}
