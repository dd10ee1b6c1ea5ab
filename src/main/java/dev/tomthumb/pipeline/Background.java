package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Transform;
import java.util.Optional;

/**
 * What is put behind a picture (imgproxy pipeline, section 5, step 14).
 *
 * @param color empty = nothing
 * @param opacity 0..1; 1 unless the file can be transparent
 */
record Background(Optional<Color> color, double opacity) {
    /** What is asked for, or white where the format wants something; what shines through that is white as well. */
    static Background of(Transform transform, ImageFormat output) {
        double opacity = transform.background().isPresent()
                ? transform.backgroundOpacity().orElse(1)
                : 1;
        if (output.hasAlpha()) {
            return new Background(transform.background(), opacity);
        }
        return new Background(Optional.of(onWhite(transform.background().orElse(Color.WHITE), opacity)), 1);
    }

    private static Color onWhite(Color color, double opacity) {
        return new Color(
                onWhite(color.red(), opacity), onWhite(color.green(), opacity), onWhite(color.blue(), opacity));
    }

    private static int onWhite(int sample, double opacity) {
        return (int) Math.round(255 + (sample - 255) * opacity);
    }

    /**
     * Whether the original's profile fits the result: one of grey does not if colour is put behind the pixels.
     *
     * @param alpha whether there is anything to be seen of the background
     */
    boolean keepsColorSpaceOf(ImageHeader header, boolean alpha) {
        boolean colored = alpha && color.isPresent() && !color.get().isGrey();
        return !(colored && header.hasGreyProfile());
    }
}
