package dev.tomthumb.pixel;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.Optional;

/**
 * Finds what lies inside borders of one colour. A pixel belongs to the border while the median of its 3x3 neighbourhood,
 * which single specks do not move, differs on no channel by more than a threshold. Transparency counts as magenta. The
 * rule is that of libvips' {@code find_trim}, as imgproxy uses it (pipeline, section 5, step 2).
 */
public final class Borders {
    /** What transparent pixels are laid on. */
    private static final int[] GROUND = {255, 0, 255};

    private final Pixels pixels;
    private final int width;
    private final int height;
    private final double threshold;
    /** Three rows around the current one, by channel: above, itself, below. */
    private final int[][][] rows;

    private final byte[] samples;
    private final byte[] opacity;

    private Borders(Pixels pixels, double threshold) {
        this.pixels = pixels;
        this.width = pixels.width();
        this.height = pixels.height();
        this.threshold = threshold;
        this.rows = new int[3][GROUND.length][width];
        this.samples = new byte[width];
        this.opacity = new byte[width];
    }

    /**
     * The smallest box that holds everything but border.
     *
     * @param pixels grey or RGB, with or without alpha
     * @param threshold how far a border's channel may be from its colour, at least 0
     * @param color the border's; empty = that of the pixel at the top left
     * @return empty where all is border
     */
    public static Optional<Box> content(Pixels pixels, double threshold, Optional<Color> color) {
        Borders borders = new Borders(pixels, threshold);
        borders.read(0, 1);
        int[] border = color.map(given -> new int[] {given.red(), given.green(), given.blue()})
                .orElseGet(() -> new int[] {borders.rows[1][0][0], borders.rows[1][1][0], borders.rows[1][2][0]});
        return borders.content(border);
    }

    /** The bytes that {@link #content} needs beside the pixels, for rows of a width. */
    public static long memory(int width) {
        return (3L * GROUND.length * Integer.BYTES + 2) * width + 4096;
    }

    private Optional<Box> content(int[] border) {
        read(0, 0);
        read(Math.min(1, height - 1), 2);
        int left = width;
        int right = 0;
        int top = height;
        int bottom = 0;
        for (int y = 0; y < height; y++) {
            int first = first(border, 0, left);
            int last = last(border, right, width);
            if (first < left || last > right || isContent(border, left, right)) {
                top = Math.min(top, y);
                bottom = y + 1;
                left = Math.min(left, first);
                right = Math.max(right, last);
            }
            advance(Math.min(y + 2, height - 1));
        }
        return top == height ? Optional.empty() : Optional.of(new Box(left, top, new Size(right - left, bottom - top)));
    }

    private boolean isContent(int[] border, int from, int to) {
        return first(border, from, to) < to;
    }

    /** The first column from {@code from} on that is no border; {@code to} if there is none before. */
    private int first(int[] border, int from, int to) {
        for (int x = from; x < to; x++) {
            if (differs(border, x)) {
                return x;
            }
        }
        return to;
    }

    /** Behind the last column below {@code to} that is no border; {@code from} if there is none from there on. */
    private int last(int[] border, int from, int to) {
        for (int x = to; x > from; x--) {
            if (differs(border, x - 1)) {
                return x;
            }
        }
        return from;
    }

    private boolean differs(int[] border, int x) {
        for (int channel = 0; channel < border.length; channel++) {
            if (Math.abs(median(channel, x) - border[channel]) > threshold) {
                return true;
            }
        }
        return false;
    }

    /** Beyond the picture its edge is repeated. */
    private int median(int channel, int x) {
        int before = Math.max(0, x - 1);
        int after = Math.min(width - 1, x + 1);
        int[] a = rows[0][channel];
        int[] b = rows[1][channel];
        int[] c = rows[2][channel];
        int lowest = Math.max(
                lowest(a[before], b[before], c[before]),
                Math.max(lowest(a[x], b[x], c[x]), lowest(a[after], b[after], c[after])));
        int middle = middle(
                middle(a[before], b[before], c[before]),
                middle(a[x], b[x], c[x]),
                middle(a[after], b[after], c[after]));
        int highest = Math.min(
                highest(a[before], b[before], c[before]),
                Math.min(highest(a[x], b[x], c[x]), highest(a[after], b[after], c[after])));
        return middle(lowest, middle, highest);
    }

    private static int lowest(int a, int b, int c) {
        return Math.min(a, Math.min(b, c));
    }

    private static int highest(int a, int b, int c) {
        return Math.max(a, Math.max(b, c));
    }

    private static int middle(int a, int b, int c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void advance(int next) {
        int[][] above = rows[0];
        rows[0] = rows[1];
        rows[1] = rows[2];
        rows[2] = above;
        read(next, 2);
    }

    private void read(int y, int slot) {
        List<Plane> colors = pixels.colors();
        boolean alpha = pixels.layout().hasAlpha();
        if (alpha) {
            pixels.alpha().readRow(y, opacity);
        }
        for (int channel = 0; channel < GROUND.length; channel++) {
            colors.get(Math.min(channel, colors.size() - 1)).readRow(y, samples);
            int[] row = rows[slot][channel];
            for (int x = 0; x < width; x++) {
                int share = alpha ? opacity[x] & 0xff : 255;
                row[x] = ((samples[x] & 0xff) * share + GROUND[channel] * (255 - share)) / 255;
            }
        }
    }
}
