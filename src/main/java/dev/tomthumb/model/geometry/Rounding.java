package dev.tomthumb.model.geometry;

/** The two roundings of imgproxy's arithmetic (pipeline, section 0). In doubles throughout, so that nothing overflows. */
public final class Rounding {
    private Rounding() {}

    /** {@code R}: to the nearest whole number, halves away from zero. */
    public static double halfAway(double value) {
        double whole = Math.floor(Math.abs(value));
        // Not floor(value + 0.5): the sum itself rounds, and the largest double below 0.5 would become 1.
        double rounded = Math.abs(value) - whole >= 0.5 ? whole + 1 : whole;
        return Math.copySign(rounded, value);
    }

    /** {@code E}: to the nearest whole number, halves to the even one. */
    public static double halfEven(double value) {
        return Math.rint(value);
    }

    /** A size after scaling: {@code R}, but a side never vanishes. */
    public static double side(double value) {
        return Math.max(1, halfAway(value));
    }
}
