package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.pixel.Recolor;

/** Changes colours: adjust, monochrome, duotone, colorize and gradient, in sRGB. */
final class Recoloring implements Step {
    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) {
        return Recolor.changed(pixels, plan.transform().effects());
    }
}
