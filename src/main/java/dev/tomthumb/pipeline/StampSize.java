package dev.tomthumb.pipeline;

import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Watermark;
import dev.tomthumb.model.geometry.Rounding;
import java.util.Optional;
import java.util.OptionalInt;

/** How large a watermark becomes (imgproxy pipeline, section 5, step 15). */
final class StampSize {
    /** More than any limit lets through; and still an int. */
    private static final double LONGEST = 1_000_000;

    private StampSize() {}

    /**
     * The box that the watermark must fit, growing if need be; empty = it stays as large as it is.
     *
     * @param picture what it will lie over
     * @param dpr multiplies CSS pixels
     */
    static Resize fit(Watermark wish, Size picture, double dpr) {
        if (wish.scale() > 0) {
            return box(
                    OptionalInt.of(side(Rounding.halfEven(picture.width() * wish.scale()))),
                    OptionalInt.of(side(Rounding.halfEven(picture.height() * wish.scale()))));
        }
        return box(scaled(wish.width(), dpr), scaled(wish.height(), dpr));
    }

    private static OptionalInt scaled(OptionalInt side, double dpr) {
        return side.isPresent() ? OptionalInt.of(side(Rounding.halfAway(side.getAsInt() * dpr))) : side;
    }

    private static int side(double exact) {
        return (int) Math.max(1, Math.min(LONGEST, exact));
    }

    private static Resize box(OptionalInt width, OptionalInt height) {
        return new Resize(Resize.Mode.FIT, width, height, true, 1);
    }

    /** Whether any box is given. */
    static boolean isBoxed(Resize fit) {
        return fit.width().isPresent() || fit.height().isPresent();
    }

    /** What must happen to the watermark's own picture. */
    static Transform transform(Resize fit) {
        return new Transform(fit, Gravity.CENTER, Optional.empty());
    }

    /** By how much something of {@code own} size must grow to fit. */
    static double factor(Resize fit, Size own) {
        double across = fit.width().isPresent() ? (double) fit.width().getAsInt() / own.width() : Double.MAX_VALUE;
        double down = fit.height().isPresent() ? (double) fit.height().getAsInt() / own.height() : Double.MAX_VALUE;
        return Math.min(across, down);
    }
}
