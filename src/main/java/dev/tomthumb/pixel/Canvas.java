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
        byte[] samples = new byte[Math.multiplyExact(Math.multiplyExact(width, height), layout.planes())];
        return Plane.interleaved(layout, samples, width, height);
    }

    /** A picture that shares nothing with {@code pixels}. */
    static Pixels copy(Pixels pixels) {
        if (pixels.layout() != Layout.YCBCR) {
            byte[] samples = Plane.interleaved(pixels.planes()).clone();
            return Plane.interleaved(pixels.layout(), samples, pixels.width(), pixels.height());
        }
        List<Plane> planes = new ArrayList<>();
        for (Plane plane : pixels.planes()) {
            planes.add(copy(plane));
        }
        return new Pixels(pixels.layout(), planes);
    }

    private static Plane copy(Plane plane) {
        byte[] samples = new byte[plane.width() * plane.height()];
        byte[] row = new byte[plane.width()];
        for (int y = 0; y < plane.height(); y++) {
            plane.readRow(y, row);
            System.arraycopy(row, 0, samples, y * row.length, row.length);
        }
        return new Plane(plane.width(), plane.height(), samples, 0, 1, plane.width());
    }
}
