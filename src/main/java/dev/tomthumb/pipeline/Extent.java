package dev.tomthumb.pipeline;

import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The sizes that follow from a scale (imgproxy pipeline, section 3, "Sizes"): upright, whole numbers of at least 1, but
 * doubles, because a hostile request can ask for more than any integer holds.
 *
 * <p>One deviation: in imgproxy a target that rounds to zero counts as not asked, so that a narrow enough box is not cut
 * at all and can outgrow the longest side allowed. Here it is one pixel.
 *
 * @param scale the scale they follow from
 * @param width of the whole scaled picture
 * @param height of the whole scaled picture
 * @param keptWidth what is left of the width after the cut, at most {@code width}
 * @param keptHeight what is left of the height after the cut, at most {@code height}
 */
record Extent(Scale scale, double width, double height, double keptWidth, double keptHeight) {

    static Extent of(Size source, Resize resize, Scale scale) {
        double width = Rounding.side(source.width() * scale.x());
        double height = Rounding.side(source.height() * scale.y());
        OptionalDouble boxWidth = target(resize.width(), scale);
        OptionalDouble boxHeight = target(resize.height(), scale);
        if (keepsAspectOfBox(resize) && boxWidth.isPresent() && boxHeight.isPresent()) {
            return downTo(scale, width, height, boxWidth.getAsDouble(), boxHeight.getAsDouble());
        }
        return new Extent(scale, width, height, kept(width, boxWidth), kept(height, boxHeight));
    }

    /** A side one pixel wide cannot shrink with the other, and the box's aspect changes: then only a cut helps. */
    Extent cutTo(int longest) {
        return new Extent(scale, width, height, Math.min(keptWidth, longest), Math.min(keptHeight, longest));
    }

    private static OptionalDouble target(OptionalInt side, Scale scale) {
        return side.isPresent()
                ? OptionalDouble.of(Rounding.side(side.getAsInt() * scale.dpr()))
                : OptionalDouble.empty();
    }

    private static double kept(double whole, OptionalDouble target) {
        return Math.min(whole, target.orElse(whole));
    }

    /** A box that a picture cannot fill shrinks with it instead of losing its aspect. */
    private static boolean keepsAspectOfBox(Resize resize) {
        return resize.mode() == Resize.Mode.FILL_DOWN && !resize.enlarge();
    }

    private static Extent downTo(Scale scale, double width, double height, double boxWidth, double boxHeight) {
        double across = boxWidth / width;
        double down = boxHeight / height;
        double keptWidth = Math.min(width, boxWidth);
        double keptHeight = Math.min(height, boxHeight);
        if (across > down && across > 1) {
            keptHeight = Math.min(height, Rounding.side(width * (boxHeight / boxWidth)));
        } else if (down > across && down > 1) {
            keptWidth = Math.min(width, Rounding.side(height * (boxWidth / boxHeight)));
        }
        return new Extent(scale, width, height, keptWidth, keptHeight);
    }
}
