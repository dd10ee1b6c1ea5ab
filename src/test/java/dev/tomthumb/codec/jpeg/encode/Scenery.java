package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pictures with the statistics of photographs: clouds of all sizes with hard edges in front of them. */
final class Scenery {
    private Scenery() {}

    /** The same picture each time, of one channel or three. */
    static Pixels of(Layout layout, int width, int height) {
        double[][] clouds = clouds(width, height, 1);
        List<Plane> planes = new ArrayList<>();
        for (int i = 0; i < layout.planes(); i++) {
            planes.add(plane(clouds, clouds(width, height, 2 + i), width, height, i));
        }
        return new Pixels(layout, planes);
    }

    private static Plane plane(double[][] common, double[][] own, int width, int height, int channel) {
        Plane plane = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = 128 + 60 * common[y][x] + 12 * own[y][x];
                if (Math.hypot(x - width * 0.6, y - height * 0.4) < width * 0.2) {
                    value = 60 * channel + 40 + 30 * common[y][x];
                }
                if (y > height * 0.7 && (x / 7 + y / 11) % 4 == 0) {
                    value = 220 - 50 * channel;
                }
                plane.set(x, y, (int) Math.max(0, Math.min(255, Math.round(value))));
            }
        }
        return plane;
    }

    /** Random values at the corners of ever finer squares, weaker the finer they are. */
    private static double[][] clouds(int width, int height, long seed) {
        double[][] sum = new double[height][width];
        Random random = new Random(seed);
        for (int square = 64; square >= 1; square /= 2) {
            add(sum, square, Math.sqrt(square / 64.0), random);
        }
        return sum;
    }

    private static void add(double[][] sum, int square, double weight, Random random) {
        int height = sum.length;
        int width = sum[0].length;
        double[][] corners = new double[height / square + 2][width / square + 2];
        for (double[] row : corners) {
            java.util.Arrays.setAll(row, i -> random.nextGaussian());
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fx = x % square / (double) square;
                double fy = y % square / (double) square;
                double[] above = corners[y / square];
                double[] below = corners[y / square + 1];
                int i = x / square;
                sum[y][x] += weight
                        * ((above[i] * (1 - fx) + above[i + 1] * fx) * (1 - fy)
                                + (below[i] * (1 - fx) + below[i + 1] * fx) * fy);
            }
        }
    }
}
