package dev.tomthumb.pipeline;

import dev.tomthumb.model.Box;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.geometry.Rounding;

/** Where a smaller box lies inside a larger one (imgproxy pipeline, section 4). */
final class Placement {
    private Placement() {}

    /**
     * The inner box, moved back inside where offsets would push it out.
     *
     * @param outer the picture
     * @param inner what is kept of it; neither side longer than the picture's
     * @param gravity which part
     * @param dpr multiplies offsets that are absolute, i.e. of magnitude 1 or more
     */
    static Box inside(Size outer, Size inner, Gravity gravity, double dpr) {
        double left = left(outer.width(), inner.width(), gravity, dpr);
        double top = top(outer.height(), inner.height(), gravity, dpr);
        return new Box(
                clamped(left, outer.width() - inner.width()), clamped(top, outer.height() - inner.height()), inner);
    }

    /**
     * Where something is laid over a picture that it may reach out of.
     *
     * @param left may be negative
     * @param top may be negative
     */
    record Corner(int left, int top) {}

    /** The corner of something laid over a picture; moved back until at least one pixel of it lies inside. */
    static Corner overlapping(Size picture, Size mark, Gravity gravity, double dpr) {
        double left = left(picture.width(), mark.width(), gravity, dpr);
        double top = top(picture.height(), mark.height(), gravity, dpr);
        return new Corner((int) Math.max(1.0 - mark.width(), Math.min(picture.width() - 1, left)), (int)
                Math.max(1.0 - mark.height(), Math.min(picture.height() - 1, top)));
    }

    /** The space between two repeated watermarks: an offset, but nothing below 0, nor more than leaves one of them. */
    static int space(int outer, double value, double dpr) {
        return (int) Math.max(0, Math.min(2.0 * outer, offset(outer, value, dpr)));
    }

    private static double left(int outer, int inner, Gravity gravity, double dpr) {
        return switch (gravity.type()) {
            case FOCAL_POINT -> around(outer, inner, gravity.x());
            case WEST, NORTH_WEST, SOUTH_WEST -> offset(outer, gravity.x(), dpr);
            case EAST, NORTH_EAST, SOUTH_EAST -> outer - inner - offset(outer, gravity.x(), dpr);
            case CENTER, NORTH, SOUTH, SMART -> middle(outer, inner) + offset(outer, gravity.x(), dpr);
        };
    }

    private static double top(int outer, int inner, Gravity gravity, double dpr) {
        return switch (gravity.type()) {
            case FOCAL_POINT -> around(outer, inner, gravity.y());
            case NORTH, NORTH_EAST, NORTH_WEST -> offset(outer, gravity.y(), dpr);
            case SOUTH, SOUTH_EAST, SOUTH_WEST -> outer - inner - offset(outer, gravity.y(), dpr);
            case CENTER, EAST, WEST, SMART -> middle(outer, inner) + offset(outer, gravity.y(), dpr);
        };
    }

    private static double around(int outer, int inner, double point) {
        return Rounding.halfEven(outer * point) - inner / 2;
    }

    /** The "+ 1" and the even rounding are imgproxy's: what is left over may lean right or down by a pixel. */
    private static double middle(int outer, int inner) {
        return Rounding.halfEven((outer - inner + 1.0) / 2);
    }

    private static double offset(int outer, double value, double dpr) {
        return Rounding.halfEven(Math.abs(value) >= 1 ? value * dpr : outer * value);
    }

    private static int clamped(double position, int last) {
        return (int) Math.max(0, Math.min(last, position));
    }
}
