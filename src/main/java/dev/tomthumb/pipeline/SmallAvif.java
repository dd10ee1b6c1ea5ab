package dev.tomthumb.pipeline;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Transform;
import java.util.List;

/**
 * What a picture becomes that is asked for as AVIF and has a side below 16 pixels: a PNG if it may be transparent, else a
 * JPEG (imgproxy pipeline, section 7). Not every encoder takes such pictures, and the container alone is larger.
 */
final class SmallAvif {
    private static final int LEAST_SIDE = 16;

    private SmallAvif() {}

    /** Where the size is only found while it is made, by trimming or in a later pass, the file stays an AVIF. */
    static boolean is(RenderPlan plan, List<Transform> transforms) {
        boolean known = transforms.size() == 1 && transforms.get(0).trim().isEmpty();
        int side = Math.min(plan.result().width(), plan.result().height());
        return plan.output() == ImageFormat.AVIF && known && side < LEAST_SIDE;
    }

    static ImageFormat instead(boolean transparent) {
        return transparent ? ImageFormat.PNG : ImageFormat.JPEG;
    }
}
