package dev.tomthumb.pipeline;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;

/**
 * What a picture becomes that is asked for as AVIF and has a side below 16 pixels: a PNG if it may be transparent, else a
 * JPEG (imgproxy pipeline, section 7). Not every encoder takes such pictures, and the container alone is larger.
 */
final class SmallAvif {
    private static final int LEAST_SIDE = 16;

    private SmallAvif() {}

    static boolean is(ImageFormat output, Size size) {
        return output == ImageFormat.AVIF && Math.min(size.width(), size.height()) < LEAST_SIDE;
    }

    /** @param alpha whether the original may be transparent */
    static ImageFormat instead(boolean alpha, Transform transform) {
        boolean flat = transform.background().isPresent()
                && transform.backgroundOpacity().orElse(1) == 1;
        boolean surrounded = transform.extend().isPresent()
                || transform.extendAspectRatio().isPresent()
                || !transform.padding().equals(Padding.NONE);
        return !flat && (alpha || surrounded) ? ImageFormat.PNG : ImageFormat.JPEG;
    }
}
