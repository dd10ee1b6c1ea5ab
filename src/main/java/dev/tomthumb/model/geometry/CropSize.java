package dev.tomthumb.model.geometry;

import dev.tomthumb.model.Crop;
import dev.tomthumb.model.Size;
import java.util.Optional;

/** How large a part of an original a crop keeps (imgproxy pipeline, section 3, "Crop size"). */
public final class CropSize {
    private CropSize() {}

    /**
     * The size of the part; that of the whole picture where the crop asks for more.
     *
     * @param upright the picture's size once it has been turned
     */
    public static Size of(Size upright, Optional<Crop> crop) {
        if (crop.isEmpty()) {
            return upright;
        }
        Size part = new Size(
                side(crop.get().width(), upright.width()), side(crop.get().height(), upright.height()));
        return crop.get().aspect().map(aspect -> shaped(part, aspect, upright)).orElse(part);
    }

    private static int side(double asked, int whole) {
        if (asked == 0) {
            return whole;
        }
        double side = asked >= 1 ? Math.floor(asked) : Rounding.side(whole * asked);
        return (int) Math.min(whole, side);
    }

    /**
     * The part with the proportions asked for: its longer side is cut, or its shorter one grows, and what then exceeds
     * the picture shrinks as a whole (imgproxy's crop_aspect_ratio; its roundings are not published, these are to the
     * nearest pixel).
     */
    private static Size shaped(Size part, Crop.Aspect aspect, Size upright) {
        double ratio = aspect.ratio();
        boolean wide = part.width() > part.height() * ratio;
        return wide == aspect.enlarge()
                ? fitted(part.width(), Rounding.side(part.width() / ratio), ratio, upright)
                : fitted(Rounding.side(part.height() * ratio), part.height(), ratio, upright);
    }

    private static Size fitted(double width, double height, double ratio, Size upright) {
        if (width > upright.width()) {
            return fitted(upright.width(), Rounding.side(upright.width() / ratio), ratio, upright);
        }
        if (height > upright.height()) {
            double narrower = Math.min(upright.width(), Rounding.side(upright.height() * ratio));
            return new Size((int) narrower, upright.height());
        }
        return new Size((int) width, (int) height);
    }
}
