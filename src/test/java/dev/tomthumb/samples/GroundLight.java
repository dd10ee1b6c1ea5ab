package dev.tomthumb.samples;

/** What the ground looks like: rock, snow, meadow and forest under the sun, and the haze in front of them. */
final class GroundLight {
    private static final float FOREST_CROWN = 26;

    private final Mood mood;
    private final Terrain terrain;
    private final Noise grain;
    private final float sunX;
    private final float sunUp;
    private final float sunZ;

    GroundLight(Mood mood) {
        this.mood = mood;
        float side = mood.sunAzimuth() < 0 ? -0.84f : 0.84f;
        float up = 0.30f + 0.6f * mood.sunElevation();
        float length = (float) Math.sqrt(side * side + up * up + 0.01f);
        this.sunX = side / length;
        this.sunUp = up / length;
        this.sunZ = -0.1f / length;
        this.grain = new Noise(mood.seed() + 77);
        this.terrain = new Terrain(mood.seed(), sunX, sunUp, sunZ);
    }

    Terrain terrain() {
        return terrain;
    }

    /** The light from the ground at (x, z), seen from {@code distance} at {@code height} metres above the lake. */
    void shade(float x, float z, float distance, float height, float pixelAngle, Rgb out) {
        float reach = Math.max(1.2f, distance * pixelAngle * 1.5f);
        Terrain.Place place = terrain.place(x, z);
        int octaves = place.inland() < 900 ? 5 : 9;
        float ground = place.height(x, z, octaves);
        float slopeX = (place.height(x + reach, z, octaves) - ground) / reach;
        float slopeZ = (place.height(x, z + reach, octaves) - ground) / reach;
        float length = 1 / (float) Math.sqrt(1 + slopeX * slopeX + slopeZ * slopeZ);
        float facing = (-slopeX * sunX + sunUp - slopeZ * sunZ) * length;
        float forest = terrain.forest(x, z, ground);
        material(x, z, ground, length, out);
        float direct = Math.max(0, facing) * terrain.sunshine(x, z);
        float open = 0.5f + 0.5f * length;
        if (forest > 0.15f) {
            forest(x, z, height - ground, forest, out);
        }
        illuminate(direct, open, out);
        haze(x / distance, distance, height, out);
        out.scale(mood.exposure());
    }

    private void material(float x, float z, float height, float level, Rgb out) {
        float spots = grain.fractal(x * 0.012f, z * 0.012f, 4);
        float strata = grain.smooth(x * 0.0012f + height * 0.028f, z * 0.0012f + 3);
        float tone = 0.62f + 0.5f * spots + 0.25f * strata;
        out.set(0.190f * tone, 0.165f * tone, 0.150f * tone);
        float green = Noise.step(1_020, 520, height + 420 * (spots - 0.5f)) * Noise.step(0.55f, 0.80f, level);
        out.blend(0.085f + 0.06f * spots, 0.105f + 0.05f * spots, 0.030f, green);
        float line = 930 + 620 * (spots - 0.5f);
        float snow = Noise.step(line, line + 330, height) * Noise.step(0.50f, 0.70f, level + 0.16f * (spots - 0.5f));
        out.blend(0.80f, 0.84f, 0.92f, snow);
    }

    private void forest(float x, float z, float crown, float share, Rgb out) {
        float up = Noise.clamp(crown / FOREST_CROWN);
        float kind = grain.smooth(x * 0.13f, z * 0.13f);
        float patch = grain.smooth(x * 0.006f + 20, z * 0.006f);
        float r = 0.020f + 0.022f * kind * patch + 0.012f * patch;
        float g = 0.036f + 0.020f * kind;
        float depth = 0.16f + 1.30f * up * up;
        out.blend(r * depth, g * depth, (0.021f - 0.008f * patch) * depth, Noise.step(0.15f, 0.6f, share));
    }

    private void illuminate(float direct, float open, Rgb out) {
        Mood.Light sun = mood.sunlight();
        Mood.Light sky = mood.skylight();
        out.multiply(
                sun.r() * direct + sky.r() * open,
                sun.g() * direct + sky.g() * open,
                sun.b() * direct + sky.b() * open);
    }

    private void haze(float side, float distance, float height, Rgb out) {
        float thin = 1 / (1 + Math.max(height, 0) / 1_100);
        float veil = 1 - (float) Math.exp(-distance / 23_000 * (0.35f + 0.65f * thin));
        float mist = 0.20f * (float) Math.exp(-height / 22) * Noise.step(500, 1_900, distance);
        Mood.Light haze = mood.haze();
        Mood.Light sun = mood.sunlight();
        float toSun = side - (float) Math.sin(mood.sunAzimuth());
        float warm = 0.30f / (1 + 9 * toSun * toSun);
        out.blend(
                haze.r() + sun.r() * warm * 0.5f,
                haze.g() + sun.g() * warm * 0.5f,
                haze.b() + sun.b() * warm * 0.5f,
                Noise.clamp(veil + mist * (1 - veil)));
    }
}
