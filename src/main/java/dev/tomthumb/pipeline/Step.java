package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.ImageException;

/** One thing that may happen to pixels. Stateless; what to do is in the plan, and mostly it is nothing. */
interface Step {
    /** The picture after this step: {@code pixels} itself where the plan asks for nothing, never changed in place. */
    Pixels apply(Pixels pixels, RenderPlan plan) throws ImageException;

    /** The same, for a step that may take long: it asks {@code checkpoint} now and then. */
    default Pixels apply(Pixels pixels, RenderPlan plan, Checkpoint checkpoint) throws ImageException {
        return apply(pixels, plan);
    }
}
