package dev.tomthumb.pixel;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.Arrays;

/**
 * Coarsens a picture to squares of one colour each (imgproxy pipeline, section 5, step 9): the picture is mirrored at its
 * right and lower edge up to a multiple of the squares, averaged over them, and cut back.
 *
 * <p>Colours are averaged in proportion to their opacity, unlike in imgproxy, where what is transparent darkens squares.
 */
public final class Pixelate {
    private Pixelate() {}

    /**
     * The picture coarsened.
     *
     * @param pixels planes of one size
     * @param size side of the squares in pixels; more than the picture's longer side counts as that, up to 1 changes
     *     nothing
     */
    public static Pixels coarsened(Pixels pixels, int size) {
        int side = Math.min(size, Math.max(pixels.width(), pixels.height()));
        if (side <= 1) {
            return pixels;
        }
        Pixels result = Canvas.blank(pixels.layout(), pixels);
        Squares squares = new Squares(pixels.width(), side, pixels.isDeep() ? Plane.FINER : 1);
        for (int top = 0; top < pixels.height(); top += side) {
            squares.coarsen(pixels, result, top);
        }
        return result;
    }

    /** How often each sample of an axis counts in the square that begins at {@code from}: once, or mirrored more often. */
    private static int[] counts(int length, int from, int side) {
        int[] counts = new int[Math.min(length - from, side)];
        int[] all = from + side <= length ? counts : new int[length];
        for (int i = from; i < from + side; i++) {
            int mirrored = i % (2 * length);
            int at = mirrored < length ? mirrored : 2 * length - 1 - mirrored;
            all[all == counts ? at - from : at]++;
        }
        return all;
    }

    /** One row of squares after the other. */
    private static final class Squares {
        private final int width;
        private final int side;
        private final double[] sums;
        private final double[] opaque;
        private final float[] row;
        private final float[] share;
        private final int steps;

        /** @param steps that samples take between two whole numbers */
        Squares(int width, int side, int steps) {
            this.steps = steps;
            this.width = width;
            this.side = side;
            this.sums = new double[width];
            this.opaque = new double[width];
            this.row = new float[width];
            this.share = new float[width];
        }

        void coarsen(Pixels pixels, Pixels to, int top) {
            int[] down = counts(pixels.height(), top, side);
            int first = down.length == pixels.height() ? 0 : top;
            boolean alpha = pixels.layout().hasAlpha();
            if (alpha) {
                sum(pixels.alpha(), pixels.alpha(), false, opaque, down, first);
            }
            for (int i = 0; i < pixels.planes().size(); i++) {
                boolean weighed = alpha && i < pixels.planes().size() - 1;
                Plane plane = pixels.planes().get(i);
                sum(plane, weighed ? pixels.alpha() : plane, weighed, sums, down, first);
                average(weighed);
                for (int y = top; y < Math.min(top + side, pixels.height()); y++) {
                    to.planes().get(i).writeRow(y, row);
                }
            }
        }

        /** Adds the rows up, each as often as it counts. */
        private void sum(Plane plane, Plane alpha, boolean weighed, double[] into, int[] down, int first) {
            Arrays.fill(into, 0);
            for (int y = 0; y < down.length; y++) {
                if (down[y] == 0) {
                    continue;
                }
                plane.readRow(first + y, row);
                alpha.readRow(first + y, share);
                for (int x = 0; x < width; x++) {
                    double factor = weighed ? (double) share[x] * down[y] : down[y];
                    into[x] += row[x] * factor;
                }
            }
        }

        private void average(boolean weighed) {
            for (int left = 0; left < width; left += side) {
                int[] across = counts(width, left, side);
                int first = across.length == width ? 0 : left;
                double total = 0;
                double weight = weighed ? 0 : (double) side * side;
                for (int x = 0; x < across.length; x++) {
                    total += sums[first + x] * across[x];
                    weight += weighed ? opaque[first + x] * across[x] : 0;
                }
                double mean = weight == 0 ? 0 : Math.floor(total / weight * steps + 0.5) / steps;
                Arrays.fill(row, left, Math.min(left + side, width), (float) mean);
            }
        }
    }
}
