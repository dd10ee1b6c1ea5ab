package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ColorManagement;
import dev.tomthumb.codec.Pixels;

/**
 * Brings colours from the original's own profile to sRGB, once the picture is small (imgproxy pipeline, section 6).
 *
 * <p>Unlike there this comes before the background is put in: a background is an sRGB colour, and shall arrive as asked.
 */
final class ToSrgb implements Step {
    private final ColorManagement color;

    ToSrgb(ColorManagement color) {
        this.color = color;
    }

    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) {
        if (!plan.toSrgb()) {
            return pixels;
        }
        return color.toSrgb(pixels, plan.original().profile().orElseThrow());
    }
}
