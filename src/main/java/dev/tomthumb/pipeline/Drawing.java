package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Size;
import java.util.List;

/** How large a drawing is drawn: it has no pixels of its own (imgproxy pipeline, section 5, steps 1 and 3). */
final class Drawing {
    private Drawing() {}

    /** The header of a drawing that wants to be larger than an original may be, made smaller. */
    static ImageHeader guarded(ImageHeader header, Limits limits) {
        double factor = Math.sqrt((double) limits.maxPixels() / header.size().pixels());
        return factor >= 1 ? header : Passes.part(header, scaled(header.size(), factor, factor, limits.maxPixels()));
    }

    /**
     * The plan for a drawing that is drawn at the size that is needed, so that nothing is scaled afterwards; unless that
     * were more than {@code most} pixels.
     *
     * @param plan as for a picture of the size that the drawing wants to have
     */
    static RenderPlan planned(RenderPlan plan, long most) {
        Size own = plan.original().size();
        double x = (double) plan.scaled().width() / plan.part().width();
        double y = (double) plan.scaled().height() / plan.part().height();
        double pixels = own.width() * x * (own.height() * y);
        double factor = Math.min(1, Math.sqrt(most / pixels));
        Size size = scaled(own, x * factor, y * factor, most);
        Size part = factor < 1 ? scaled(plan.part().size(), x * factor, y * factor, most) : plan.scaled();
        Box used = within(size, plan.part().x() * x * factor, plan.part().y() * y * factor, part);
        return new RenderPlan(
                Passes.part(plan.original(), size),
                plan.output(),
                plan.orientation(),
                used,
                plan.scaled(),
                plan.cut(),
                plan.canvas(),
                plan.result(),
                plan.background(),
                plan.backgroundOpacity(),
                new Demand(used, List.of(8)),
                plan.chroma(),
                plan.toSrgb(),
                plan.transfer(),
                plan.transform(),
                plan.dpr());
    }

    /** At least 1x1, and never more than {@code most} pixels, which rounding up could lead to. */
    private static Size scaled(Size size, double x, double y, long most) {
        int width = (int) Math.max(1, Math.min(most, Math.rint(size.width() * x)));
        int height = (int) Math.max(1, Math.min(most / width, Math.rint(size.height() * y)));
        return new Size(width, height);
    }

    private static Box within(Size whole, double x, double y, Size part) {
        int width = Math.min(part.width(), whole.width());
        int height = Math.min(part.height(), whole.height());
        int left = (int) Math.max(0, Math.min(whole.width() - width, Math.rint(x)));
        int top = (int) Math.max(0, Math.min(whole.height() - height, Math.rint(y)));
        return new Box(left, top, new Size(width, height));
    }
}
