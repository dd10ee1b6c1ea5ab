package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.ArrayList;
import java.util.List;

/** Pictures drawn straight into planes: no file format stands between a step and its test. */
final class Drawn {
    private Drawn() {}

    /** A value in 0..255 for every pixel. */
    @FunctionalInterface
    interface Shade {
        double at(int x, int y);
    }

    static Plane plane(int width, int height, Shade shade) {
        Plane plane = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                plane.set(x, y, (int) Math.max(0, Math.min(255, Math.rint(shade.at(x, y)))));
            }
        }
        return plane;
    }

    static Pixels grey(int width, int height, Shade shade) {
        return new Pixels(Layout.GREY, List.of(plane(width, height, shade)));
    }

    static Pixels of(Layout layout, int width, int height, Shade... shades) {
        List<Plane> planes = new ArrayList<>();
        for (Shade shade : shades) {
            planes.add(plane(width, height, shade));
        }
        return new Pixels(layout, planes);
    }

    /** Like a photograph: a sky, hills with hard edges, fine texture and grain. The same every time. */
    static Shade landscape(int width, int height) {
        return (x, y) -> {
            double u = (double) x / width;
            double v = (double) y / height;
            double hills = 0.55 + 0.12 * Math.sin(7 * u) + 0.05 * Math.sin(23 * u + 1);
            double shade = v < hills ? 210 - 60 * v - 30 * u : 90 + 40 * Math.sin(60 * u + 30 * v) - 40 * (v - hills);
            if (Math.hypot(u - 0.3, v - 0.25) < 0.08) {
                shade = 250;
            }
            return shade + 6 * grain(x, y);
        };
    }

    /** -1..1, without pattern. */
    private static double grain(int x, int y) {
        int hash = x * 0x27d4eb2d ^ y * 0x165667b1;
        hash = (hash ^ hash >>> 15) * 0x85ebca6b;
        return ((hash ^ hash >>> 13) & 0xffff) / 32767.5 - 1;
    }

    /** A picture in which every pixel is different from every other, up to 256x256. */
    static Pixels numbered(int width, int height) {
        return of(Layout.RGB, width, height, (x, y) -> x, (x, y) -> y, (x, y) -> x ^ y);
    }
}
