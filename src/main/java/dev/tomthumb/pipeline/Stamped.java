package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;

/**
 * The last step of one render: its watermark.
 *
 * @param stamp what is laid over the picture
 * @param scratch the render's working memory
 */
record Stamped(Stamping stamping, Stamp stamp, Deadline deadline, Scratch scratch) implements Step {
    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) throws ImageException {
        return stamping.over(pixels, stamp, plan.dpr(), deadline, scratch);
    }
}
