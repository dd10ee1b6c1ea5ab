package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import java.util.ArrayList;
import java.util.List;

/** Cuts a part out of a picture. Nothing is copied. */
final class CutOut {
    private CutOut() {}

    /** A part of a picture, sharing its storage. */
    static Pixels part(Pixels pixels, Box box) {
        List<Plane> parts = new ArrayList<>();
        for (Plane plane : pixels.planes()) {
            parts.add(plane.view(box.x(), box.y(), box.width(), box.height()));
        }
        return new Pixels(pixels.layout(), parts);
    }
}
