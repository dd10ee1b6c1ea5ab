package dev.tomthumb.samples;

/**
 * The outline of a pot that was thrown on a wheel: its radius and height along the wall, from the middle of the foot to
 * the rim, in shares of the height of the picture's frame.
 */
enum PotShape {
    VASE(0.30, 0, 0, .10, 0, .13, .02, .17, .22, .19, .40, .14, .62, .075, .80, .085, .93, .12, 1),
    JUG(0.32, 0.105, 0, 0, .15, 0, .20, .03, .25, .22, .255, .38, .20, .58, .16, .72, .19, .85),
    BOWL(0.38, 0, 0, .12, 0, .12, .045, .20, .07, .33, .20, .40, .36, .43, .52),
    BOTTLE(0.28, 0, 0, .14, 0, .16, .02, .18, .22, .18, .50, .13, .66, .055, .76, .05, .93, .07, .98, .065, 1),
    CUP(0.34, 0.11, 0, 0, .12, 0, .16, .02, .22, .14, .245, .34, .25, .54, .26, .60),
    PLATE(0.62, 0, 0, .20, 0, .21, .025, .34, .03, .44, .07, .52, .115),
    JAR(0.30, 0, 0, .17, 0, .19, .03, .27, .22, .31, .46, .28, .66, .21, .76, .21, .80, .245, .83),
    MOON(0.26, 0, 0, .15, 0, .16, .03, .29, .17, .39, .40, .37, .60, .27, .76, .155, .82, .16, .87),
    MAEBYEONG(0.24, 0, 0, .15, 0, .15, .03, .13, .18, .19, .48, .285, .74, .25, .88, .10, .945, .065, .96, .09, 1);

    private final double tilt;
    private final double handle;
    private final double[] outline;

    /** An outline that begins with a single number more has a handle of that size. */
    PotShape(double tilt, double... numbers) {
        boolean handled = numbers.length % 2 != 0;
        this.tilt = tilt;
        this.handle = handled ? numbers[0] : 0;
        this.outline = handled ? java.util.Arrays.copyOfRange(numbers, 1, numbers.length) : numbers;
    }

    /** The camera's angle above the table in radians. */
    double tilt() {
        return tilt;
    }

    /** The radius of the handle's bow; 0 for pots without. */
    double handle() {
        return handle;
    }

    /** @param t along the wall from 0, the middle of the foot, to 1, the rim */
    double radius(double t) {
        return Math.max(0, spline(t, 0));
    }

    /** @param t along the wall from 0, the middle of the foot, to 1, the rim */
    double height(double t) {
        return spline(t, 1);
    }

    /** Catmull and Rom's, through the points of the outline. */
    private double spline(double t, int coordinate) {
        int last = outline.length / 2 - 1;
        double at = Math.min(Math.max(t, 0), 1) * last;
        int i = Math.min((int) at, last - 1);
        double u = at - i;
        double a = outline[2 * Math.max(0, i - 1) + coordinate];
        double b = outline[2 * i + coordinate];
        double c = outline[2 * (i + 1) + coordinate];
        double d = outline[2 * Math.min(last, i + 2) + coordinate];
        return b + 0.5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)));
    }
}
