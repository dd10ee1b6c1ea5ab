package dev.tomthumb.pipeline;

import dev.tomthumb.model.Padding;
import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;
import dev.tomthumb.model.Transform;
import dev.tomthumb.model.geometry.Rounding;
import java.util.OptionalInt;

/**
 * How large the result of a transform can become if only an upper bound of its picture's sides is known, because it is
 * going to be trimmed. Where nothing but the proportions of what is left decides, it is a bound for sensible pictures
 * only, and others are refused once they are known.
 *
 * @param width at least 1
 * @param height at least 1
 */
record Ceiling(double width, double height, long mostPixels) {
    /** What an enlarged picture may gain by being trimmed, on the side that was not asked for. */
    private static final double SENSIBLE = 4;

    static Ceiling of(Size picture, Transform transform, Limits limits) {
        Resize resize = transform.resize();
        boolean grows = resize.enlarge()
                || resize.minWidth().isPresent()
                || resize.minHeight().isPresent();
        boolean extended =
                transform.extend().isPresent() || transform.extendAspectRatio().isPresent();
        double dpr = Math.max(1, resize.dpr());
        // Which way the picture will be turned does not matter.
        double longest = Math.max(picture.width(), picture.height());
        double width = side(resize.width(), dpr * resize.zoomX(), longest, grows || extended);
        double height = side(resize.height(), dpr * resize.zoomY(), longest, grows || extended);
        if (grows && resize.width().isEmpty()) {
            width = Math.max(width, SENSIBLE * height) * dpr * resize.zoomX();
        }
        if (grows && resize.height().isEmpty()) {
            height = Math.max(height, SENSIBLE * width) * dpr * resize.zoomY();
        }
        Padding padding = transform.padding();
        return new Ceiling(
                width + dpr * ((double) padding.left() + padding.right()) + 2,
                height + dpr * ((double) padding.top() + padding.bottom()) + 2,
                limits.maxResultPixels());
    }

    private static double side(OptionalInt asked, double factor, double longest, boolean filled) {
        if (asked.isEmpty()) {
            return longest;
        }
        double side = Rounding.side(asked.getAsInt() * factor);
        return filled ? side : Math.min(side, longest);
    }

    long longest() {
        return (long) Math.min(mostPixels, Math.max(width, height));
    }

    /** Never more than are made at all. */
    long pixels() {
        return (long) Math.min(mostPixels, width * height);
    }

    /** A size of so many pixels. */
    Size size() {
        int across = (int) Math.max(1, Math.min(mostPixels, width));
        return new Size(across, (int) Math.max(1, pixels() / across));
    }
}
