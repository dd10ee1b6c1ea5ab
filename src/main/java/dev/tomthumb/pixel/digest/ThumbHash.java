package dev.tomthumb.pixel.digest;

import dev.tomthumb.codec.Pixels;
import java.util.Arrays;
import java.util.Base64;

/**
 * ThumbHash (Evan Wallace): the first terms of a cosine transform of lightness, yellow against blue, red against green
 * and opacity, in four bits each, behind a head of five or six bytes.
 */
public final class ThumbHash {
    /** The most pixels a side may have. */
    public static final int MAX_SIDE = 100;

    private static final int ALPHA_TERMS = 5;

    private final int width;
    private final int height;
    /** Lightness, yellow - blue, red - green, opacity. */
    private final double[][] channels = new double[4][];

    private final boolean alpha;

    private ThumbHash(Pixels pixels) {
        this.width = pixels.width();
        this.height = pixels.height();
        int[] colors = Rgba.of(pixels);
        double[] mean = mean(colors);
        this.alpha = mean[3] < colors.length;
        Arrays.setAll(channels, i -> new double[colors.length]);
        for (int i = 0; i < colors.length; i++) {
            double opacity = (colors[i] >>> 24) / 255.0;
            double red = mean[0] * (1 - opacity) + opacity / 255 * (colors[i] >> 16 & 255);
            double green = mean[1] * (1 - opacity) + opacity / 255 * (colors[i] >> 8 & 255);
            double blue = mean[2] * (1 - opacity) + opacity / 255 * (colors[i] & 255);
            channels[0][i] = (red + green + blue) / 3;
            channels[1][i] = (red + green) / 2 - blue;
            channels[2][i] = red - green;
            channels[3][i] = opacity;
        }
    }

    /** Red, green and blue, 0..1, each pixel as heavy as it is opaque; and the sum of the opacities. */
    private static double[] mean(int[] colors) {
        double[] mean = new double[4];
        for (int color : colors) {
            double opacity = (color >>> 24) / 255.0;
            mean[0] += opacity / 255 * (color >> 16 & 255);
            mean[1] += opacity / 255 * (color >> 8 & 255);
            mean[2] += opacity / 255 * (color & 255);
            mean[3] += opacity;
        }
        for (int i = 0; i < 3 && mean[3] > 0; i++) {
            mean[i] /= mean[3];
        }
        return mean;
    }

    /**
     * The hash, 5 to 25 bytes, in Base64.
     *
     * @throws IllegalArgumentException for a side of more than {@value #MAX_SIDE} pixels
     */
    public static String of(Pixels pixels) {
        return Base64.getEncoder().encodeToString(bytes(pixels));
    }

    /** As {@link #of}, the bytes themselves. */
    public static byte[] bytes(Pixels pixels) {
        if (pixels.width() > MAX_SIDE || pixels.height() > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "a ThumbHash is made of at most " + MAX_SIDE + "x" + MAX_SIDE + " pixels");
        }
        return new ThumbHash(pixels).written();
    }

    /** The terms of a channel. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Terms(double constant, double scale, double[] rest) {}

    private byte[] written() {
        int limit = alpha ? 5 : 7;
        int longest = Math.max(width, height);
        int across = Math.max(1, (int) Math.round((double) limit * width / longest));
        int down = Math.max(1, (int) Math.round((double) limit * height / longest));
        Terms light = terms(channels[0], Math.max(3, across), Math.max(3, down));
        Terms yellow = terms(channels[1], 3, 3);
        Terms red = terms(channels[2], 3, 3);
        Terms opacity = terms(channels[3], ALPHA_TERMS, ALPHA_TERMS);
        boolean landscape = width > height;
        int first = round(63 * light.constant)
                | round(31.5 + 31.5 * yellow.constant) << 6
                | round(31.5 + 31.5 * red.constant) << 12
                | round(31 * light.scale) << 18
                | (alpha ? 1 << 23 : 0);
        int second = (landscape ? down : across)
                | round(63 * yellow.scale) << 3
                | round(63 * red.scale) << 9
                | (landscape ? 1 << 15 : 0);
        Nibbles nibbles = new Nibbles();
        nibbles.number(first, 6);
        nibbles.number(second, 4);
        if (alpha) {
            nibbles.number(round(15 * opacity.constant) | round(15 * opacity.scale) << 4, 2);
        }
        nibbles.terms(light);
        nibbles.terms(yellow);
        nibbles.terms(red);
        if (alpha) {
            nibbles.terms(opacity);
        }
        return nibbles.bytes();
    }

    private Terms terms(double[] channel, int across, int down) {
        double[] rest = new double[across * down];
        double constant = 0;
        double scale = 0;
        int count = 0;
        for (int v = 0; v < down; v++) {
            double[] vertical = wave(v, height);
            // A triangle of frequencies: the more of one axis, the less of the other.
            for (int u = 0; u * down < across * (down - v); u++) {
                double value = sum(channel, wave(u, width), vertical) / ((double) width * height);
                if (u == 0 && v == 0) {
                    constant = value;
                } else {
                    rest[count++] = value;
                    scale = Math.max(scale, Math.abs(value));
                }
            }
        }
        for (int i = 0; i < count && scale > 0; i++) {
            rest[i] = 0.5 + 0.5 / scale * rest[i];
        }
        return new Terms(constant, scale, Arrays.copyOf(rest, count));
    }

    private static double[] wave(int frequency, int length) {
        double[] wave = new double[length];
        for (int i = 0; i < length; i++) {
            wave[i] = Math.cos(Math.PI / length * frequency * (i + 0.5));
        }
        return wave;
    }

    private double sum(double[] channel, double[] horizontal, double[] vertical) {
        double sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sum += channel[y * width + x] * horizontal[x] * vertical[y];
            }
        }
        return sum;
    }

    private static int round(double value) {
        return (int) Math.round(value);
    }

    /** Four bits after the other, the lower half of a byte first. */
    private static final class Nibbles {
        private byte[] bytes = new byte[64];
        private int count;

        void number(int value, int nibbles) {
            for (int i = 0; i < nibbles; i++) {
                add(value >> 4 * i & 15);
            }
        }

        void terms(Terms terms) {
            for (double value : terms.rest) {
                add(round(15 * value));
            }
        }

        private void add(int nibble) {
            bytes[count / 2] |= (byte) (nibble << 4 * (count & 1));
            count++;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, (count + 1) / 2);
        }
    }
}
