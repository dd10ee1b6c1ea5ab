package dev.tomthumb.model.geometry;

import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;

/** The largest picture a file format can hold (imgproxy pipeline, section 5, step 13). */
public final class FormatLimits {
    private static final double GIF_PIXELS = 536_870_911;

    private FormatLimits() {}

    /** The size itself, or the largest of its aspect that fits. */
    public static Size fitted(Size size, ImageFormat format) {
        double factor = Math.min(
                longestSide(format) / Math.max(size.width(), size.height()),
                Math.sqrt(mostPixels(format) / size.pixels()));
        if (factor >= 1) {
            return size;
        }
        return new Size((int) Rounding.side(size.width() * factor), (int) Rounding.side(size.height() * factor));
    }

    private static double longestSide(ImageFormat format) {
        return switch (format) {
            case WEBP -> 16_383;
            case AVIF, HEIC -> 16_384;
            case ICO -> 256;
            case GIF -> 65_535;
            default -> Double.POSITIVE_INFINITY;
        };
    }

    private static double mostPixels(ImageFormat format) {
        return format == ImageFormat.GIF ? GIF_PIXELS : Double.POSITIVE_INFINITY;
    }
}
