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
    private final Deadline deadline;
    private final Scratch scratch;
    private final Pass pass;

    Rendering(RenderJob.Making job, Codecs codecs, List<Step> steps, Deadline deadline, Scratch scratch)
            throws ImageException {
        this.job = job;
        this.plan = job.plan();
        this.decoder = codecs.decoder(job.source());
        this.encoder = codecs.encoder(job.output());
        this.deadline = deadline;
        this.scratch = scratch;
        this.pass = new Pass(plan, steps, deadline, scratch);
    }

    Rendered run() throws ImageException {
        deadline.check();
        if (Route.of(plan, decoder) != Route.BANDS) {
            return encoded(pass.finished(decoder.decode(job.original(), plan.original())));
        }
        Bands bands = ((BandDecoder) decoder).open(job.original(), plan.original(), plan.demand(), scratch);
        return goesStraight(bands.layout()) ? straight(bands) : encoded(pass.finished(bands));
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
        pass.resample().into(bands, plan.chroma().orElse(Sampling.FULL), writer::plane, deadline::check);
        deadline.check();
        return new Rendered(job.output(), Optional.of(size), writer.finish());
    }

    private Rendered encoded(Pixels pixels) throws ImageException {
        byte[] file = encoder.encode(pixels, job.encoding());
        return new Rendered(job.output(), Optional.of(new Size(pixels.width(), pixels.height())), file);
    }
}
