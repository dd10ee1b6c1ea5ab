package dev.tomthumb.model.geometry;

import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import java.util.OptionalInt;

/**
 * The sizes that follow from a scale (imgproxy pipeline, section 3, "Sizes"): upright, whole numbers of at least 1, but
 * doubles, because a hostile request can ask for more than any integer holds.
 *
 * @param scale the scale they follow from
 * @param scaled the whole scaled part
 * @param kept what is left of it after the cut
 * @param extended that extended to the size asked for
 * @param shaped that extended to the proportions asked for
 * @param padded that with its padding
 */
public record Extent(Scale scale, Sides scaled, Sides kept, Sides extended, Sides shaped, Sides padded) {

    /** A width and a height; 0 stands for one that does not matter, as in the reference. */
    public record Sides(double width, double height) {
        /** Neither matters. */
        private static final Sides NONE = new Sides(0, 0);

        Sides max(Sides other) {
            return new Sides(Math.max(width, other.width), Math.max(height, other.height));
        }

        /** On each axis the smaller one that matters. */
        Sides cutTo(Sides box) {
            return new Sides(
                    box.width == 0 ? width : Math.min(width, box.width),
                    box.height == 0 ? height : Math.min(height, box.height));
        }

        public double longest() {
            return Math.max(width, height);
        }

        /** NaN where a side is, or where one is endless and one is nothing. */
        public double pixels() {
            return width * height;
        }

        /** Only for sides that have been found to be small enough. */
        public Size size() {
            return new Size((int) width, (int) height);
        }
    }

    /** @param source the part that is scaled, upright */
    public static Extent of(Size source, Transform transform, Scale scale) {
        Resize resize = transform.resize();
        Sides scaled = new Sides(Rounding.side(source.width() * scale.x()), Rounding.side(source.height() * scale.y()));
        Sides box = box(resize, scale.dpr());
        Sides kept = scaled.cutTo(keepsProportions(resize) ? downTo(scaled, box) : box);
        Sides extended = transform.extend().isPresent() ? kept.max(box) : kept;
        Sides shaped = transform.extendAspectRatio().isPresent() ? extended.max(proportioned(kept, box)) : extended;
        return new Extent(scale, scaled, kept, extended, shaped, padded(shaped, transform.padding(), scale.dpr()));
    }

    /**
     * As {@link #of(Size, Transform, Scale)}, at the scale that is asked for; a longer side than {@code longest} makes all
     * of it smaller.
     *
     * @param source the part that is scaled, upright
     * @param vector whether it may grow because it has no size of its own
     */
    public static Extent within(OptionalInt longest, Size source, Transform transform, boolean vector) {
        Scale scale = Scale.of(source, transform.resize(), transform.extend().isPresent(), vector);
        Extent asked = of(source, transform, scale);
        double side = asked.counted(transform).longest();
        if (longest.isEmpty() || side <= longest.getAsInt()) {
            return asked;
        }
        Extent smaller = of(source, transform, scale.times(longest.getAsInt() / side, source));
        return smaller.cutTo(longest.getAsInt(), transform);
    }

    /**
     * The size that counts against the longest side allowed. If both kinds of extending are asked for, only the first
     * does, as in the reference.
     */
    Sides counted(Transform transform) {
        return padded(transform.extend().isPresent() ? extended : shaped, transform.padding(), scale.dpr());
    }

    /** A box that rounds to nothing cuts nothing, so that its other side can stay longer than is allowed: then it is cut. */
    Extent cutTo(int longest, Transform transform) {
        Sides limit = new Sides(longest, longest);
        if (kept.longest() <= longest) {
            return this;
        }
        Sides shorter = shaped.cutTo(limit);
        return new Extent(
                scale,
                scaled,
                kept.cutTo(limit),
                extended.cutTo(limit),
                shorter,
                padded(shorter, transform.padding(), scale.dpr()));
    }

    private static Sides box(Resize resize, double dpr) {
        return new Sides(side(resize.width(), dpr * resize.zoomX()), side(resize.height(), dpr * resize.zoomY()));
    }

    private static double side(OptionalInt asked, double factor) {
        return asked.isPresent() ? Rounding.halfAway(asked.getAsInt() * factor) : 0;
    }

    /** A box that a picture cannot fill shrinks with it instead of losing its proportions. */
    private static boolean keepsProportions(Resize resize) {
        return resize.mode() == Resize.Mode.FILL_DOWN && !resize.enlarge();
    }

    private static Sides downTo(Sides scaled, Sides box) {
        double across = box.width / scaled.width;
        double down = box.height / scaled.height;
        if (across > down && across > 1) {
            return new Sides(scaled.width, times(scaled.width, box.height / box.width));
        }
        if (down > across && down > 1) {
            return new Sides(times(scaled.height, box.width / box.height), scaled.height);
        }
        return box;
    }

    /** The smallest size of the box's proportions around a picture; none if the box lacks a side. */
    private static Sides proportioned(Sides kept, Sides box) {
        if (box.width == 0 || box.height == 0) {
            return Sides.NONE;
        }
        double across = box.width / kept.width;
        double down = box.height / kept.height;
        if (down > across) {
            return new Sides(kept.width, times(kept.width, box.height / box.width));
        }
        return across > down ? new Sides(times(kept.height, box.width / box.height), kept.height) : Sides.NONE;
    }

    private static double times(double side, double factor) {
        return Rounding.halfAway(side * factor);
    }

    private static Sides padded(Sides inner, Padding padding, double dpr) {
        return new Sides(
                inner.width + Rounding.halfEven(padding.left() * dpr) + Rounding.halfEven(padding.right() * dpr),
                inner.height + Rounding.halfEven(padding.top() * dpr) + Rounding.halfEven(padding.bottom() * dpr));
    }
}
