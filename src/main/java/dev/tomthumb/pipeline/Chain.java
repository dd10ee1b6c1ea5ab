package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.Trim;
import dev.tomthumb.pixel.Borders;
import java.util.List;

/**
 * Passes over a picture that is in memory, up to the pixels that an encoder gets. What depends on the pixels is decided
 * here: borders are found and taken off, smart gravity looks.
 */
final class Chain {
    private final Passes passes;
    private final List<Step> steps;
    private final Deadline deadline;
    private final Scratch scratch;

    Chain(Passes passes, List<Step> steps, Deadline deadline, Scratch scratch) {
        this.passes = passes;
        this.steps = steps;
        this.deadline = deadline;
        this.scratch = scratch;
    }

    /**
     * What becomes of a picture.
     *
     * @param picture the whole of it as stored, grey or RGB, with or without alpha; not changed
     * @param header of the picture
     * @param first the first pass it has to go through
     * @param encoder what will write the result
     * @param memory what may be held, in bytes; only a trimmed picture can need more than was foreseen
     * @throws ImageException {@code RESULT_TOO_LARGE}, {@code TIMEOUT}, or what a step refuses
     */
    Pixels through(Pixels picture, ImageHeader header, int first, Encoder encoder, long memory) throws ImageException {
        Pixels pixels = picture;
        ImageHeader current = header;
        for (int pass = first; pass < passes.count(); pass++) {
            Transform transform = passes.transforms().get(pass);
            if (transform.trim().isPresent()) {
                deadline.check();
                pixels = trimmed(pixels, transform.trim().get());
                current = Passes.part(current, new Size(pixels.width(), pixels.height()));
            }
            RenderPlan plan = passes.plan(pass, current);
            if (passes.isTrimmedBy(pass)) {
                requireForeseen(plan, header, encoder, memory / Memory.times(picture.isDeep()));
            }
            plan = seen(plan, pass, pixels);
            pixels = new Pass(plan, steps, deadline, scratch).finished(pixels);
            current = Passes.resultOf(plan);
        }
        return pixels;
    }

    private static Pixels trimmed(Pixels pixels, Trim trim) {
        return Borders.content(pixels, trim.threshold(), trim.color())
                .map(content -> CutOut.part(pixels, balanced(content, pixels, trim)))
                .orElse(pixels);
    }

    /** Where both sides shall lose the same, they lose the smaller margin. */
    private static Box balanced(Box content, Pixels pixels, Trim trim) {
        int left = content.x();
        int right = pixels.width() - content.x() - content.width();
        int top = content.y();
        int bottom = pixels.height() - content.y() - content.height();
        if (trim.equalHorizontal()) {
            left = Math.min(left, right);
            right = left;
        }
        if (trim.equalVertical()) {
            top = Math.min(top, bottom);
            bottom = top;
        }
        return new Box(left, top, new Size(pixels.width() - left - right, pixels.height() - top - bottom));
    }

    private static void requireForeseen(RenderPlan plan, ImageHeader whole, Encoder encoder, long memory)
            throws ImageException {
        if (Memory.ofHeld(whole) + Memory.ofPass(plan) + encoder.memory(plan.result()) > memory) {
            throw new ImageException(
                    Problem.RESULT_TOO_LARGE,
                    "What is left of the picture after trimming would be enlarged to "
                            + plan.canvas().size()
                            + " pixels, more than was made room for; ask for both a width and a height.");
        }
    }

    /** The plan of a pass, once its picture has been looked at as far as that is needed. */
    RenderPlan seen(RenderPlan plan, int pass, Pixels pixels) throws ImageException {
        if (!Looking.isNeeded(plan)) {
            return plan;
        }
        Transform found =
                Looking.seen(plan, small -> new Pass(small, List.of(new ToRgb()), deadline, scratch).finished(pixels));
        return passes.plan(pass, plan.original(), found);
    }
}
