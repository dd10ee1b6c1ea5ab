package dev.tomthumb.model;

import java.util.OptionalInt;

/**
 * The size a rendition is asked to have.
 *
 * @param mode how the picture meets the box
 * @param width target width in CSS pixels, &ge; 1; empty = follows the height by aspect
 * @param height target height in CSS pixels, &ge; 1; empty = follows the width by aspect
 * @param enlarge whether a picture smaller than the box may grow
 * @param dpr device pixel ratio, finite and &gt; 0: multiplies the target
 */
public record Resize(Mode mode, OptionalInt width, OptionalInt height, boolean enlarge, double dpr) {
    /** Nothing asked: the original's own size. */
    public static final Resize NONE = new Resize(Mode.FIT, OptionalInt.empty(), OptionalInt.empty(), false, 1.0);

    /** @throws IllegalArgumentException for a size below 1 or a dpr that is not a positive finite number */
    public Resize {
        if (width.isPresent() && width.getAsInt() < 1 || height.isPresent() && height.getAsInt() < 1) {
            throw new IllegalArgumentException("a target size is at least 1 pixel");
        }
        if (!(dpr > 0) || Double.isInfinite(dpr)) {
            throw new IllegalArgumentException("dpr is a positive number");
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
