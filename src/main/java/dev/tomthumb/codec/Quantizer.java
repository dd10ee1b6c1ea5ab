package dev.tomthumb.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A picture in few colours: its own if it has no more, else those of a median cut (Heckbert, 1982), spread by error
 * diffusion (Floyd and Steinberg, 1976). Transparency is on or off: alpha below 128 is off.
 */
public final class Quantizer {
    private static final int MOST_COLORS = 256;
    private static final int OPAQUE_FROM = 128;
    /** A pixel that shows what lies behind it. */
    private static final int TRANSPARENT = -1;

    private final Pixels pixels;
    private final int most;
    private final int width;
    private final int height;

    private Quantizer(Pixels pixels, int most) {
        this.pixels = pixels;
        this.most = most;
        this.width = pixels.width();
        this.height = pixels.height();
    }

    /**
     * A picture of indices.
     *
     * @param colors {@code 0xRRGGBB} by index; the transparent colour, if there is one, comes last
     * @param transparent whether the last colour is transparent
     * @param indices one per pixel, row by row
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Result(int[] colors, boolean transparent, byte[] indices) {}

    /**
     * Reduces grey or RGB, with or without alpha.
     *
     * @param most how many colours there may be, the transparent one included: 2 to 256
     * @throws IllegalArgumentException for another number
     */
    public static Result quantize(Pixels pixels, int most) {
        if (most < 2 || most > MOST_COLORS) {
            throw new IllegalArgumentException("a palette has 2 to " + MOST_COLORS + " colours, not " + most);
        }
        return new Quantizer(pixels, most).quantize();
    }

    private Result quantize() {
        boolean transparent = hasHoles();
        int limit = transparent ? most - 1 : most;
        Map<Integer, Integer> exact = exactColors(limit);
        return exact.size() <= limit
                ? exact(exact, transparent)
                : diffused(MedianCut.of(this::count, limit), transparent);
    }

    private boolean hasHoles() {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (color(x, y) == TRANSPARENT) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code 0xRRGGBB} or {@link #TRANSPARENT}. */
    private int color(int x, int y) {
        if (pixels.layout().hasAlpha() && pixels.alpha().get(x, y) < OPAQUE_FROM) {
            return TRANSPARENT;
        }
        List<Plane> colors = pixels.colors();
        if (colors.size() == 1) {
            return colors.get(0).get(x, y) * 0x010101;
        }
        return colors.get(0).get(x, y) << 16
                | colors.get(1).get(x, y) << 8
                | colors.get(2).get(x, y);
    }

    /** All colours with their indices; stops with more than {@code limit} as soon as there are more. */
    private Map<Integer, Integer> exactColors(int limit) {
        Map<Integer, Integer> indices = new HashMap<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width && indices.size() <= limit; x++) {
                int color = color(x, y);
                if (color != TRANSPARENT) {
                    indices.putIfAbsent(color, indices.size());
                }
            }
        }
        return indices;
    }

    private void count(MedianCut.Counter counter) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = color(x, y);
                if (color != TRANSPARENT) {
                    counter.add(color);
                }
            }
        }
    }

    private Result exact(Map<Integer, Integer> indexOf, boolean transparent) {
        List<Integer> palette = new ArrayList<>(indexOf.keySet());
        indexOf.forEach((color, index) -> palette.set(index, color));
        byte[] indices = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = color(x, y);
                indices[y * width + x] = (byte) (color == TRANSPARENT ? palette.size() : indexOf.get(color));
            }
        }
        return result(palette.stream().mapToInt(Integer::intValue).toArray(), transparent, indices);
    }

    private Result diffused(int[] palette, boolean transparent) {
        byte[] indices = new byte[width * height];
        Diffusion diffusion = new Diffusion(palette, width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = color(x, y);
                indices[y * width + x] = (byte) (color == TRANSPARENT ? palette.length : diffusion.index(x, color));
            }
            diffusion.endRow();
        }
        return result(palette, transparent, indices);
    }

    private static Result result(int[] palette, boolean transparent, byte[] indices) {
        int[] colors = java.util.Arrays.copyOf(palette, palette.length + (transparent ? 1 : 0));
        return new Result(colors, transparent, indices);
    }

    /** Chooses the nearest colour and hands the error on to the neighbours. */
    private static final class Diffusion {
        private final int[] palette;
        private final short[] nearest = new short[1 << 15];
        private int[] here;
        private int[] below;

        /** Errors in sixteenths, three per pixel, one pixel of margin on both sides. */
        Diffusion(int[] palette, int width) {
            this.palette = palette;
            this.here = new int[(width + 2) * 3];
            this.below = new int[(width + 2) * 3];
        }

        int index(int x, int color) {
            int red = wanted(x, 0, color >> 16 & 0xff);
            int green = wanted(x, 1, color >> 8 & 0xff);
            int blue = wanted(x, 2, color & 0xff);
            int index = nearest(red, green, blue);
            int chosen = palette[index];
            spread(x, 0, red - (chosen >> 16 & 0xff));
            spread(x, 1, green - (chosen >> 8 & 0xff));
            spread(x, 2, blue - (chosen & 0xff));
            return index;
        }

        void endRow() {
            int[] done = here;
            here = below;
            below = done;
            java.util.Arrays.fill(below, 0);
        }

        private int wanted(int x, int channel, int value) {
            int error = here[(x + 1) * 3 + channel];
            return Math.max(0, Math.min(255, value + (error + 8 >> 4)));
        }

        private void spread(int x, int channel, int error) {
            int at = (x + 1) * 3 + channel;
            here[at + 3] += 7 * error;
            below[at - 3] += 3 * error;
            below[at] += 5 * error;
            below[at + 3] += error;
        }

        /** Remembered by the upper five bits of each channel, one more than the index, 0 = not asked yet. */
        private int nearest(int red, int green, int blue) {
            int bin = (red >> 3) << 10 | (green >> 3) << 5 | blue >> 3;
            if (nearest[bin] == 0) {
                nearest[bin] = (short) (search(red & 0xf8 | 4, green & 0xf8 | 4, blue & 0xf8 | 4) + 1);
            }
            return nearest[bin] - 1;
        }

        private int search(int red, int green, int blue) {
            int best = 0;
            int bestDistance = Integer.MAX_VALUE;
            for (int i = 0; i < palette.length; i++) {
                int r = red - (palette[i] >> 16 & 0xff);
                int g = green - (palette[i] >> 8 & 0xff);
                int b = blue - (palette[i] & 0xff);
                int distance = 2 * r * r + 4 * g * g + b * b;
                if (distance < bestDistance) {
                    best = i;
                    bestDistance = distance;
                }
            }
            return best;
        }
    }
}
