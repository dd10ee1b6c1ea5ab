package dev.tomthumb.pixel;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.ImageException;
import java.util.Arrays;

/**
 * A blur whose sigma rises in a straight line over the picture. The picture is blurred with some sigmas, each twice the
 * one before, and each pixel is mixed from the two next to its own.
 */
public final class ProgressiveBlur {
    private ProgressiveBlur() {}

    /**
     * The picture blurred.
     *
     * @param pixels planes of one size
     * @throws ImageException what {@code checkpoint} throws
     */
    public static Pixels blurred(Pixels pixels, Effects.ProgressiveBlur blur, Checkpoint checkpoint)
            throws ImageException {
        double full = Math.min(blur.sigma(), Math.max(pixels.width(), pixels.height()));
        int levels = Math.max(1, 1 + (int) Math.floor(Math.log(Math.max(1, full)) / Math.log(2)));
        Pixels result = Canvas.copy(pixels);
        Ramp ramp = new Ramp(pixels.width(), pixels.height(), blur.angle(), blur.start(), blur.stop());
        Pixels below = pixels;
        double lower = 0;
        for (int level = levels - 1; level >= 0; level--) {
            double upper = full / (1 << level);
            Pixels above = Blur.blurred(pixels, upper, checkpoint);
            mix(result, below, above, ramp, lower / full, upper / full);
            below = above;
            lower = upper;
        }
        return result;
    }

    /** Sets the pixels whose share lies between the two. */
    private static void mix(Pixels to, Pixels below, Pixels above, Ramp ramp, double lower, double upper) {
        Mixer mixer = new Mixer(to);
        for (int y = 0; y < to.height(); y++) {
            float[] shares = ramp.row(y);
            float[] parts = mixer.parts;
            boolean any = false;
            for (int x = 0; x < parts.length; x++) {
                boolean here = shares[x] > lower && shares[x] <= upper;
                parts[x] = here ? (float) ((shares[x] - lower) / (upper - lower)) : -1;
                any |= here;
            }
            if (any) {
                mixer.row(below, above, y);
            }
        }
    }

    private static final class Mixer {
        private final Pixels to;
        /** How much of the stronger blur each pixel of the row takes; below 0 = it stays as it is. */
        final float[] parts;

        private final float[] weak;
        private final float[] strong;
        private final float[] made;
        private final float[] weakAlpha;
        private final float[] strongAlpha;

        Mixer(Pixels to) {
            int width = to.width();
            this.to = to;
            this.parts = new float[width];
            this.weak = new float[width];
            this.strong = new float[width];
            this.made = new float[width];
            this.weakAlpha = new float[width];
            this.strongAlpha = new float[width];
            Arrays.fill(weakAlpha, 255);
            Arrays.fill(strongAlpha, 255);
        }

        void row(Pixels below, Pixels above, int y) {
            boolean alpha = to.layout().hasAlpha();
            if (alpha) {
                below.alpha().readRow(y, weakAlpha);
                above.alpha().readRow(y, strongAlpha);
            }
            int colors = to.colors().size();
            for (int i = 0; i < to.planes().size(); i++) {
                Plane plane = to.planes().get(i);
                below.planes().get(i).readRow(y, weak);
                above.planes().get(i).readRow(y, strong);
                plane.readRow(y, made);
                if (alpha && i < colors) {
                    mixWeighed();
                } else {
                    mix();
                }
                plane.writeRow(y, made);
            }
        }

        private void mix() {
            for (int x = 0; x < made.length; x++) {
                float mixed = weak[x] + (strong[x] - weak[x]) * parts[x];
                made[x] = parts[x] < 0 ? made[x] : mixed;
            }
        }

        /** Colours count by their opacity. */
        private void mixWeighed() {
            for (int x = 0; x < made.length; x++) {
                if (parts[x] < 0) {
                    continue;
                }
                float few = weakAlpha[x] * (1 - parts[x]);
                float many = strongAlpha[x] * parts[x];
                made[x] = few + many == 0 ? 0 : (weak[x] * few + strong[x] * many) / (few + many);
            }
        }
    }
}
