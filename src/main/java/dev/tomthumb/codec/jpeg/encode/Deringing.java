package dev.tomthumb.codec.jpeg.encode;

/**
 * Lets samples that are as light, or as dark, as can be go beyond it. Whoever shows the picture clips them, so that there
 * only the other half of the waves is seen that a sharp edge leaves behind when its high frequencies are lost; and what
 * need not be right there can be used to be so elsewhere.
 *
 * <p>A block is quantised and looked at as a viewer would, some times over: where a clipped sample came out beyond the limit
 * it is taken as it came, elsewhere as it should be. Blocks without clipped samples, and those with nothing else, are left
 * alone. Not for use by several threads.
 */
final class Deringing {
    private static final int ROUNDS = 4;
    /** How far beyond the limit a sample may go: more would be seen at the edges, where viewers smooth chroma. */
    private static final float BEYOND = 31;

    private static final float LIGHTEST = 127;
    private static final float DARKEST = -128;
    /** What a limit becomes on its way through the transform. */
    private static final float NEARLY = 0.5f;

    /** The cosine matrix: row times eight plus column. */
    private static final float[] BASIS = new float[64];

    static {
        for (int k = 0; k < 8; k++) {
            for (int i = 0; i < 8; i++) {
                double norm = k == 0 ? Math.sqrt(0.125) : 0.5;
                BASIS[8 * k + i] = (float) (norm * Math.cos((2 * i + 1) * k * Math.PI / 16));
            }
        }
    }

    private final float[] steps;
    private final float[] samples = new float[64];
    private final float[] wanted = new float[64];
    private final float[] seen = new float[64];
    private final float[] coefficients = new float[64];
    private final float[] half = new float[64];

    /** @param steps the quantisation table, in zig-zag order */
    Deringing(float[] steps) {
        this.steps = steps;
    }

    /**
     * Changes a block where it may be changed.
     *
     * @param values its coefficients, in quantisation steps, in zig-zag order
     */
    void calm(float[] values) {
        decode(values, samples);
        int clipped = clipped();
        if (clipped == 0 || clipped == 64) {
            return;
        }
        System.arraycopy(values, 0, coefficients, 0, 64);
        for (int round = 0; round < ROUNDS; round++) {
            quantize(coefficients);
            decode(coefficients, seen);
            for (int i = 0; i < 64; i++) {
                wanted[i] = wanted(samples[i], seen[i]);
            }
            encode(wanted, coefficients);
        }
        System.arraycopy(coefficients, 0, values, 0, 64);
    }

    private int clipped() {
        int count = 0;
        for (int i = 0; i < 64; i++) {
            count += isLightest(samples[i]) || isDarkest(samples[i]) ? 1 : 0;
        }
        return count;
    }

    private static boolean isLightest(float sample) {
        return sample > LIGHTEST - NEARLY;
    }

    private static boolean isDarkest(float sample) {
        return sample < DARKEST + NEARLY;
    }

    private static float wanted(float sample, float seen) {
        if (isLightest(sample)) {
            return Math.max(LIGHTEST, Math.min(LIGHTEST + BEYOND, seen));
        }
        if (isDarkest(sample)) {
            return Math.min(DARKEST, Math.max(DARKEST - BEYOND, seen));
        }
        return sample;
    }

    private static void quantize(float[] values) {
        for (int k = 0; k < 64; k++) {
            values[k] = Math.round(values[k]);
        }
    }

    private void decode(float[] values, float[] out) {
        for (int k = 0; k < 64; k++) {
            half[ZigZag.natural(k)] = values[k] * steps[k];
        }
        // Columns of the coefficients first, then rows.
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                float sum = 0;
                for (int k = 0; k < 8; k++) {
                    sum += BASIS[8 * k + row] * half[8 * k + column];
                }
                seen[8 * row + column] = sum;
            }
        }
        System.arraycopy(seen, 0, half, 0, 64);
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                float sum = 0;
                for (int k = 0; k < 8; k++) {
                    sum += BASIS[8 * k + column] * half[8 * row + k];
                }
                out[8 * row + column] = sum;
            }
        }
    }

    private void encode(float[] in, float[] values) {
        for (int row = 0; row < 8; row++) {
            for (int k = 0; k < 8; k++) {
                float sum = 0;
                for (int column = 0; column < 8; column++) {
                    sum += BASIS[8 * k + column] * in[8 * row + column];
                }
                half[8 * row + k] = sum;
            }
        }
        for (int k = 0; k < 64; k++) {
            int row = ZigZag.natural(k) / 8;
            int column = ZigZag.natural(k) % 8;
            float sum = 0;
            for (int i = 0; i < 8; i++) {
                sum += BASIS[8 * row + i] * half[8 * i + column];
            }
            values[k] = sum / steps[k];
        }
    }
}
