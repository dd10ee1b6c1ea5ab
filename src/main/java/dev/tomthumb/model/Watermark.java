package dev.tomthumb.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A picture or a text put on top (imgproxy pipeline, section 5, step 15).
 *
 * @param opacity 0..1, multiplied with the server's; 0 = no watermark
 * @param position where it lies
 * @param x offset to the right: from 1 on pixels (times dpr), below 1 a share of the width; for the repeating positions
 *     the space between two
 * @param y the same downwards
 * @param scale its size as a share of the result's, &ge; 0; 0 = its own size
 * @param content what is put on top
 * @param width CSS pixels, at least 1; empty = follows the height, or as {@code scale} says
 * @param height the same for the height
 * @param rotate degrees clockwise, 0 &le; rotate &lt; 360
 * @param shadow sigma of a black shadow under it, finite and &ge; 0; 0 = none
 */
public record Watermark(
        double opacity,
        Position position,
        double x,
        double y,
        double scale,
        Content content,
        OptionalInt width,
        OptionalInt height,
        double rotate,
        double shadow) {
    /** @throws IllegalArgumentException for a number outside its range */
    public Watermark {
        Effects.requireShare(opacity);
        if (!Double.isFinite(x) || !Double.isFinite(y) || !(scale >= 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("a watermark's offsets and scale are finite numbers");
        }
        if (width.orElse(1) < 1 || height.orElse(1) < 1) {
            throw new IllegalArgumentException("a watermark's size is at least 1 pixel");
        }
        if (!(rotate >= 0 && rotate < 360) || !(shadow >= 0) || Double.isInfinite(shadow)) {
            throw new IllegalArgumentException("a watermark's angle is 0 to 360 and its shadow a number from 0 on");
        }
    }

    /** What is put on top. */
    public sealed interface Content {
        /** The server's own watermark. */
        record Configured() implements Content {}

        /** A picture of the request. */
        record Picture(SourceRef source) implements Content {}

        /**
         * A text.
         *
         * @param text plain, at least one character
         * @param font family, as the request names it; empty = the server's
         * @param size in points at 72 dpi (so in CSS pixels) before dpr; empty = the server's
         * @param color of the letters; empty = the server's
         */
        record Text(String text, Optional<String> font, OptionalInt size, Optional<Color> color) implements Content {}
    }

    /** Where a watermark lies, with imgproxy's names. */
    public enum Position {
        CENTER("ce", Gravity.Type.CENTER),
        NORTH("no", Gravity.Type.NORTH),
        SOUTH("so", Gravity.Type.SOUTH),
        EAST("ea", Gravity.Type.EAST),
        WEST("we", Gravity.Type.WEST),
        NORTH_EAST("noea", Gravity.Type.NORTH_EAST),
        NORTH_WEST("nowe", Gravity.Type.NORTH_WEST),
        SOUTH_EAST("soea", Gravity.Type.SOUTH_EAST),
        SOUTH_WEST("sowe", Gravity.Type.SOUTH_WEST),
        /** Repeated over the whole picture. */
        REPEAT("re", Gravity.Type.CENTER),
        /** Repeated, every second place left free. */
        CHESSBOARD("ch", Gravity.Type.CENTER);

        private final String token;
        private final Gravity.Type gravity;

        Position(String token, Gravity.Type gravity) {
            this.token = token;
            this.gravity = gravity;
        }

        /** imgproxy's name. */
        public String token() {
            return token;
        }

        /** The same place as a gravity; the centre for the repeating ones. */
        public Gravity.Type gravity() {
            return gravity;
        }

        /** Whether it is repeated over the picture. */
        public boolean repeats() {
            return this == REPEAT || this == CHESSBOARD;
        }
    }
}
