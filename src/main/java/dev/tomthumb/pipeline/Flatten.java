package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Color;
import java.util.ArrayList;
import java.util.List;

/** Puts a colour behind transparent pixels and drops the alpha plane (imgproxy pipeline, section 5, step 14). */
final class Flatten implements Step {

    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) {
        if (plan.background().isEmpty() || !pixels.layout().hasAlpha()) {
            return pixels;
        }
        Color background = plan.background().get();
        return pixels.layout() == Layout.GREY_ALPHA && background.isGrey()
                ? over(pixels, Layout.GREY, background.red())
                : over(pixels, Layout.RGB, background.red(), background.green(), background.blue());
    }

    private static Pixels over(Pixels pixels, Layout layout, int... background) {
        List<Plane> colors = pixels.colors();
        List<Plane> flat = new ArrayList<>();
        for (int i = 0; i < background.length; i++) {
            // A grey picture on a coloured ground: its one plane stands for all three.
            Plane color = colors.get(Math.min(i, colors.size() - 1));
            flat.add(over(color, pixels.alpha(), background[i]));
        }
        return new Pixels(layout, flat);
    }

    private static Plane over(Plane color, Plane alpha, int background) {
        Plane flat = new Plane(color.width(), color.height());
        float[] samples = new float[color.width()];
        float[] opacity = new float[color.width()];
        for (int y = 0; y < color.height(); y++) {
            color.readRow(y, samples);
            alpha.readRow(y, opacity);
            for (int x = 0; x < samples.length; x++) {
                samples[x] = background + (samples[x] - background) * opacity[x] / 255;
            }
            flat.writeRow(y, samples);
        }
        return flat;
    }
}
