package dev.tomthumb.pixel;

/**
 * Lightness of sRGB colours (CIE 15, L* with D65 as white; IEC 61966-2-1 for sRGB), there and back. Colours are rows of
 * samples, 0..255; a row of grey is one row instead of three.
 */
final class Lightness {
    /** The curve of sRGB by stored sample. */
    private static final int STEPS = 255;
    /** Near black L* rises by 9 for a hundredth of the light. */
    private static final int LIGHT_STEPS = 1 << 14;

    private static final float[] LIGHT = new float[STEPS + 2];
    private static final float[] STORED = new float[LIGHT_STEPS + 2];
    /** {@code f} of CIE 15: the cube root, straight near black. */
    private static final float[] ROOT = new float[LIGHT_STEPS + 2];

    static {
        for (int i = 0; i < LIGHT.length; i++) {
            LIGHT[i] = (float) light(Math.min(1, (double) i / STEPS));
        }
        for (int i = 0; i < STORED.length; i++) {
            double share = Math.min(1, (double) i / LIGHT_STEPS);
            STORED[i] = (float) (255 * stored(share));
            ROOT[i] = (float) root(share);
        }
    }

    private Lightness() {}

    private static double light(double stored) {
        return stored <= 0.04045 ? stored / 12.92 : Math.pow((stored + 0.055) / 1.055, 2.4);
    }

    private static double stored(double light) {
        return light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }

    private static double root(double share) {
        return share > 216.0 / 24389 ? Math.cbrt(share) : (24389.0 / 27 * share + 16) / 116;
    }

    private static double cube(double root) {
        return root > 6.0 / 29 ? root * root * root : (116 * root - 16) * 27 / 24389;
    }

    private static float look(float[] curve, float share) {
        float at = Math.max(0f, Math.min(1f, share)) * (curve.length - 2);
        int entry = (int) at;
        return curve[entry] + (at - entry) * (curve[entry + 1] - curve[entry]);
    }

    /** L* of each colour, 0..100. */
    static void of(float[][] colors, float[] lightness, int n) {
        for (int x = 0; x < n; x++) {
            float share = colors.length == 1
                    ? look(LIGHT, colors[0][x] / 255)
                    : 0.2126f * look(LIGHT, colors[0][x] / 255)
                            + 0.7152f * look(LIGHT, colors[1][x] / 255)
                            + 0.0722f * look(LIGHT, colors[2][x] / 255);
            lightness[x] = 116 * look(ROOT, share) - 16;
        }
    }

    /**
     * Makes colours lighter or darker and keeps their a* and b*, in place. Where the change is zero a colour stays as it
     * is.
     *
     * @param change to L*
     */
    static void change(float[][] colors, float[] change, int n) {
        for (int x = 0; x < n; x++) {
            if (change[x] == 0) {
                continue;
            }
            if (colors.length == 1) {
                double light = cube(look(ROOT, look(LIGHT, colors[0][x] / 255)) + change[x] / 116.0);
                colors[0][x] = look(STORED, (float) light);
            } else {
                change(colors, x, change[x] / 116.0);
            }
        }
    }

    /** All three roots move alike: a* and b* are their differences. The matrices are those of sRGB, white at 1, 1, 1. */
    private static void change(float[][] colors, int x, double by) {
        double red = look(LIGHT, colors[0][x] / 255);
        double green = look(LIGHT, colors[1][x] / 255);
        double blue = look(LIGHT, colors[2][x] / 255);
        double u = cube(root(0.433953 * red + 0.376219 * green + 0.189828 * blue) + by);
        double v = cube(root(0.212673 * red + 0.715152 * green + 0.072175 * blue) + by);
        double w = cube(root(0.017758 * red + 0.109477 * green + 0.872765 * blue) + by);
        colors[0][x] = look(STORED, (float) (3.079933 * u - 1.537150 * v - 0.542782 * w));
        colors[1][x] = look(STORED, (float) (-0.921235 * u + 1.875992 * v + 0.045244 * w));
        colors[2][x] = look(STORED, (float) (0.052890 * u - 0.204043 * v + 1.151151 * w));
    }
}
