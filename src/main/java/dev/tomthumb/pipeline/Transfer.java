package dev.tomthumb.pipeline;

/**
 * The space in which samples are weighed: as stored, or in proportion to light. Both count 0..255, and agree on the ends.
 */
public enum Transfer {
    /** As stored, as libvips and browsers do it. */
    STORED {
        @Override
        void decode(float[] row, int n) {}

        @Override
        void encode(float[] row, int n) {}
    },
    /** In proportion to light, by the curve of sRGB (IEC 61966-2-1, section 5.2). */
    LINEAR {
        @Override
        void decode(float[] row, int n) {
            look(row, n, Curves.TO_LIGHT);
        }

        @Override
        void encode(float[] row, int n) {
            look(row, n, Curves.FROM_LIGHT);
        }
    };

    /** From stored samples to what is weighed, in place. */
    abstract void decode(float[] row, int n);

    /** From what was weighed to samples as stored, in place; what lies outside 0..255 becomes the nearer end. */
    abstract void encode(float[] row, int n);

    /** Each sample's value on a curve, between its entries in a straight line. */
    private static void look(float[] row, int n, float[] curve) {
        float scale = (curve.length - 2) / 255f;
        for (int i = 0; i < n; i++) {
            float at = Math.max(0f, Math.min(255f, row[i])) * scale;
            int entry = (int) at;
            row[i] = curve[entry] + (at - entry) * (curve[entry + 1] - curve[entry]);
        }
    }

    /** The curves as tables, fine enough that going there and back gives every byte again. */
    private static final class Curves {
        private static final int STEPS_TO_LIGHT = 255;
        /** Near black a step of one byte is a 3300th of the light. */
        private static final int STEPS_FROM_LIGHT = 255 * 128;

        static final float[] TO_LIGHT = new float[STEPS_TO_LIGHT + 2];
        static final float[] FROM_LIGHT = new float[STEPS_FROM_LIGHT + 2];

        static {
            for (int i = 0; i < TO_LIGHT.length; i++) {
                TO_LIGHT[i] = (float) (255 * light(Math.min(1, (double) i / STEPS_TO_LIGHT)));
            }
            for (int i = 0; i < FROM_LIGHT.length; i++) {
                FROM_LIGHT[i] = (float) (255 * stored(Math.min(1, (double) i / STEPS_FROM_LIGHT)));
            }
        }

        private static double light(double stored) {
            return stored <= 0.04045 ? stored / 12.92 : Math.pow((stored + 0.055) / 1.055, 2.4);
        }

        private static double stored(double light) {
            return light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        }
    }
}
