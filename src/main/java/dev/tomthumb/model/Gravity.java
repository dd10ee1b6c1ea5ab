package dev.tomthumb.model;

/**
 * Which part of a picture survives a cut.
 *
 * <p>For the compass types {@code x} and {@code y} are offsets: absolute pixels (times dpr) when their magnitude is at
 * least 1, else a share of the outer size. For {@link Type#FOCAL_POINT} they are the point itself, 0..1 of width and
 * height. (imgproxy pipeline, section 4.)
 *
 * @param type which edge or point
 * @param x offset to the right, or the focal point's x
 * @param y offset downwards, or the focal point's y
 */
public record Gravity(Type type, double x, double y) {
    /** The middle, without offset: what applies when nothing is said. */
    public static final Gravity CENTER = new Gravity(Type.CENTER, 0, 0);

    /** @throws IllegalArgumentException for a value that is not finite, or a focal point outside 0..1 */
    public Gravity {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a gravity offset must be a finite number");
        }
        if (type == Type.FOCAL_POINT && (x < 0 || x > 1 || y < 0 || y > 1)) {
            throw new IllegalArgumentException("a focal point lies in 0..1");
        }
    }

    /** The compass, the centre, the focal point and the most interesting part, with the names imgproxy gives them. */
    public enum Type {
        CENTER("ce"),
        NORTH("no"),
        SOUTH("so"),
        EAST("ea"),
        WEST("we"),
        NORTH_EAST("noea"),
        NORTH_WEST("nowe"),
        SOUTH_EAST("soea"),
        SOUTH_WEST("sowe"),
        FOCAL_POINT("fp"),
        /** Where there is most to see; has no offsets. */
        SMART("sm");

        private final String token;

        Type(String token) {
            this.token = token;
        }

        /** imgproxy's name. */
        public String token() {
            return token;
        }
    }
}
