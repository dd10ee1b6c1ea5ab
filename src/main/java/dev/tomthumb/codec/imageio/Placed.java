package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Size;

/** A first frame that does not fill its screen, laid where it belongs; around it the screen is transparent. */
final class Placed {
    private Placed() {}

    /** What of {@code frame} lies on a screen of that size when its corner is at ({@code left},{@code top}). */
    static Pixels on(Size screen, Pixels frame, int left, int top) {
        if (left == 0 && top == 0 && frame.width() == screen.width() && frame.height() == screen.height()) {
            return frame;
        }
        Pixels result = Buffers.allocate(frame.layout().withAlpha(), screen.width(), screen.height());
        int width = Math.min(frame.width(), screen.width() - left);
        int height = Math.min(frame.height(), screen.height() - top);
        if (width > 0 && height > 0) {
            for (int i = 0; i < frame.planes().size(); i++) {
                copy(frame.planes().get(i), result.planes().get(i).view(left, top, width, height));
            }
            if (!frame.layout().hasAlpha()) {
                fill(result.alpha().view(left, top, width, height), 255);
            }
        }
        return result;
    }

    private static void copy(Plane from, Plane to) {
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++) {
                to.set(x, y, from.get(x, y));
            }
        }
    }

    private static void fill(Plane plane, int value) {
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                plane.set(x, y, value);
            }
        }
    }
}
