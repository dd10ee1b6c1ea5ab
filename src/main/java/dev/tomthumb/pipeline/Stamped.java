package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Watermark;
import java.util.Map;
import java.util.Optional;

/**
 * The last step of a pass of one render: its watermark.
 *
 * @param stamps what was made ready for each watermark of the request that can be seen
 * @param scratch the render's working memory
 */
record Stamped(Stamping stamping, Map<Watermark, Stamp> stamps, Deadline deadline, Scratch scratch) implements Step {
    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) throws ImageException {
        Optional<Stamp> stamp = plan.transform().watermark().map(stamps::get);
        return stamp.isEmpty() ? pixels : stamping.over(pixels, stamp.get(), plan.dpr(), deadline, scratch);
    }
}
