package dev.tomthumb.codec;

import java.util.List;

/**
 * A decoded picture: planes of one depth and of equal size, except that the colour differences of {@code YCBCR} may be smaller.
 *
 * @param layout what the planes mean
 * @param planes as many as the layout says
 */
public record Pixels(Layout layout, List<Plane> planes) {
    /** @throws IllegalArgumentException if the planes do not match the layout or each other */
    public Pixels {
        planes = List.copyOf(planes);
        if (planes.size() != layout.planes()) {
            throw new IllegalArgumentException(layout + " has " + layout.planes() + " planes, not " + planes.size());
        }
        Plane first = planes.get(0);
        for (Plane plane : planes) {
            boolean same = plane.width() == first.width() && plane.height() == first.height();
            boolean smaller = plane.width() <= first.width() && plane.height() <= first.height();
            if (!same && !(layout == Layout.YCBCR && smaller)) {
                throw new IllegalArgumentException("the planes of a picture have one size");
            }
            if (plane.isDeep() != first.isDeep()) {
                throw new IllegalArgumentException("the planes of a picture have one depth");
            }
        }
    }

    public int width() {
        return planes.get(0).width();
    }

    public int height() {
        return planes.get(0).height();
    }

    /** Whether samples have 16 bits. */
    public boolean isDeep() {
        return planes.get(0).isDeep();
    }

    /** The alpha plane. Only for a layout that has one. */
    public Plane alpha() {
        if (!layout.hasAlpha()) {
            throw new IllegalStateException(layout + " has no alpha plane");
        }
        return planes.get(planes.size() - 1);
    }

    /** The planes that are not alpha. */
    public List<Plane> colors() {
        return layout.hasAlpha() ? planes.subList(0, planes.size() - 1) : planes;
    }
}
