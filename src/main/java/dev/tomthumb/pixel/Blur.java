package dev.tomthumb.pixel;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Box;
import dev.tomthumb.model.ImageException;
import java.util.List;

/**
 * Gaussian blur, as libvips' {@code gaussblur} with its defaults (imgproxy pipeline, section 5, step 9): the curve is cut
 * off where it falls below a fifth of its peak. Below a sigma of 0.56 no neighbour is left in it, and nothing changes.
 *
 * <p>A sigma larger than the picture's longer side counts as that: by then hardly more than the edges is left, and work
 * stays bounded.
 */
public final class Blur {
    private Blur() {}

    /**
     * A part to be blurred.
     *
     * @param box inside the picture
     * @param sigma in pixels, at least 0
     */
    public record Area(Box box, double sigma) {}

    /**
     * The picture blurred.
     *
     * @param pixels planes of one size
     * @param sigma in pixels, at least 0
     * @throws ImageException what {@code checkpoint} throws
     */
    public static Pixels blurred(Pixels pixels, double sigma, Checkpoint checkpoint) throws ImageException {
        SeparableBlur blur = new SeparableBlur(bounded(sigma, pixels), GaussianKernel.BLUR);
        if (blur.isNothing()) {
            return pixels;
        }
        return Premultiplied.filtered(
                pixels,
                (field, check) -> {
                    blur.apply(field, check);
                    return field;
                },
                checkpoint);
    }

    private static double bounded(double sigma, Pixels pixels) {
        return Math.max(1e-3, Math.min(sigma, Math.max(pixels.width(), pixels.height())));
    }

    /**
     * The picture with some parts blurred, one after the other: as {@link #blurred}, but only inside the boxes.
     *
     * @throws ImageException what {@code checkpoint} throws
     */
    public static Pixels blurred(Pixels pixels, List<Area> areas, Checkpoint checkpoint) throws ImageException {
        Pixels result = Canvas.copy(pixels);
        for (Area area : areas) {
            blur(result, area.box(), bounded(area.sigma(), pixels), checkpoint);
        }
        return result;
    }

    private static void blur(Pixels pixels, Box box, double sigma, Checkpoint checkpoint) throws ImageException {
        int around = (int) Math.ceil(2 * sigma) + 1;
        int left = Math.max(0, box.x() - around);
        int top = Math.max(0, box.y() - around);
        int right = Math.min(pixels.width(), box.x() + box.width() + around);
        int bottom = Math.min(pixels.height(), box.y() + box.height() + around);
        Pixels seen = part(pixels, left, top, right - left, bottom - top);
        Pixels blurred = blurred(seen, sigma, checkpoint);
        for (int i = 0; i < pixels.planes().size(); i++) {
            Plane from = blurred.planes().get(i).view(box.x() - left, box.y() - top, box.width(), box.height());
            Plane to = pixels.planes().get(i).view(box.x(), box.y(), box.width(), box.height());
            for (int y = 0; y < box.height(); y++) {
                from.copyRow(y, to, 0, y);
            }
        }
    }

    private static Pixels part(Pixels pixels, int x, int y, int width, int height) {
        return new Pixels(
                pixels.layout(),
                pixels.planes().stream()
                        .map(plane -> plane.view(x, y, width, height))
                        .toList());
    }
}
