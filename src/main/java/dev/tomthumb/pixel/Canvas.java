package dev.tomthumb.pixel;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.ArrayList;
import java.util.List;

/** New pictures, laid out as writers like to read them. */
final class Canvas {
    private Canvas() {}

    /** A picture of zeros, its samples interleaved. */
    static Pixels blank(Layout layout, int width, int height) {
        return blank(layout, width, height, false);
    }

    /** A picture of zeros of the size and depth of {@code like}, its samples interleaved. */
    static Pixels blank(Layout layout, Pixels like) {
        return blank(layout, like.width(), like.height(), like.isDeep());
    }

    private static Pixels blank(Layout layout, int width, int height, boolean deep) {
        int samples = Math.multiplyExact(Math.multiplyExact(width, height), layout.planes());
        return deep
                ? Plane.interleavedDeep(layout, new byte[Math.multiplyExact(samples, 2)], width, height)
                : Plane.interleaved(layout, new byte[samples], width, height);
    }

    /** A picture that shares nothing with {@code pixels}. */
    static Pixels copy(Pixels pixels) {
        if (pixels.isDeep()) {
            Pixels copy = blank(pixels.layout(), pixels);
            for (int i = 0; i < copy.planes().size(); i++) {
                copy(pixels.planes().get(i), copy.planes().get(i));
            }
            return copy;
        }
        if (pixels.layout() != Layout.YCBCR) {
            byte[] samples = Plane.interleaved(pixels.planes()).clone();
            return Plane.interleaved(pixels.layout(), samples, pixels.width(), pixels.height());
        }
        List<Plane> planes = new ArrayList<>();
        for (Plane plane : pixels.planes()) {
            Plane copy = plane.blank(plane.width(), plane.height());
            copy(plane, copy);
            planes.add(copy);
        }
        return new Pixels(pixels.layout(), planes);
    }

    private static void copy(Plane from, Plane to) {
        for (int y = 0; y < from.height(); y++) {
            from.copyRow(y, to, 0, y);
        }
    }
}
