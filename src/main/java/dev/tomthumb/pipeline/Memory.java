package dev.tomthumb.pipeline;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.Components;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.Size;

/**
 * What a render needs at its peak, from numbers alone, in bytes and rather too much than too little: whoever is granted
 * this much memory must not run out of it, not even for a picture of one row and fifty million columns.
 */
final class Memory {
    private static final int PLANES = 4;
    /** Rows of a JPEG's band at most: four blocks of eight (T.81, B.2.2). */
    private static final int BLOCK_ROWS = 4 * 8;

    /** As written, compressed with room to grow, as a chunk, and in the file (see PngEncoder). */
    private static final long PROFILE_COPIES = 5;

    private Memory() {}

    static long of(RenderPlan plan, Decoder decoder, Encoder encoder) {
        long picture = (long) PLANES * plan.window().size().pixels();
        long ending = picture
                + Math.max(picture, encoder.memory(plan.result()))
                + ofFitting(plan)
                + ofProfile(plan)
                + ofEffects(plan);
        return switch (Route.of(plan, decoder)) {
            case WHOLE -> decoder.memory(plan.original()) + ending;
            case PIXELS -> decoder.memory(plan.original()) + ofPixelPlanes(plan) + ending;
            case BANDS -> ofBands(plan, (BandDecoder) decoder) + ending;
        };
    }

    /** The resampler of {@link FitFormat}. */
    private static long ofFitting(RenderPlan plan) {
        Size cut = plan.cut().size();
        Size result = plan.result();
        return result.equals(cut) ? 0 : PLANES * PlaneResampler.memory(cut.width(), 1, result.width(), result.height());
    }

    /** Three channels as floats, and three pictures between which a progressive blur lies; and lines of floats. */
    private static long ofEffects(RenderPlan plan) {
        Effects effects = plan.transform().effects();
        Size cut = plan.cut().size();
        if (!Filters.areWanted(effects)) {
            return effects.equals(Effects.NONE) ? 0 : PLANES * cut.pixels();
        }
        long lines = 6L * 64 * Float.BYTES * Math.max(cut.width(), cut.height());
        return 3 * (Float.BYTES + PLANES) * cut.pixels() + lines;
    }

    /** An embedded profile may have megabytes, and lies in a file in the making up to five times. */
    private static long ofProfile(RenderPlan plan) {
        return PROFILE_COPIES * plan.original().profile().map(icc -> icc.length).orElse(0);
    }

    private static long ofBands(RenderPlan plan, BandDecoder decoder) {
        ImageHeader original = plan.original();
        long decoding = decoder.memory(original, plan.demand());
        if (original.components().isEmpty()) {
            return decoding + ofPixelPlanes(plan);
        }
        return decoding + ofComponents(plan, original.components().get()) + ofLight(plan);
    }

    private static long ofPixelPlanes(RenderPlan plan) {
        Size source = plan.original().size();
        Size made = plan.window().size();
        return PLANES * PlaneResampler.memory(source.width(), 1, made.width(), made.height());
    }

    private static long ofComponents(RenderPlan plan, Components components) {
        Size source = plan.original().size();
        Size made = plan.window().size();
        long bytes = 0;
        for (int i = 0; i < components.sampling().size(); i++) {
            Sampling stored = components.sampling().get(i);
            int eighths = plan.demand().eighths().get(i);
            long width = (long) Math.ceil(source.width() * stored.x() * eighths / 8) + BLOCK_ROWS;
            bytes += PlaneResampler.memory(width, BLOCK_ROWS * eighths / 8, made.width(), made.height());
        }
        return bytes;
    }

    /** What {@link Transfer#LINEAR} needs of a colour JPEG: all of it as planes and as RGB, and its resampler. */
    private static long ofLight(RenderPlan plan) {
        boolean whole = plan.transfer() != Transfer.STORED
                && plan.original().components().orElseThrow().layout() != Layout.GREY;
        Size source = plan.original().size();
        return whole
                ? 6 * source.pixels() + 3 * PlaneResampler.memory(source.width(), 1, source.width(), source.height())
                : 0;
    }
}
