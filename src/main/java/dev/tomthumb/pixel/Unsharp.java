package dev.tomthumb.pixel;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.FloatRows;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;

/**
 * Unsharp masking with the eight neighbours: {@code p + (weight / divider) * (8 p - their sum)}. With weight 1 and
 * divider 24 these are the numbers -1, 32, -1 over 24, which libvips' thumbnailer sharpens with.
 */
public final class Unsharp {
    private Unsharp() {}

    /**
     * The picture sharpened.
     *
     * @param pixels planes of one size
     * @param strength weight divided by divider, &gt; 0
     * @throws ImageException what {@code checkpoint} throws
     */
    public static Pixels masked(Pixels pixels, double strength, Checkpoint checkpoint) throws ImageException {
        // Whatever is stronger only turns every pixel black or white; a float must not become infinite.
        float bounded = (float) Math.min(strength, 1e6);
        return Premultiplied.filtered(pixels, (field, check) -> masked(field, bounded, check), checkpoint);
    }

    private static Field masked(Field field, float strength, Checkpoint checkpoint) throws ImageException {
        int width = field.width();
        Field masked = Field.blank(width, field.height());
        float[] sums = new float[width];
        for (int y = 0; y < field.height(); y++) {
            checkpoint.check();
            float[] here = field.rows()[y];
            float[] above = field.rows()[Math.max(0, y - 1)];
            float[] below = field.rows()[Math.min(field.height() - 1, y + 1)];
            FloatRows.weigh(sums, above, 1, here, 1, below, 1, width);
            mask(masked.rows()[y], here, sums, strength, width);
        }
        return masked;
    }

    private static void mask(float[] out, float[] here, float[] sums, float strength, int n) {
        for (int x = 0; x < n; x++) {
            float nine = sums[Math.max(0, x - 1)] + sums[x] + sums[Math.min(n - 1, x + 1)];
            out[x] = here[x] + strength * (9 * here[x] - nine);
        }
        FloatRows.clamp(out, n);
    }
}
