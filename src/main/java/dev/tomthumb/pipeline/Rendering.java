package dev.tomthumb.pipeline;

import dev.tomthumb.codec.BandDecoder;
import dev.tomthumb.codec.BandEncoder;
import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Codecs;
import dev.tomthumb.codec.Decoder;
import dev.tomthumb.codec.Demand;
import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.PictureWriter;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Stage;
import java.util.List;
import java.util.Optional;

/**
 * One render, start to end. There are three ways through it: from a decoder's planes straight into the encoder, where
 * nothing but scaling and cutting happens; through a picture that is scaled while it is decoded, and the steps; and
 * through the whole original, where nothing is scaled and its bytes must stay what they are, or all of it must be seen.
 */
final class Rendering {
    private final RenderJob.Making job;
    private final Decoder decoder;
    private final Encoder encoder;
    private final List<Step> steps;
    private final Deadline deadline;
    private final Scratch scratch;
    private final Chain chain;
    private final Finish finish;
    private final Stopwatch watch;
    private final Meeting meeting;

    /** A render by itself. */
    Rendering(
            RenderJob.Making job,
            Codecs codecs,
            List<Step> steps,
            Finish finish,
            Deadline deadline,
            Scratch scratch,
            Stopwatch watch)
            throws ImageException {
        this(job, codecs, steps, finish, deadline, scratch, watch, Meeting.NOBODY);
    }

    Rendering(
            RenderJob.Making job,
            Codecs codecs,
            List<Step> steps,
            Finish finish,
            Deadline deadline,
            Scratch scratch,
            Stopwatch watch,
            Meeting meeting)
            throws ImageException {
        this.job = job;
        this.decoder = codecs.decoder(job.source(), job.deep());
        this.encoder = codecs.encoder(job.output());
        this.steps = steps;
        this.finish = finish;
        this.watch = watch;
        this.meeting = meeting;
        this.deadline = deadline;
        this.scratch = scratch;
        this.chain = new Chain(job.passes(), steps, deadline, scratch);
    }

    Rendered run() throws ImageException {
        deadline.check();
        if (Route.of(job.plan(), decoder) != Route.BANDS) {
            return encoded(ofWhole());
        }
        RenderPlan plan = seen();
        Bands bands = bands(plan);
        return goesStraight(plan, bands.layout()) ? straight(plan, bands) : encoded(ofBands(plan, bands));
    }

    /** The picture as it would be written. */
    Pixels pixels() throws ImageException {
        deadline.check();
        if (Route.of(job.plan(), decoder) != Route.BANDS) {
            return ofWhole();
        }
        RenderPlan plan = seen();
        return ofBands(plan, bands(plan));
    }

    /** The plan of the first pass, once the picture has been looked at as far as that is needed. */
    RenderPlan plan() throws ImageException {
        deadline.check();
        if (!Looking.isNeeded(job.plan())) {
            return job.plan();
        }
        return Route.of(job.plan(), decoder) == Route.BANDS ? seen() : chain.seen(job.plan(), 0, whole());
    }

    private Pixels ofWhole() throws ImageException {
        return chain.through(whole(), job.plan().original(), 0, encoder, job.memory());
    }

    private Pixels ofBands(RenderPlan plan, Bands bands) throws ImageException {
        Pixels first = new Pass(plan, steps, deadline, scratch).finished(bands);
        return chain.through(first, Passes.resultOf(plan), 1, encoder, job.memory());
    }

    private Pixels whole() throws ImageException {
        ImageHeader header = job.plan().original();
        if (header.components().isEmpty()) {
            try (Stopwatch.Part decoding = watch.in(Stage.DECODE)) {
                return decoder.decode(job.original(), header);
            }
        }
        // Decoded as pixels, its colour differences would be coarser than the rest.
        Demand everything = Demand.everything(
                header.size(), header.components().get().sampling().size());
        return Pass.whole(open(header, everything), header.size(), deadline, scratch);
    }

    private RenderPlan seen() throws ImageException {
        if (!Looking.isNeeded(job.plan())) {
            return job.plan();
        }
        return job.passes().plan(0, job.plan().original(), Looking.seen(job.plan(), this::glance));
    }

    private Pixels glance(RenderPlan small) throws ImageException {
        return new Pass(small, List.of(new ToRgb()), deadline, scratch).finished(bands(small));
    }

    private Bands bands(RenderPlan plan) throws ImageException {
        return open(plan.original(), plan.demand());
    }

    private Bands open(ImageHeader header, Demand demand) throws ImageException {
        try (Stopwatch.Part decoding = watch.in(Stage.DECODE)) {
            BandDecoder banded = (BandDecoder) decoder;
            Bands bands = banded.open(job.original(), header, demand, scratch);
            return watch.decoding(meeting.joined(banded, header, demand, bands));
        }
    }

    private boolean goesStraight(RenderPlan plan, Layout layout) {
        return encoder instanceof BandEncoder
                && job.isStraight()
                && !job.passes().isFollowed(0)
                && plan.onlyScales()
                && !FitProfile.isFor(layout, plan)
                && (layout == Layout.GREY
                        || layout == Layout.YCBCR && plan.chroma().isPresent());
    }

    private Rendered straight(RenderPlan plan, Bands bands) throws ImageException {
        Size size = plan.cut().size();
        PictureWriter writer = ((BandEncoder) encoder).begin(size, bands.layout(), job.encoding(), scratch);
        new Pass(plan, steps, deadline, scratch)
                .resample()
                .into(
                        bands,
                        plan.chroma().orElse(Sampling.FULL),
                        plane -> watch.encoding(writer.plane(plane)),
                        deadline::check);
        deadline.check();
        try (Stopwatch.Part encoding = watch.in(Stage.ENCODE)) {
            return new Rendered(job.output(), Optional.of(size), writer.finish());
        }
    }

    private Rendered encoded(Pixels pixels) throws ImageException {
        return finish.file(pixels, job.files());
    }
}
