package dev.tomthumb.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The size a rendition is asked to have.
 *
 * @param mode how the picture meets the box
 * @param width target width in CSS pixels, &ge; 1; empty = follows the height by aspect
 * @param height target height in CSS pixels, &ge; 1; empty = follows the width by aspect
 * @param enlarge whether a picture smaller than the box may grow
 * @param dpr device pixel ratio, finite and &gt; 0: multiplies the target
 * @param zoomX multiplies the target width, finite and &gt; 0; unlike dpr no offset and no padding
 * @param zoomY multiplies the target height, finite and &gt; 0
 * @param minWidth least width in CSS pixels, even if the picture must grow for it; empty = none
 * @param minHeight least height in CSS pixels, even if the picture must grow for it; empty = none
 * @param kernel how samples are weighed; empty = Lanczos for what shrinks, bicubic for what grows
 */
public record Resize(
        Mode mode,
        OptionalInt width,
        OptionalInt height,
        boolean enlarge,
        double dpr,
        double zoomX,
        double zoomY,
        OptionalInt minWidth,
        OptionalInt minHeight,
        Optional<Kernel> kernel) {
    /** Nothing asked: the original's own size. */
    public static final Resize NONE = new Resize(Mode.FIT, OptionalInt.empty(), OptionalInt.empty(), false, 1.0);

    /** A box and nothing else. */
    public Resize(Mode mode, OptionalInt width, OptionalInt height, boolean enlarge, double dpr) {
        this(mode, width, height, enlarge, dpr, 1, 1, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** @throws IllegalArgumentException for a size below 1, or a dpr or zoom that is not a positive finite number */
    public Resize {
        if (width.orElse(1) < 1 || height.orElse(1) < 1 || minWidth.orElse(1) < 1 || minHeight.orElse(1) < 1) {
            throw new IllegalArgumentException("a target size is at least 1 pixel");
        }
        requirePositive(dpr);
        requirePositive(zoomX);
        requirePositive(zoomY);
    }

    private static void requirePositive(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("dpr and zoom are positive numbers, not " + value);
        }
    }

    /** The same box in another mode. */
    public Resize withMode(Mode changed) {
        return new Resize(changed, width, height, enlarge, dpr, zoomX, zoomY, minWidth, minHeight, kernel);
    }

    /** How samples are weighed, with imgproxy's names (resizing_algorithm). */
    public enum Kernel {
        NEAREST("nearest"),
        LINEAR("linear"),
        CUBIC("cubic"),
        LANCZOS2("lanczos2"),
        LANCZOS3("lanczos3");

        private final String token;

        Kernel(String token) {
            this.token = token;
        }

        /** imgproxy's name. */
        public String token() {
            return token;
        }
    }

    /** imgproxy's resizing types (pipeline, section 3). */
    public enum Mode {
        /** Inside the box, aspect kept. */
        FIT("fit"),
        /** Covers the box, aspect kept, the overhang cut away. */
        FILL("fill"),
        /** As {@link #FILL}; a picture smaller than the box is cut to the box's aspect instead of left alone. */
        FILL_DOWN("fill-down"),
        /** Exactly the box, aspect not kept. */
        FORCE("force"),
        /** {@link #FILL} when picture and box are both landscape or both portrait, else {@link #FIT}. */
        AUTO("auto");

        private final String token;

        Mode(String token) {
            this.token = token;
        }

        /** imgproxy's name. */
        public String token() {
            return token;
        }
    }
}
