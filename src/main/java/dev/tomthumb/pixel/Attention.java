package dev.tomthumb.pixel;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.Arrays;
import java.util.List;

/**
 * Where the eye goes first: the idea of libvips' attention strategy, which takes it from smartcrop.js. Every pixel of a
 * small picture is scored by how sharp an edge it is, how near to the hue of skin, and how red against green; the score
 * is blurred about as wide as the part that will be kept, and its maximum is the answer.
 *
 * <p>With X, Y, Z of sRGB on a scale where white has Y = 100 (IEC 61966-2-1): edge = 5 |4Y - Y of the four neighbours|;
 * skin = 100 - 100 |(X, Y, Z) / length - (0.78, 0.57, 0.44)|; red = a* of CIELAB. The latter two count only where Y is at
 * least 5, and all of it in proportion to the opacity.
 */
public final class Attention {
    private static final double[] SKIN = {0.78, 0.57, 0.44};
    private static final double DARK = 5;
    private static final double EDGE = 5;
    /** White of sRGB, D65. */
    private static final double WHITE_X = 95.047;

    private static final int REACH = 3;

    private final int width;
    private final int height;
    private final float[] luminance;
    private final float[] score;

    private Attention(int width, int height) {
        this.width = width;
        this.height = height;
        this.luminance = new float[width * height];
        this.score = new float[width * height];
    }

    /**
     * A point.
     *
     * @param x 0..1 of the width
     * @param y 0..1 of the height
     */
    public record Point(double x, double y) {}

    /**
     * The point of a picture that draws most attention.
     *
     * @param pixels grey or RGB, with or without alpha; small, for every pixel costs some hundred operations
     * @param sigma how wide the score is blurred, in pixels, &gt; 0
     */
    public static Point strongest(Pixels pixels, double sigma) {
        Attention attention = new Attention(pixels.width(), pixels.height());
        attention.scoreColors(pixels.colors());
        attention.scoreEdges();
        if (pixels.layout().hasAlpha()) {
            attention.fade(pixels.alpha());
        }
        return attention.highest(attention.blurred(sigma));
    }

    /** The bytes that {@link #strongest} needs beside a picture of so many pixels. */
    public static long memory(long pixels) {
        return 4L * Float.BYTES * pixels + (1 << 16);
    }

    private void scoreColors(List<Plane> colors) {
        Plane red = colors.get(0);
        Plane green = colors.get(colors.size() == 1 ? 0 : 1);
        Plane blue = colors.get(colors.size() == 1 ? 0 : 2);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double r = Light.OF[red.get(x, y)];
                double g = Light.OF[green.get(x, y)];
                double b = Light.OF[blue.get(x, y)];
                double lightX = 41.24 * r + 35.76 * g + 18.05 * b;
                double lightY = 21.26 * r + 71.52 * g + 7.22 * b;
                double lightZ = 1.93 * r + 11.92 * g + 95.05 * b;
                luminance[y * width + x] = (float) lightY;
                if (lightY >= DARK) {
                    score[y * width + x] = (float) (skin(lightX, lightY, lightZ) + redness(lightX, lightY));
                }
            }
        }
    }

    private static double skin(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        double offX = x / length - SKIN[0];
        double offY = y / length - SKIN[1];
        double offZ = z / length - SKIN[2];
        return 100 - 100 * Math.sqrt(offX * offX + offY * offY + offZ * offZ);
    }

    private static double redness(double x, double y) {
        return 500 * (lightness(x / WHITE_X) - lightness(y / 100));
    }

    /** The curve of CIELAB (CIE 15, section 8.2.1). */
    private static double lightness(double share) {
        return share > 216.0 / 24389 ? Math.cbrt(share) : (24389.0 / 27 * share + 16) / 116;
    }

    private void scoreEdges() {
        for (int y = 0; y < height; y++) {
            int above = Math.max(0, y - 1) * width;
            int row = y * width;
            int below = Math.min(height - 1, y + 1) * width;
            for (int x = 0; x < width; x++) {
                float around = luminance[above + x]
                        + luminance[below + x]
                        + luminance[row + Math.max(0, x - 1)]
                        + luminance[row + Math.min(width - 1, x + 1)];
                score[row + x] += (float) (EDGE * Math.abs(4 * luminance[row + x] - around));
            }
        }
    }

    private void fade(Plane alpha) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                score[y * width + x] *= alpha.get(x, y) / 255f;
            }
        }
    }

    private float[] blurred(double sigma) {
        int reach = (int) Math.ceil(REACH * sigma);
        float[] weights = new float[reach + 1];
        double sum = 0;
        for (int i = 0; i <= reach; i++) {
            weights[i] = (float) Math.exp(-i * i / (2 * sigma * sigma));
            sum += i == 0 ? weights[i] : 2 * weights[i];
        }
        for (int i = 0; i <= reach; i++) {
            weights[i] /= (float) sum;
        }
        return blurredDown(blurredAcross(score, weights), weights);
    }

    private float[] blurredAcross(float[] from, float[] weights) {
        float[] to = new float[from.length];
        for (int y = 0; y < height; y++) {
            int row = y * width;
            for (int x = 0; x < width; x++) {
                float sum = from[row + x] * weights[0];
                for (int i = 1; i < weights.length; i++) {
                    sum += weights[i] * (from[row + Math.max(0, x - i)] + from[row + Math.min(width - 1, x + i)]);
                }
                to[row + x] = sum;
            }
        }
        return to;
    }

    private float[] blurredDown(float[] from, float[] weights) {
        float[] to = new float[from.length];
        for (int y = 0; y < height; y++) {
            int row = y * width;
            for (int i = 0; i < weights.length; i++) {
                int above = Math.max(0, y - i) * width;
                int below = Math.min(height - 1, y + i) * width;
                float weight = i == 0 ? weights[0] / 2 : weights[i];
                for (int x = 0; x < width; x++) {
                    to[row + x] += weight * (from[above + x] + from[below + x]);
                }
            }
        }
        return to;
    }

    private Point highest(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return new Point((best % width + 0.5) / width, (best / width + 0.5) / height);
    }

    /** Stored samples in proportion to light, 0..1. */
    private static final class Light {
        static final double[] OF = new double[256];

        static {
            Arrays.setAll(OF, i -> i <= 0.04045 * 255 ? i / 255.0 / 12.92 : Math.pow((i / 255.0 + 0.055) / 1.055, 2.4));
        }
    }
}
