package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Bands;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Sampling;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.List;

/**
 * One picture through one plan, up to the pixels that an encoder gets: cut, scaled, turned, and put through the steps.
 *
 * <p>Working arrays are not given back before {@code scratch} is closed: several frames need one each.
 */
final class Pass {
    private final RenderPlan plan;
    private final List<Step> steps;
    private final Deadline deadline;
    private final Scratch scratch;

    Pass(RenderPlan plan, List<Step> steps, Deadline deadline, Scratch scratch) {
        this.plan = plan;
        this.steps = steps;
        this.deadline = deadline;
        this.scratch = scratch;
    }

    /**
     * A picture that is in memory: a frame, or what another pass has made.
     *
     * @param decoded of the size of the plan's original, as stored, all planes of one size; not changed
     * @throws ImageException {@code TIMEOUT}, or what a step refuses
     */
    Pixels finished(Pixels decoded) throws ImageException {
        if (plan.scales()) {
            return finished(new PixelBands(decoded, plan.demand().region()));
        }
        return stepped(Turn.turned(CutOut.part(CutOut.part(decoded, plan.part()), plan.window()), plan.orientation()));
    }

    /**
     * A picture that is being decoded.
     *
     * @throws ImageException {@code BROKEN_IMAGE}, {@code UNSUPPORTED_INPUT}, {@code TIMEOUT}, or what a step refuses
     */
    Pixels finished(Bands bands) throws ImageException {
        Sampling chroma = plan.chroma().map(plan.orientation()::stored).orElse(Sampling.FULL);
        Bands weighable = plan.transfer() != Transfer.STORED && !isWeighable(bands) ? rgb(bands) : bands;
        return stepped(resample().pixels(weighable, chroma, deadline::check));
    }

    /** What scales for this plan. */
    Resample resample() {
        return new Resample(plan.scaling(), scratch);
    }

    /** Red, green and blue of a JPEG may be sampled differently, too. */
    private static boolean isWeighable(Bands bands) {
        return bands.layout() != Layout.YCBCR
                && bands.grids().stream().distinct().count() == 1;
    }

    /** Light can only be weighed in RGB, pixel by pixel: the original is converted at its full size first. */
    private Bands rgb(Bands bands) throws ImageException {
        Size source = plan.original().size();
        return new PixelBands(whole(bands, source, deadline, scratch), Box.whole(source));
    }

    /** All of a picture in its own size, as RGB or grey, with alpha where it has some. */
    static Pixels whole(Bands bands, Size size, Deadline deadline, Scratch scratch) throws ImageException {
        Pixels whole = new Resample(Scaling.of(size, size, Box.whole(size)), scratch)
                .pixels(bands, Sampling.FULL, deadline::check);
        return bands.layout() == Layout.YCBCR ? ToRgb.rgb(whole) : whole;
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
}
