package dev.tomthumb.model.geometry;

import dev.tomthumb.model.Resize;
import dev.tomthumb.model.Size;

/**
 * How much larger the picture becomes (imgproxy pipeline, section 3, "Scale").
 *
 * @param x factor for the width, &gt; 0, below 1 for a reduction; may be infinite for an absurd request
 * @param y factor for the height
 * @param dpr the device pixel ratio that is left when enlarging is not allowed
 */
public record Scale(double x, double y, double dpr) {
    /**
     * The scale that a picture needs for what is asked.
     *
     * @param source the part that is scaled, upright
     * @param extended whether the result is extended to the size asked for: then the device pixel ratio stays where the
     *     picture cannot follow
     * @param vector whether it may grow because it has no size of its own
     */
    public static Scale of(Size source, Resize resize, boolean extended, boolean vector) {
        Shrink shrink = Shrink.toBox(source, resize).zoomed(resize);
        if (!resize.enlarge() && !vector) {
            shrink = shrink.withoutEnlarging(extended);
        }
        return shrink.atLeast(resize, source).sharpened().scale(source);
    }

    /** The same, smaller by {@code factor}, but no side below one pixel of {@code source}. */
    Scale times(double factor, Size source) {
        return new Scale(
                Math.max(x * factor, 1.0 / source.width()), Math.max(y * factor, 1.0 / source.height()), dpr * factor);
    }

    /**
     * The same facts the other way up, as imgproxy computes them: source pixels per result pixel.
     *
     * @param x for the width
     * @param y for the height
     * @param dpr not yet part of {@code x} and {@code y}
     */
    private record Shrink(double x, double y, double dpr) {

        static Shrink toBox(Size source, Resize resize) {
            double width = resize.width().orElse(source.width());
            double height = resize.height().orElse(source.height());
            double x = source.width() / width;
            double y = source.height() / height;
            if (x == 1 && y == 1) {
                return new Shrink(1, 1, resize.dpr());
            }
            Resize.Mode mode = modeFor(source, resize.mode(), width, height);
            if (mode == Resize.Mode.FORCE) {
                return new Shrink(x, y, resize.dpr());
            }
            double both = keepingAspect(x, y, mode, resize);
            return new Shrink(both, both, resize.dpr());
        }

        /** AUTO fills when picture and box are both upright or both lying; a square counts as lying. */
        private static Resize.Mode modeFor(Size source, Resize.Mode mode, double width, double height) {
            if (mode != Resize.Mode.AUTO) {
                return mode;
            }
            boolean alike = (source.width() >= source.height()) == (width >= height);
            return alike ? Resize.Mode.FILL : Resize.Mode.FIT;
        }

        private static double keepingAspect(double x, double y, Resize.Mode mode, Resize resize) {
            if (resize.width().isEmpty()) {
                return y;
            }
            if (resize.height().isEmpty()) {
                return x;
            }
            return mode == Resize.Mode.FIT ? Math.max(x, y) : Math.min(x, y);
        }

        Shrink zoomed(Resize resize) {
            return new Shrink(x / resize.zoomX(), y / resize.zoomY(), dpr);
        }

        /** Neither side grows, a forced aspect stays, and the device pixel ratio takes only what is left. */
        Shrink withoutEnlarging(boolean extended) {
            double least = Math.min(x, y);
            if (least >= 1) {
                return new Shrink(x, y, Math.min(dpr, least));
            }
            double fittedX = x / least;
            double fittedY = y / least;
            double left = extended ? dpr : dpr / least;
            return new Shrink(fittedX, fittedY, Math.min(left, Math.min(fittedX, fittedY)));
        }

        /** A least width or height makes the picture grow, even where it may not otherwise. */
        Shrink atLeast(Resize resize, Size source) {
            Shrink wide = this;
            double most = source.width() / (double) resize.minWidth().orElse(1);
            if (resize.minWidth().isPresent() && most < x) {
                wide = new Shrink(most, y / (x / most), dpr);
            }
            most = source.height() / (double) resize.minHeight().orElse(1);
            if (resize.minHeight().isPresent() && most < wide.y) {
                return new Shrink(wide.x / (wide.y / most), most, dpr);
            }
            return wide;
        }

        Shrink sharpened() {
            return new Shrink(x / dpr, y / dpr, dpr);
        }

        /** Never below one pixel. */
        Scale scale(Size source) {
            return new Scale(1 / Math.min(x, source.width()), 1 / Math.min(y, source.height()), dpr);
        }
    }
}
