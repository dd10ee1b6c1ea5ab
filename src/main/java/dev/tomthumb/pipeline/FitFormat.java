package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;

/** Makes a picture that its file format cannot hold smaller (imgproxy pipeline, section 5, step 13). */
final class FitFormat implements Step {

    @Override
    public Pixels apply(Pixels pixels, RenderPlan plan) throws ImageException {
        if (plan.result().equals(plan.canvas().size())) {
            return pixels;
        }
        return Resample.scaled(pixels, plan.result(), Box.whole(plan.result()));
    }
}
