package dev.tomthumb.pixel;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;

/**
 * Filters each channel of a picture with its colours in proportion to their opacity: else the colour of transparent
 * pixels, which nobody sees, would bleed into its neighbours. One channel at a time is held as floats, and opacity.
 */
final class Premultiplied {
    /** Below half of the smallest opacity a sample can hold there is no colour to be found again. */
    private static final float TRANSPARENT = 0.5f;

    private static final float DEEP_TRANSPARENT = TRANSPARENT / Plane.FINER;

    private Premultiplied() {}

    /** Changes one channel. */
    @FunctionalInterface
    interface Filter {
        /** The channel after the filter; it may be {@code field} itself, changed. */
        Field apply(Field field, Checkpoint checkpoint) throws ImageException;
    }

    static Pixels filtered(Pixels pixels, Filter filter, Checkpoint checkpoint) throws ImageException {
        Pixels result = Canvas.blank(pixels.layout(), pixels);
        int colors = pixels.colors().size();
        if (!pixels.layout().hasAlpha()) {
            for (int i = 0; i < colors; i++) {
                filter.apply(Field.of(pixels.planes().get(i)), checkpoint)
                        .into(result.planes().get(i));
            }
            return result;
        }
        Field opacity = filter.apply(Field.of(pixels.alpha()), checkpoint);
        opacity.into(result.alpha());
        for (int i = 0; i < colors; i++) {
            Field color = Field.of(pixels.planes().get(i));
            multiply(color, pixels.alpha());
            Field changed = filter.apply(color, checkpoint);
            divide(changed, opacity, transparent(pixels));
            changed.into(result.planes().get(i));
        }
        return result;
    }

    static void multiply(Field color, Plane alpha) {
        float[] share = new float[color.width()];
        for (int y = 0; y < color.height(); y++) {
            alpha.readRow(y, share);
            multiply(color.rows()[y], share, share.length);
        }
    }

    /** Colour times opacity, in place. */
    static void multiply(float[] color, float[] alpha, int n) {
        for (int x = 0; x < n; x++) {
            color[x] = color[x] * alpha[x] * (1 / 255f);
        }
    }

    /** Opacity below this counts as none. */
    static float transparent(Pixels pixels) {
        return pixels.isDeep() ? DEEP_TRANSPARENT : TRANSPARENT;
    }

    private static void divide(Field color, Field alpha, float transparent) {
        for (int y = 0; y < color.height(); y++) {
            divide(color.rows()[y], alpha.rows()[y], color.width(), transparent);
        }
    }

    /** Undoes {@link #multiply}, in place; what is fully transparent becomes black. */
    static void divide(float[] color, float[] alpha, int n, float transparent) {
        for (int x = 0; x < n; x++) {
            color[x] = alpha[x] < transparent ? 0 : Math.max(0f, color[x]) * 255 / alpha[x];
        }
    }
}
