package dev.tomthumb.pipeline;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Components;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Effects;
import dev.tomthumb.model.Gravity;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import java.util.ArrayList;
import java.util.List;

/**
 * What a render needs at its peak, from numbers alone, in bytes and rather too much than too little: whoever is granted
 * this much memory must not run out of it, not even for a picture of one row and fifty million columns.
 */
final class Memory {
    private static final long PLANES = 4;
    /** Rows of a JPEG's band at most: four blocks of eight (T.81, B.2.2). */
    private static final int BLOCK_ROWS = 4 * 8;

    /** As written, compressed with room to grow, as a chunk, and in the file (see PngEncoder). */
    private static final long PROFILE_COPIES = 5;

    /** As read, as written, in the file in pieces and as a whole. */
    private static final long METADATA_COPIES = 4;

    /** TwelveMonkeys needs some sixty bytes for a pixel of a WebP; lightness takes four. */
    private static final long COMPARED_BYTES = 72;

    private Memory() {}

    /**
     * How often what is counted here for samples of 8 bits is needed, if they have 16: twice, and that is too much for what
     * is held as floats.
     */
    static int times(boolean deep) {
        return deep ? 2 : 1;
    }

    /** All passes, whatever they find in the picture. */
    static long of(RenderPlan plan, Passes passes, Decoder decoder, Encoder encoder) throws ImageException {
        long looking = passes.transforms().stream().anyMatch(Memory::isSmart) ? ofLooking(plan, decoder) : 0;
        long bytes = 0;
        ImageHeader header = plan.original();
        for (int pass = 0; pass < passes.count(); pass++) {
            if (passes.transforms().get(pass).trim().isPresent()) {
                return looking + Math.max(bytes, ofTrimmed(plan.original(), header, passes, pass, decoder, encoder));
            }
            RenderPlan next = pass == 0 ? plan : passes.plan(pass, header);
            bytes = Math.max(
                    bytes,
                    pass == 0
                            ? of(next, decoder, encoder)
                            : ofHeld(plan.original()) + ofPass(next) + encoder.memory(next.result()));
            header = Passes.resultOf(next);
        }
        return looking + bytes;
    }

    private static boolean isSmart(Transform transform) {
        return transform.gravity().type() == Gravity.Type.SMART
                || transform
                        .crop()
                        .flatMap(Crop::gravity)
                        .filter(gravity -> gravity.type() == Gravity.Type.SMART)
                        .isPresent();
    }

    /** Bands may be decoded anew for each look; of where they will be cut nothing is known yet. */
    private static long ofLooking(RenderPlan plan, Decoder decoder) {
        ImageHeader original = plan.original();
        long decoding = Route.of(plan, decoder) == Route.BANDS
                ? 3
                        * ((BandDecoder) decoder)
                                .memory(
                                        original,
                                        Demand.everything(
                                                original.size(),
                                                plan.demand().eighths().size()))
                : 0;
        return decoding + Looking.memory(original);
    }

    /** How much of a picture is border is not known before it is decoded: the most that can be made of any part of it. */
    private static long ofTrimmed(
            ImageHeader original, ImageHeader header, Passes passes, int first, Decoder decoder, Encoder encoder)
            throws ImageException {
        long most = 0;
        Size size = header.size();
        for (int pass = first; pass < passes.count(); pass++) {
            Ceiling ceiling = Ceiling.of(size, passes.transforms().get(pass), passes.limits());
            long side = Math.max(size.width(), size.height());
            long resampling = PLANES
                    * (PlaneResampler.memory(side, 1, ceiling.longest(), ceiling.longest())
                            + PlaneResampler.memory(ceiling.longest(), 1, ceiling.longest(), ceiling.longest()));
            most = Math.max(
                    most,
                    ofHeld(header)
                            + PLANES * size.pixels()
                            + resampling
                            + 2 * PLANES * ceiling.pixels()
                            + ofEffects(passes.transforms().get(pass).effects(), ceiling.pixels(), ceiling.longest())
                            + encoder.memory(ceiling.size()));
            size = ceiling.size();
        }
        Size whole = original.size();
        long planes =
                PLANES * PlaneResampler.memory(whole.width() + BLOCK_ROWS, BLOCK_ROWS, whole.width(), whole.height());
        return decoder.memory(original) + planes + 2 * ofHeld(original) + most + ofProfile(original);
    }

