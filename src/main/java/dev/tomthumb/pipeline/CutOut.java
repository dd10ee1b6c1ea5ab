package dev.tomthumb.pipeline;

import dev.tomthumb.model.Box;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the window of a picture that was not scaled (imgproxy pipeline, section 5, step 8); a scaled one was only made as
 * far as it is kept. Nothing is copied.
 */
final class CutOut implements Step {

    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) {
        Box window = plan.window();
        if (pixels.width() == window.width() && pixels.height() == window.height()) {
            return pixels;
        }
        return part(pixels, window);
    }

    /** A part of a picture, sharing its storage. */
    static Pixels part(Pixels pixels, Box box) {
        List<Plane> parts = new ArrayList<>();
        for (Plane plane : pixels.planes()) {
            parts.add(plane.view(box.x(), box.y(), box.width(), box.height()));
        }
        return new Pixels(pixels.layout(), parts);
    }
}
