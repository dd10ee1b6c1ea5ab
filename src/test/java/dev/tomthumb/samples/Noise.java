package dev.tomthumb.samples;

/** Value noise on an integer lattice: seeded, without tables, and the same on every machine. */
final class Noise {
    private static final float TO_UNIT = 1f / 16_777_216f;

    private final int seed;

    Noise(int seed) {
        this.seed = seed * 0x9E3779B1;
    }

    /** A number in [0, 1) that belongs to the lattice point. */
    float at(int x, int y) {
        int hash = seed + x * 374_761_393 + y * 668_265_263;
        hash = (hash ^ (hash >>> 13)) * 1_274_126_177;
        hash = (hash ^ (hash >>> 15)) * 0x2C1B3C6D;
        return ((hash ^ (hash >>> 16)) >>> 8) * TO_UNIT;
    }

    /** Smoothly interpolated noise in [0, 1). */
    float smooth(float x, float y) {
        int column = floor(x);
        int row = floor(y);
        float u = fade(x - column);
        float v = fade(y - row);
        float top = mix(at(column, row), at(column + 1, row), u);
        float bottom = mix(at(column, row + 1), at(column + 1, row + 1), u);
        return mix(top, bottom, v);
    }

    /** Octaves of {@link #smooth} at doubling frequency and halving strength, in [0, 1). */
    float fractal(float x, float y, int octaves) {
        float sum = 0;
        float strength = 0.5f;
        float total = 0;
        float px = x;
        float py = y;
        for (int octave = 0; octave < octaves; octave++) {
            sum += strength * smooth(px, py);
            total += strength;
            strength *= 0.5f;
            float turned = 1.6f * px - 1.2f * py;
            py = 1.2f * px + 1.6f * py + 17.3f;
            px = turned;
        }
        return sum / total;
    }

    /**
     * Octaves that lose strength where the ground is already steep, which leaves sharp ridges and smooth valleys, as
     * erosion does. About 0 to 1.2.
     */
    float eroded(float x, float y, int octaves) {
        float sum = 0;
        float strength = 0.62f;
        float slopeX = 0;
        float slopeY = 0;
        float px = x;
        float py = y;
        for (int octave = 0; octave < octaves; octave++) {
            int column = floor(px);
            int row = floor(py);
            float fx = px - column;
            float fy = py - row;
            float u = fade(fx);
            float v = fade(fy);
            float a = at(column, row);
            float b = at(column + 1, row);
            float c = at(column, row + 1);
            float k = a - b - c + at(column + 1, row + 1);
            slopeX += 6 * fx * (1 - fx) * (b - a + k * v);
            slopeY += 6 * fy * (1 - fy) * (c - a + k * u);
            float height = a + (b - a) * u + (c - a) * v + k * u * v;
            sum += strength * height / (1 + slopeX * slopeX + slopeY * slopeY);
            strength *= 0.5f;
            float turned = 1.6f * px - 1.2f * py;
            py = 1.2f * px + 1.6f * py;
            px = turned;
        }
        return sum;
    }

    static int floor(float value) {
        int whole = (int) value;
        return value < whole ? whole - 1 : whole;
    }

    static float mix(float from, float to, float share) {
        return from + (to - from) * share;
    }

    static float clamp(float value) {
        return value < 0 ? 0 : Math.min(value, 1);
    }

    /** 0 below {@code low}, 1 above {@code high}, an S curve between. */
    static float step(float low, float high, float value) {
        return fade(clamp((value - low) / (high - low)));
    }

    private static float fade(float share) {
        return share * share * (3 - 2 * share);
    }
}
