package dev.tomthumb.pixel.measure;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.Arrays;

/**
 * The lightness of a picture as it is stored (ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B), 0..255, what is transparent on
 * white.
 *
 * @param width of the picture
 * @param height of the picture
 * @param samples one per pixel, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
public record Luma(int width, int height, float[] samples) {
    private static final float RED = 0.299f;
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;

    /** The lightness of {@code pixels}, of any layout. */
    public static Luma of(Pixels pixels) {
        return of(pixels, 1);
    }

    /**
     * As {@link #of(Pixels)}, made smaller.
     *
     * @param factor each sample is the mean of so many by so many pixels; what is left over at the right and at the
     *     bottom does not count. At least 1, at most the shorter side
     */
    public static Luma of(Pixels pixels, int factor) {
        int width = pixels.width() / factor;
        int height = pixels.height() / factor;
        float[] samples = new float[width * height];
        Rows rows = new Rows(pixels);
        float share = 1f / (factor * factor);
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < factor; i++) {
                float[] row = rows.read(y * factor + i);
                for (int x = 0; x < width; x++) {
                    float sum = 0;
                    for (int j = 0; j < factor; j++) {
                        sum += row[x * factor + j];
                    }
                    samples[y * width + x] += sum * share;
                }
            }
        }
        return new Luma(width, height, samples);
    }

    /** Row after row of lightness. */
    private static final class Rows {
        private final Pixels pixels;
        private final float[] sum;
        private final float[] row;

        Rows(Pixels pixels) {
            this.pixels = pixels;
            this.sum = new float[pixels.width()];
            this.row = new float[pixels.width()];
        }

        float[] read(int y) {
            boolean colored = pixels.layout().opaque() == Layout.RGB;
            if (colored) {
                Arrays.fill(sum, 0);
                add(pixels.planes().get(0), y, RED);
                add(pixels.planes().get(1), y, GREEN);
                add(pixels.planes().get(2), y, BLUE);
            } else {
                pixels.planes().get(0).readRow(y, sum);
            }
            if (pixels.layout().hasAlpha()) {
                pixels.alpha().readRow(y, row);
                for (int x = 0; x < sum.length; x++) {
                    sum[x] = 255 + (sum[x] - 255) * row[x] / 255;
                }
            }
            return sum;
        }

        private void add(Plane plane, int y, float weight) {
            plane.readRow(y, row);
            for (int x = 0; x < sum.length; x++) {
                sum[x] += weight * row[x];
            }
        }
    }

    /**
     * How much there is to see: the entropy of the lightness, rounded to whole steps, in bits (Shannon, 1948): 0 for one
     * shade, 8 for 256 equally frequent ones. Photographs have about 7, drawings less than 5.
     */
    public double entropy() {
        int[] counts = new int[256];
        for (float sample : samples) {
            counts[Math.min(255, (int) (sample + 0.5f))]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / samples.length;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
