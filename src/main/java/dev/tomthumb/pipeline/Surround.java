package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts a picture on its transparent canvas: extending and padding (imgproxy pipeline, section 5, steps 10 to 12). */
final class Surround implements Step {
    private static final byte OPAQUE = (byte) 255;

    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) {
        return plan.isSurrounded() ? on(plan.canvas(), pixels) : pixels;
    }

    private static Pixels on(Canvas canvas, Pixels pixels) {
        Layout layout = pixels.layout();
        List<Plane> planes = new ArrayList<>();
        for (Plane plane : pixels.planes()) {
            planes.add(on(canvas, plane));
        }
        if (!layout.hasAlpha()) {
            planes.add(opaque(canvas, pixels.width(), pixels.height()));
        }
        return new Pixels(layout.withAlpha(), planes);
    }

    /** Around the picture all is zero: black, and transparent. */
    private static Plane on(Canvas canvas, Plane plane) {
        int width = canvas.size().width();
        byte[] samples = new byte[Math.multiplyExact(width, canvas.size().height())];
        byte[] row = new byte[plane.width()];
        for (int y = 0; y < plane.height(); y++) {
            plane.readRow(y, row);
            System.arraycopy(row, 0, samples, (canvas.top() + y) * width + canvas.left(), row.length);
        }
        return new Plane(width, canvas.size().height(), samples, 0, 1, width);
    }

    private static Plane opaque(Canvas canvas, int pictureWidth, int pictureHeight) {
        int width = canvas.size().width();
        byte[] samples = new byte[Math.multiplyExact(width, canvas.size().height())];
        for (int y = 0; y < pictureHeight; y++) {
            int from = (canvas.top() + y) * width + canvas.left();
            Arrays.fill(samples, from, from + pictureWidth, OPAQUE);
        }
        return new Plane(width, canvas.size().height(), samples, 0, 1, width);
    }
}
