package dev.tomthumb.pipeline;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Components;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.List;

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

    /** As read, as written, in the file in pieces and as a whole. */
    private static final long METADATA_COPIES = 4;

    /** TwelveMonkeys needs some sixty bytes for a pixel of a WebP; lightness takes four. */
    private static final long COMPARED_BYTES = 72;

    private Memory() {}

    static long of(RenderPlan plan, Decoder decoder, Encoder encoder) {
        long picture = (long) PLANES * plan.window().size().pixels();
        long ending = picture + Math.max(picture, encoder.memory(plan.result())) + ofFitting(plan) + ofProfile(plan);
        return switch (Route.of(plan, decoder)) {
            case WHOLE -> decoder.memory(plan.original()) + ending;
            case PIXELS -> decoder.memory(plan.original()) + ofPixelPlanes(plan) + ending;
            case BANDS -> ofBands(plan, (BandDecoder) decoder) + ending;
        };
    }

    /**
     * What several files, or several tries, need on top: the largest of their encoders, the file kept while the next is
     * written, and for a comparison of pixels those that come back from the file, and lightness of both.
     */
    static long ofFiles(RenderPlan plan, List<FilePlan> files, Codecs codecs) throws ImageException {
        long tries = 0;
        long pixels = plan.result().pixels();
        for (FilePlan file : files) {
            if (files.size() > 1 || !file.isStraight()) {
                long encoder = codecs.encoder(file.format()).memory(plan.result());
                long compared = file.search().isPresent() ? pixels * COMPARED_BYTES : 0;
                tries = Math.max(tries, encoder + PLANES * pixels + compared);
            }
        }
        return tries + METADATA_COPIES * files.get(0).encoding().metadata().length();
    }

    /** The resampler of {@link FitFormat}. */
    private static long ofFitting(RenderPlan plan) {
        Size cut = plan.cut().size();
        Size result = plan.result();
        return result.equals(cut) ? 0 : PLANES * PlaneResampler.memory(cut.width(), 1, result.width(), result.height());
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
