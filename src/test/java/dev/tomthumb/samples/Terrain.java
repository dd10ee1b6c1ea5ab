package dev.tomthumb.samples;

/** The ground of a landscape in metres: x to the right, z ahead, heights above the lake. A lake lies before the viewer, forest climbs from its far shore, and mountains stand behind. */
final class Terrain {
    /** Where nothing but water can be. */
    static final float NEAREST_SHORE = 620;

    static final float FARTHEST = 17_000;
    private static final float RELIEF = 2_500;
    private static final float RELIEF_WAVE = 2_100;
    private static final int SHADE_CELLS = 400;
    private static final float SHADE_WIDTH = 20_000;

    private final Noise noise;
    private final Noise trees;
    private final float sunX;
    private final float sunUp;
    private final float sunZ;
    private final float[] sunshine = new float[SHADE_CELLS * SHADE_CELLS];

    Terrain(int seed, float sunX, float sunUp, float sunZ) {
        this.noise = new Noise(seed);
        this.trees = new Noise(seed + 1000);
        this.sunX = sunX;
        this.sunUp = sunUp;
        this.sunZ = sunZ;
        bakeSunshine();
    }

    /** Metres from the shore: positive on land, negative on the lake. */
    float inland(float x, float z) {
        float wobble =
                noise.smooth(x * 0.0021f + 40, z * 0.0021f) * 340 + noise.smooth(x * 0.011f, z * 0.011f + 9) * 45;
        float ahead = z - 760 - wobble;
        float aside = Math.abs(x) - 900 - wobble * 0.6f;
        return Math.max(ahead, aside);
    }

    /** The bare ground; negative in the lake. */
    float ground(float x, float z, int octaves) {
        float inland = inland(x, z);
        return inland <= 0 ? -2 : hills(inland) + mountains(x, z, inland) * relief(x, z, octaves);
    }

    private static float hills(float inland) {
        return 130 * (1 - 1 / (1 + inland * 0.0016f)) + Math.min(inland * 0.05f, 3);
    }

    private float relief(float x, float z, int octaves) {
        return noise.eroded(x / RELIEF_WAVE + 3.1f, z / RELIEF_WAVE + 1.7f, octaves);
    }

    /** What changes so slowly that neighbouring points share it when a slope is measured. */
    Place place(float x, float z) {
        float inland = inland(x, z);
        return new Place(this, inland, hills(inland), mountains(x, z, inland));
    }

    record Place(Terrain terrain, float inland, float hills, float mountains) {
        float height(float x, float z, int octaves) {
            return hills + mountains * terrain.relief(x, z, octaves);
        }
    }

    private static float mountains(float x, float z, float inland) {
        float rise = Noise.step(-200, 5_200, inland);
        float summit = bump(x + 1_250, z - 7_600, 2_300) * 0.95f
                + bump(x - 2_900, z - 8_800, 2_600) * 0.72f
                + bump(x + 5_200, z - 7_200, 2_400) * 0.7f
                + bump(x - 6_500, z - 6_000, 2_400) * 0.75f;
        float valley = 1 - 0.55f * bump(x - 750 - z * 0.03f, 0, 900);
        return RELIEF * rise * (0.34f + summit) * valley;
    }

    private static float bump(float x, float z, float radius) {
        float q = (x * x + z * z) / (radius * radius);
        return 1 / (1 + q * q + q);
    }

    /** How much forest stands here, 0 to 1. */
    float forest(float x, float z, float height) {
        float patch = noise.smooth(x * 0.0042f + 71, z * 0.0042f) + 0.4f * noise.smooth(x * 0.02f, z * 0.02f + 5);
        float treeLine = 560 + 260 * (patch - 0.7f);
        return Noise.step(treeLine, treeLine - 160, height) * Noise.step(0.30f, 0.52f, patch);
    }

    /**
     * The height of the tree crown above this point of the ground: cones on a jittered grid. Zero between trees.
     */
    float crown(float x, float z) {
        float cell = 7.5f;
        float gx = x / cell;
        float gz = z / cell;
        int column = Noise.floor(gx - 0.5f);
        int row = Noise.floor(gz - 0.5f);
        float best = 0;
        for (int j = 0; j < 2; j++) {
            for (int i = 0; i < 2; i++) {
                float size = trees.at(column + i, row + j);
                float dx = gx - (column + i + 0.25f + 0.5f * trees.at(column + i + 7_001, row + j));
                float dz = gz - (row + j + 0.25f + 0.5f * trees.at(column + i, row + j + 9_001));
                float away = (float) Math.sqrt(dx * dx + dz * dz) * (1.75f - 0.4f * size);
                best = Math.max(best, (11 + 15 * size) * (1 - away));
            }
        }
        return best;
    }

    /** The share of direct sun that reaches this place past other mountains, 0 to 1. */
    float sunshine(float x, float z) {
        float gx = (x / SHADE_WIDTH + 0.5f) * SHADE_CELLS;
        float gz = z / SHADE_WIDTH * SHADE_CELLS;
        int column = Math.max(0, Math.min(SHADE_CELLS - 2, (int) gx));
        int row = Math.max(0, Math.min(SHADE_CELLS - 2, (int) gz));
        float u = Noise.clamp(gx - column);
        float v = Noise.clamp(gz - row);
        int at = row * SHADE_CELLS + column;
        float near = Noise.mix(sunshine[at], sunshine[at + 1], u);
        float far = Noise.mix(sunshine[at + SHADE_CELLS], sunshine[at + SHADE_CELLS + 1], u);
        return Noise.mix(near, far, v);
    }

    private void bakeSunshine() {
        float[] heights = new float[sunshine.length];
        float metres = SHADE_WIDTH / SHADE_CELLS;
        for (int row = 0; row < SHADE_CELLS; row++) {
            for (int column = 0; column < SHADE_CELLS; column++) {
                heights[row * SHADE_CELLS + column] = ground(column * metres - SHADE_WIDTH / 2, row * metres, 6);
            }
        }
        for (int row = 0; row < SHADE_CELLS; row++) {
            for (int column = 0; column < SHADE_CELLS; column++) {
                sunshine[row * SHADE_CELLS + column] = lit(heights, column, row, metres);
            }
        }
    }

    private float lit(float[] heights, int column, int row, float metres) {
        float flat = (float) Math.sqrt(sunX * sunX + sunZ * sunZ);
        float climb = metres * sunUp / flat;
        float height = heights[row * SHADE_CELLS + column] + 12;
        float light = 1;
        for (int steps = 1; steps < 70; steps++) {
            int c = (int) (column + 0.5f + steps * sunX / flat);
            int r = (int) (row + 0.5f + steps * sunZ / flat);
            if (c < 0 || r < 0 || c >= SHADE_CELLS || r >= SHADE_CELLS) {
                return light;
            }
            float over = heights[r * SHADE_CELLS + c] - height - climb * steps;
            light = Math.min(light, 1 - Noise.step(-20, 60 + 4 * steps, over));
        }
        return light;
    }
}
