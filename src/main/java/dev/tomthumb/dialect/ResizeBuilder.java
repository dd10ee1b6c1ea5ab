package dev.tomthumb.dialect;

import dev.tomthumb.model.Resize;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects a size. */
final class ResizeBuilder {
    Resize.Mode mode = Resize.Mode.FIT;
    OptionalInt width = OptionalInt.empty();
    OptionalInt height = OptionalInt.empty();
    OptionalInt minWidth = OptionalInt.empty();
    OptionalInt minHeight = OptionalInt.empty();
    boolean enlarge;
    double dpr = 1;
    double zoomX = 1;
    double zoomY = 1;
    Optional<Resize.Kernel> kernel = Optional.empty();

    void zoom(double both) {
        zoomX = both;
        zoomY = both;
    }

    boolean hasSide() {
        return width.isPresent() || height.isPresent();
    }

    boolean hasBothSides() {
        return width.isPresent() && height.isPresent();
    }

    Resize resize() {
        return new Resize(
                effectiveMode(),
                width,
                height,
                enlarge && canGrow(),
                dpr,
                zoomX,
                zoomY,
                minWidth,
                minHeight,
                kernel.filter(asked -> isScaled()));
    }

    /** With one side only, the other follows by aspect in every mode but force (imgproxy pipeline, 3, Scale 2). */
    private Resize.Mode effectiveMode() {
        boolean decides = hasBothSides() || hasSide() && mode == Resize.Mode.FORCE;
        return decides ? mode : Resize.Mode.FIT;
    }

    /** Without a size, a zoom and a dpr above 1 there is nothing to grow to (imgproxy pipeline, 3, Scale). */
    private boolean canGrow() {
        return hasSide() || zoomX != 1 || zoomY != 1 || dpr > 1;
    }

    private boolean isScaled() {
        return canGrow() || dpr != 1 || minWidth.isPresent() || minHeight.isPresent();
    }

    /**
     * Whether what is scaled may be cut to the size afterwards (imgproxy pipeline, 3, "Result crop"): in the modes that
     * cover the box, and when a least size made the picture larger than the size.
     */
    boolean cuts() {
        boolean covers = switch (effectiveMode()) {
            case FILL, FILL_DOWN, AUTO -> true;
            case FIT, FORCE -> false;
        };
        return covers || hasSide() && (minWidth.isPresent() || minHeight.isPresent());
    }
}
