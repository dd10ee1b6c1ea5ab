package dev.tomthumb.pixel;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.FloatRows;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;
import java.util.List;

/**
 * Makes edges clearer, as libvips' {@code sharpen} with its defaults (imgproxy pipeline, section 5, step 9): how far
 * lightness (L*, 0..100) differs from its blurred surroundings is exaggerated threefold where it is more than 2, which
 * leaves noise alone; by at most 10 upwards and 20 downwards. Colours keep their a* and b*.
 */
public final class Sharpen {
    private static final float FLAT = 2;
    private static final float SLOPE = 3;
    private static final float MOST_BRIGHTENED = 10;
    private static final float MOST_DARKENED = 20;

    private Sharpen() {}

    /**
     * The picture sharpened.
     *
     * @param pixels grey or RGB, with or without alpha
     * @param sigma of the surroundings in pixels, at least 0; 0 changes nothing
     * @throws ImageException what {@code checkpoint} throws
     */
    public static Pixels sharpened(Pixels pixels, double sigma, Checkpoint checkpoint) throws ImageException {
        double bounded = Math.max(1e-3, Math.min(sigma, Math.max(pixels.width(), pixels.height())));
        SeparableBlur blur = new SeparableBlur(bounded, GaussianKernel.SHARPEN);
        if (blur.isNothing()) {
            return pixels;
        }
        Rows source = new Rows(pixels);
        Field around = Field.blank(pixels.width(), pixels.height());
        for (int y = 0; y < pixels.height(); y++) {
            Lightness.of(source.read(y), around.rows()[y], pixels.width());
        }
        blur.apply(around, checkpoint);
        return sharpened(pixels, source, around);
    }

    private static Pixels sharpened(Pixels pixels, Rows source, Field around) {
        Pixels result = Canvas.copy(pixels);
        int width = pixels.width();
        float[] lightness = new float[width];
        float[] change = new float[width];
        for (int y = 0; y < pixels.height(); y++) {
            float[][] colors = source.read(y);
            Lightness.of(colors, lightness, width);
            FloatRows.minus(change, lightness, around.rows()[y], width);
            exaggerate(change, lightness, width);
            Lightness.change(colors, change, width);
            source.write(result, y);
        }
        return result;
    }

    /** From the difference to the change; no lightness leaves 0..100. */
    private static void exaggerate(float[] difference, float[] lightness, int n) {
        for (int x = 0; x < n; x++) {
            float up = Math.max(0, difference[x] - FLAT) * SLOPE;
            float down = Math.max(0, -difference[x] - FLAT) * SLOPE;
            float change = Math.min(MOST_BRIGHTENED, up) - Math.min(MOST_DARKENED, down);
            difference[x] = Math.max(-lightness[x], Math.min(100 - lightness[x], change));
        }
    }

    /** The colours of a row, in proportion to their opacity. */
    private static final class Rows {
        private final Pixels pixels;
        private final float[][] colors;
        private final float[] alpha;

        Rows(Pixels pixels) {
            this.pixels = pixels;
            this.colors = new float[pixels.colors().size()][pixels.width()];
            this.alpha = new float[pixels.width()];
        }

        float[][] read(int y) {
            List<Plane> planes = pixels.colors();
            for (int i = 0; i < colors.length; i++) {
                planes.get(i).readRow(y, colors[i]);
            }
            if (pixels.layout().hasAlpha()) {
                pixels.alpha().readRow(y, alpha);
                for (float[] color : colors) {
                    Premultiplied.multiply(color, alpha, alpha.length);
                }
            }
            return colors;
        }

        void write(Pixels to, int y) {
            for (int i = 0; i < colors.length; i++) {
                if (pixels.layout().hasAlpha()) {
                    Premultiplied.divide(colors[i], alpha, alpha.length, Premultiplied.transparent(pixels));
                }
                to.planes().get(i).writeRow(y, colors[i]);
            }
        }
    }
}
