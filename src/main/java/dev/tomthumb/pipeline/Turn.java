package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;

/** Turns a picture upright (imgproxy pipeline, section 5, step 7). Samples are moved, never changed. */
final class Turn {
    private Turn() {}

    /** The picture turned; itself where there is nothing to turn. */
    static Pixels turned(Pixels pixels, Orientation orientation) {
        if (orientation.equals(Orientation.UPRIGHT)) {
            return pixels;
        }
        List<Plane> turned = new ArrayList<>();
        for (Plane plane : pixels.planes()) {
            turned.add(turned(plane, orientation));
        }
        return new Pixels(pixels.layout(), turned);
    }

    private static Plane turned(Plane stored, Orientation orientation) {
        Size size = orientation.turned(new Size(stored.width(), stored.height()));
        Plane upright = stored.blank(size.width(), size.height());
        int lastX = stored.width() - 1;
        int lastY = stored.height() - 1;
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int storedX = orientation.swapped() ? y : x;
                int storedY = orientation.swapped() ? x : y;
                stored.copySample(
                        orientation.mirroredX() ? lastX - storedX : storedX,
                        orientation.mirroredY() ? lastY - storedY : storedY,
                        upright,
                        x,
                        y);
            }
        }
        return upright;
    }
}
