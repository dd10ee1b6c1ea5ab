package dev.tomthumb.codec;

import java.util.ArrayList;
import java.util.List;

/** Pixels to write and to compare. */
public final class Pictures {
    private Pictures() {}

    /** Smooth waves with a little grain, different in each plane; alpha runs from 0 at the left to 255 at the right. */
    public static Pixels waves(Layout layout, int width, int height) {
        List<Plane> planes = new ArrayList<>();
        for (int i = 0; i < layout.planes(); i++) {
            boolean alpha = layout.hasAlpha() && i == layout.planes() - 1;
            planes.add(alpha ? ramp(width, height) : wave(width, height, i));
        }
        return new Pixels(layout, planes);
    }

    private static Plane ramp(int width, int height) {
        Plane plane = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                plane.set(x, y, width == 1 ? 255 : x * 255 / (width - 1));
            }
        }
        return plane;
    }

    private static Plane wave(int width, int height, int channel) {
        Plane plane = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = 128 + 100 * Math.sin((x + 2.0 * y) / 17 + channel) * Math.cos(y / 23.0 - channel);
                plane.set(x, y, (int) value + (x * 7 + y * 13) % 5);
            }
        }
        return plane;
    }

    /** Peak signal to noise ratio over all planes, in decibels; 99 for equal pictures. */
    public static double psnr(Pixels expected, Pixels actual) {
        return psnr(expected.planes(), actual.planes());
    }

    /** As {@link #psnr(Pixels, Pixels)} over some planes. */
    public static double psnr(List<Plane> expected, List<Plane> actual) {
        double squares = 0;
        long count = 0;
        for (int i = 0; i < expected.size(); i++) {
            Plane a = expected.get(i);
            Plane b = actual.get(i);
            for (int y = 0; y < a.height(); y++) {
                for (int x = 0; x < a.width(); x++, count++) {
                    double difference = a.get(x, y) - b.get(x, y);
                    squares += difference * difference;
                }
            }
        }
        return squares == 0 ? 99 : 10 * Math.log10(255.0 * 255.0 * count / squares);
    }

    /** The colours at a place, e.g. {@code 255,0,0}. */
    public static List<Integer> at(Pixels pixels, int x, int y) {
        return pixels.planes().stream().map(plane -> plane.get(x, y)).toList();
    }
}
