package dev.tomthumb.pipeline;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.BandEncoder;
import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.PictureWriter;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.List;
import java.util.Optional;

/**
 * One render, start to end. There are three ways through it: from a decoder's planes straight into the encoder, where
 * nothing but scaling and cutting happens; through a scaled picture and the steps; and through the whole original, where
 * nothing is scaled and its bytes must stay what they are.
 */
final class Rendering {
    private final RenderJob.Making job;
    private final RenderPlan plan;
    private final Decoder decoder;
    private final Encoder encoder;
    private final List<Step> steps;
    private final Deadline deadline;
    private final Scratch scratch;

    Rendering(RenderJob.Making job, Codecs codecs, List<Step> steps, Deadline deadline, Scratch scratch)
            throws ImageException {
        this.job = job;
        this.plan = job.plan();
        this.decoder = codecs.decoder(job.source());
        this.encoder = codecs.encoder(job.output());
        this.steps = steps;
        this.deadline = deadline;
        this.scratch = scratch;
    }

    Rendered run() throws ImageException {
        deadline.check();
        if (Route.of(plan, decoder) == Route.WHOLE) {
            return written(stepped(unscaled(decoder.decode(job.original(), plan.original()))));
        }
        Bands bands = bands();
        return goesStraight(bands.layout()) ? straight(bands) : written(stepped(scaled(bands)));
    }

    /** The picture as it would be written. */
    Pixels pixels() throws ImageException {
        deadline.check();
        return Route.of(plan, decoder) == Route.WHOLE
                ? stepped(unscaled(decoder.decode(job.original(), plan.original())))
                : stepped(scaled(bands()));
    }

    private Bands bands() throws ImageException {
        if (Route.of(plan, decoder) == Route.BANDS) {
            return ((BandDecoder) decoder).open(job.original(), plan.original(), plan.demand(), scratch);
        }
        return new PixelBands(
                decoder.decode(job.original(), plan.original()), plan.demand().region());
    }

    /** Nothing is scaled: samples are only moved, never changed. */
    private Pixels unscaled(Pixels whole) {
        return Turn.turned(CutOut.part(whole, plan.window()), plan.orientation());
    }

    private boolean goesStraight(Layout layout) {
        return encoder instanceof BandEncoder
                && plan.onlyScales()
                && !FitProfile.isFor(layout, plan)
                && (layout == Layout.GREY
                        || layout == Layout.YCBCR && plan.chroma().isPresent());
    }

    private Rendered straight(Bands bands) throws ImageException {
        Size size = plan.cut().size();
        PictureWriter writer = ((BandEncoder) encoder).begin(size, bands.layout(), job.encoding(), scratch);
        resample().into(bands, plan.chroma().orElse(Sampling.FULL), writer::plane, deadline::check);
        deadline.check();
        return new Rendered(job.output(), Optional.of(size), writer.finish());
    }

    private Resample resample() {
        return new Resample(plan.scaled(), plan.window(), plan.orientation(), plan.transfer(), scratch);
    }

    private Pixels scaled(Bands bands) throws ImageException {
        Sampling chroma = plan.chroma().map(plan.orientation()::stored).orElse(Sampling.FULL);
        Bands weighable = plan.transfer() != Transfer.STORED && !isWeighable(bands) ? rgb(bands) : bands;
        return resample().pixels(weighable, chroma, deadline::check);
    }

    /** Red, green and blue of a JPEG may be sampled differently, too. */
    private static boolean isWeighable(Bands bands) {
        return bands.layout() != Layout.YCBCR
                && bands.grids().stream().distinct().count() == 1;
    }

    /** Light can only be weighed in RGB, pixel by pixel: the original is converted at its full size first. */
    private Bands rgb(Bands bands) throws ImageException {
        Size source = plan.original().size();
        Box all = Box.whole(source);
        Pixels whole = new Resample(source, all, Orientation.UPRIGHT, Transfer.STORED, scratch)
                .pixels(bands, Sampling.FULL, deadline::check);
        return new PixelBands(bands.layout() == Layout.YCBCR ? ToRgb.rgb(whole) : whole, all);
    }

    private Pixels stepped(Pixels made) throws ImageException {
        Pixels pixels = made;
        for (Step step : steps) {
            deadline.check();
            pixels = step.apply(pixels, plan, deadline::check);
        }
        deadline.check();
        return pixels;
    }

    private Rendered written(Pixels pixels) throws ImageException {
        byte[] file = encoder.encode(pixels, job.encoding());
        return new Rendered(job.output(), Optional.of(new Size(pixels.width(), pixels.height())), file);
    }
}