    /** A picture in memory. */
    static long ofHeld(ImageHeader header) {
        return PLANES * header.size().pixels();
    }

    /** One pass over a picture in memory, the picture itself and the encoder excepted. */
    static long ofPass(RenderPlan plan) {
        return (plan.scales() ? ofPixelPlanes(plan) : 0) + 2 * picture(plan) + ofFitting(plan) + ofEffects(plan);
    }

    /** The largest picture there is between two steps. */
    private static long picture(RenderPlan plan) {
        return PLANES
                * Math.max(plan.window().size().pixels(), plan.canvas().size().pixels());
    }

    /** A pass over a file, encoder included. */
    static long of(RenderPlan plan, Decoder decoder, Encoder encoder) {
        long picture = picture(plan);
        long ending = picture
                + Math.max(picture, encoder.memory(plan.result()))
                + ofFitting(plan)
                + ofProfile(plan.original())
                + ofEffects(plan);
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
    static long ofFiles(RenderPlan plan, Passes passes, List<FilePlan> files, Codecs codecs) throws ImageException {
        List<Size> results = results(plan, passes);
        return ofFiles(results.get(results.size() - 1), files, codecs);
    }

    /** What each pass makes: its size, or from the first one that trims on a size that none of its results exceeds. */
    static List<Size> results(RenderPlan plan, Passes passes) throws ImageException {
        List<Size> results = new ArrayList<>();
        ImageHeader header = plan.original();
        Size size = header.size();
        for (int pass = 0; pass < passes.count(); pass++) {
            if (passes.isTrimmedBy(pass)) {
                size = Ceiling.of(size, passes.transforms().get(pass), passes.limits())
                        .size();
            } else {
                RenderPlan next = pass == 0 ? plan : passes.plan(pass, header);
                size = next.result();
                header = Passes.resultOf(next);
            }
            results.add(size);
        }
        return results;
    }

    private static long ofFiles(Size result, List<FilePlan> files, Codecs codecs) throws ImageException {
        long tries = 0;
        long pixels = result.pixels();
        for (FilePlan file : files) {
            if (files.size() > 1 || !file.isStraight()) {
                long encoder = codecs.encoder(file.format()).memory(result);
                long compared = file.search().isPresent() ? pixels * COMPARED_BYTES : 0;
                tries = Math.max(tries, encoder + PLANES * pixels + compared);
            }
        }
        return tries + METADATA_COPIES * files.get(0).encoding().metadata().length();
    }

    /** The resampler of {@link FitFormat}. */
    private static long ofFitting(RenderPlan plan) {
        Size canvas = plan.canvas().size();
        Size result = plan.result();
        return result.equals(canvas)
                ? 0
                : PLANES * PlaneResampler.memory(canvas.width(), 1, result.width(), result.height());
    }

    /** Three channels as floats, and three pictures between which a progressive blur lies; and lines of floats. */
    private static long ofEffects(RenderPlan plan) {
        Size cut = plan.cut().size();
        return ofEffects(plan.transform().effects(), cut.pixels(), Math.max(cut.width(), cut.height()));
    }

    private static long ofEffects(Effects effects, long pixels, long longest) {
        if (!Filters.areWanted(effects)) {
            return effects.equals(Effects.NONE) ? 0 : PLANES * pixels;
        }
        long lines = 6L * 64 * Float.BYTES * longest;
        return 3 * (Float.BYTES + PLANES) * pixels + lines;
    }

    /** An embedded profile may have megabytes, and lies in a file in the making up to five times. */
    private static long ofProfile(ImageHeader original) {
        return PROFILE_COPIES * original.profile().map(icc -> icc.length).orElse(0);
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
