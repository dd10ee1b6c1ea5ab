package dev.tomthumb.pixel;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.ArrayList;
import java.util.List;

/** Small pictures written out, and pictures written back. */
final class Painted {
    private Painted() {}

    /** A plane from rows parted by slashes and samples parted by spaces. */
    static Plane plane(String text) {
        String[] rows = text.split("/");
        Plane plane = new Plane(rows[0].strip().split(" +").length, rows.length);
        for (int y = 0; y < rows.length; y++) {
            String[] samples = rows[y].strip().split(" +");
            for (int x = 0; x < samples.length; x++) {
                plane.set(x, y, Integer.parseInt(samples[x]));
            }
        }
        return plane;
    }

    static Pixels of(Layout layout, String... planes) {
        List<Plane> painted = new ArrayList<>();
        for (String text : planes) {
            painted.add(plane(text));
        }
        return new Pixels(layout, painted);
    }

    static Pixels grey(String text) {
        return of(Layout.GREY, text);
    }

    /** A plane as {@link #plane} reads it. */
    static String text(Plane plane) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < plane.height(); y++) {
            text.append(y == 0 ? "" : "/");
            for (int x = 0; x < plane.width(); x++) {
                text.append(x == 0 ? "" : " ").append(plane.get(x, y));
            }
        }
        return text.toString();
    }

    static List<String> text(Pixels pixels) {
        return pixels.planes().stream().map(Painted::text).toList();
    }

    /** Noise that is the same every time. */
    static Pixels noise(Layout layout, int width, int height, long seed) {
        List<Plane> planes = new ArrayList<>();
        java.util.Random random = new java.util.Random(seed);
        for (int i = 0; i < layout.planes(); i++) {
            Plane plane = new Plane(width, height);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    plane.set(x, y, random.nextInt(256));
                }
            }
            planes.add(plane);
        }
        return new Pixels(layout, planes);
    }

    static double mean(Plane plane) {
        double sum = 0;
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                sum += plane.get(x, y);
            }
        }
        return sum / plane.width() / plane.height();
    }

    /** The largest difference between two planes of one size. */
    static int difference(Plane a, Plane b) {
        int most = 0;
        for (int y = 0; y < a.height(); y++) {
            for (int x = 0; x < a.width(); x++) {
                most = Math.max(most, Math.abs(a.get(x, y) - b.get(x, y)));
            }
        }
        return most;
    }
}
