package dev.tomthumb.pipeline;

import dev.tomthumb.model.Box;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * Scales the picture (imgproxy pipeline, section 5, step 6): Lanczos for what shrinks, bicubic for what grows, each axis
 * by itself. Of the scaled picture only the window that is kept is made.
 */
final class Resample implements Step {

    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) {
        return scaled(pixels, plan.scaled(), plan.window());
    }

    /** The window of the picture scaled to a size; the picture itself, uncut, if it has that size. */
    static Pixels scaled(Pixels pixels, Size size, Box window) {
        if (pixels.width() == size.width() && pixels.height() == size.height()) {
            return pixels;
        }
        Axis columns = Axis.of(pixels.width(), size.width(), window.x(), window.width());
        Axis rows = Axis.of(pixels.height(), size.height(), window.y(), window.height());
        Pixels needed = cropped(pixels, columns, rows);
        PlaneScaler scaler = new PlaneScaler(columns, rows);
        return pixels.layout().hasAlpha() ? transparent(needed, scaler) : opaque(needed, scaler);
    }

    private static Pixels cropped(Pixels pixels, Axis columns, Axis rows) {
        return CutOut.part(pixels, new Box(columns.first(), rows.first(), new Size(columns.samples(), rows.samples())));
    }

    private static Pixels opaque(Pixels pixels, PlaneScaler scaler) {
        List<Plane> scaled = new ArrayList<>();
        for (Plane plane : pixels.planes()) {
            scaled.add(scaler.scale(Rows.of(plane)));
        }
        return new Pixels(pixels.layout(), scaled);
    }

    private static Pixels transparent(Pixels pixels, PlaneScaler scaler) {
        Plane alpha = scaler.scale(Rows.of(pixels.alpha()));
        List<Plane> scaled = new ArrayList<>();
        for (Plane color : pixels.colors()) {
            Plane premultiplied = scaler.scale(Rows.premultiplied(color, pixels.alpha()));
            divide(premultiplied, alpha);
            scaled.add(premultiplied);
        }
        scaled.add(alpha);
        return new Pixels(pixels.layout(), scaled);
    }

    /** Undoes {@link Rows#premultiplied}. What is fully transparent becomes black. */
    private static void divide(Plane color, Plane alpha) {
        float[] samples = new float[color.width()];
        float[] opacity = new float[color.width()];
        for (int y = 0; y < color.height(); y++) {
            color.readRow(y, samples);
            alpha.readRow(y, opacity);
            for (int x = 0; x < samples.length; x++) {
                samples[x] = opacity[x] == 0 ? 0 : samples[x] * 255 / opacity[x];
            }
            color.writeRow(y, samples);
        }
    }
}
