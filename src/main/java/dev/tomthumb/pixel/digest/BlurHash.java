package dev.tomthumb.pixel.digest;

import dev.tomthumb.codec.Pixels;

/**
 * BlurHash (Wolt; the format's own description, "Algorithm"): the first terms of a cosine transform of linear light, as
 * digits of base 83. What is transparent is taken by its colour, as is done everywhere.
 */
public final class BlurHash {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private final int width;
    private final int height;
    private final double[][] light = new double[3][];
    private final StringBuilder text = new StringBuilder();

    private BlurHash(Pixels pixels) {
        this.width = pixels.width();
        this.height = pixels.height();
        int[] colors = Rgba.of(pixels);
        for (int channel = 0; channel < 3; channel++) {
            int shift = 16 - 8 * channel;
            light[channel] = new double[colors.length];
            for (int i = 0; i < colors.length; i++) {
                light[channel][i] = linear(colors[i] >> shift & 255);
            }
        }
    }

    /**
     * The hash.
     *
     * @param across components, 1..9
     * @param down components, 1..9
     * @throws IllegalArgumentException for another number of them
     */
    public static String of(Pixels pixels, int across, int down) {
        if (across < 1 || across > 9 || down < 1 || down > 9) {
            throw new IllegalArgumentException("a BlurHash has 1 to 9 components, not " + across + "x" + down);
        }
        return new BlurHash(pixels).written(across, down);
    }

    private String written(int across, int down) {
        double[][] terms = terms(across, down);
        double largest = 0;
        for (int i = 1; i < terms.length; i++) {
            for (double value : terms[i]) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        int step = terms.length == 1 ? 0 : (int) Math.max(0, Math.min(82, Math.floor(largest * 166 - 0.5)));
        digits(across - 1 + (down - 1) * 9, 1);
        digits(step, 1);
        digits(stored(terms[0][0]) << 16 | stored(terms[0][1]) << 8 | stored(terms[0][2]), 4);
        double scale = terms.length == 1 ? 1 : (step + 1) / 166.0;
        for (int i = 1; i < terms.length; i++) {
            digits((level(terms[i][0] / scale) * 19 + level(terms[i][1] / scale)) * 19 + level(terms[i][2] / scale), 2);
        }
        return text.toString();
    }

    private double[][] terms(int across, int down) {
        double[][] terms = new double[across * down][3];
        for (int v = 0; v < down; v++) {
            double[] vertical = wave(v, height);
            for (int u = 0; u < across; u++) {
                double[] horizontal = wave(u, width);
                double weight = (u == 0 && v == 0 ? 1.0 : 2.0) / ((double) width * height);
                for (int channel = 0; channel < 3; channel++) {
                    terms[v * across + u][channel] = weight * sum(light[channel], horizontal, vertical);
                }
            }
        }
        return terms;
    }

    private static double[] wave(int frequency, int length) {
        double[] wave = new double[length];
        for (int i = 0; i < length; i++) {
            wave[i] = Math.cos(Math.PI * frequency * i / length);
        }
        return wave;
    }

    private double sum(double[] samples, double[] horizontal, double[] vertical) {
        double sum = 0;
        for (int y = 0; y < height; y++) {
            double row = 0;
            for (int x = 0; x < width; x++) {
                row += samples[y * width + x] * horizontal[x];
            }
            sum += row * vertical[y];
        }
        return sum;
    }

    private static int level(double value) {
        double root = Math.copySign(Math.sqrt(Math.abs(value)), value);
        return (int) Math.max(0, Math.min(18, Math.floor(root * 9 + 9.5)));
    }

    private void digits(int value, int count) {
        int divisor = 1;
        for (int i = 1; i < count; i++) {
            divisor *= 83;
        }
        for (int i = 0; i < count; i++, divisor /= 83) {
            text.append(DIGITS.charAt(value / divisor % 83));
        }
    }

    private static double linear(int stored) {
        double value = stored / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int stored(double linear) {
        double value = Math.max(0, Math.min(1, linear));
        double curve = value <= 0.0031308 ? value * 12.92 : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
        return (int) (curve * 255 + 0.5);
    }
}
