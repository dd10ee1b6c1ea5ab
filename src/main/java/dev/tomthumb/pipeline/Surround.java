package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts a picture on its transparent canvas: extending and padding (imgproxy pipeline, section 5, steps 10 to 12). */
final class Surround implements Step {
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
            planes.add(opaque(canvas, pixels.planes().get(0)));
        }
        return new Pixels(layout.withAlpha(), planes);
    }

    /** Around the picture all is zero: black, and transparent. */
    private static Plane on(Canvas canvas, Plane plane) {
        Plane whole = plane.blank(canvas.size().width(), canvas.size().height());
        for (int y = 0; y < plane.height(); y++) {
            plane.copyRow(y, whole, canvas.left(), canvas.top() + y);
        }
        return whole;
    }

    private static Plane opaque(Canvas canvas, Plane picture) {
        Plane whole = picture.blank(canvas.size().width(), canvas.size().height());
        Plane covered = whole.view(canvas.left(), canvas.top(), picture.width(), picture.height());
        byte[] full = new byte[picture.width()];
        Arrays.fill(full, (byte) 255);
        for (int y = 0; y < covered.height(); y++) {
            covered.writeRow(y, full);
        }
        return whole;
    }
}
