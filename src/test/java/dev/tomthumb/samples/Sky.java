package dev.tomthumb.samples;

/** The sky in a direction: gradient, sun and drifting clouds that the sun lights from its side. */
final class Sky {
    private static final float CLOUD_CEILING = 0.055f;

    private final Mood mood;
    private final Noise noise;

    Sky(Mood mood) {
        this.mood = mood;
        this.noise = new Noise(mood.seed() + 500);
    }

    /** The light from {@code azimuth} to the right and {@code elevation} up, in radians. */
    void shade(float azimuth, float elevation, Rgb out) {
        float up = Math.max(elevation, 0);
        float dx = azimuth - mood.sunAzimuth();
        float dy = elevation - mood.sunElevation();
        float toSun = (float) Math.sqrt(dx * dx + dy * dy);
        gradient(up, toSun, out);
        float glow = sunGlow(toSun);
        Mood.Light sun = mood.sunlight();
        out.add(sun.r() * glow, sun.g() * glow, sun.b() * glow);
        if (mood.cloudCover() > 0) {
            clouds(azimuth, up, dx, dy, toSun, out);
        }
    }

    private void gradient(float up, float toSun, Rgb out) {
        Mood.Light low = mood.horizon();
        Mood.Light high = mood.zenith();
        float share = 1 - 1 / (1 + 7.5f * up * (0.55f + up));
        out.set(low.r(), low.g(), low.b()).blend(high.r(), high.g(), high.b(), share);
        float warm = 0.55f / (1 + 14 * toSun * toSun) / (1 + 6 * up);
        Mood.Light sun = mood.sunlight();
        out.blend(sun.r() * 0.46f, sun.g() * 0.42f, sun.b() * 0.38f, warm);
    }

    private static float sunGlow(float toSun) {
        float disc = 9 * Noise.step(0.0185f, 0.0150f, toSun);
        return disc + 0.0011f / (0.0016f + toSun * toSun) * 0.75f + 0.07f / (1 + 45 * toSun * toSun);
    }

    private void clouds(float azimuth, float up, float dx, float dy, float toSun, Rgb out) {
        float distance = 1 / (up + CLOUD_CEILING);
        float x = azimuth * distance * 1.25f + mood.seed();
        float y = distance * 1.30f;
        float density = density(x, y, 6);
        if (density <= 0) {
            return;
        }
        float reach = 0.16f / (0.12f + toSun);
        float shadow = density(x - dx * reach, y + dy * reach * 2.2f + 0.05f, 3);
        float lit = Noise.clamp(0.92f - 0.85f * shadow + 0.25f * density);
        float rim = 0.9f / (1 + 30 * toSun * toSun);
        float bright = 0.13f + lit * (0.34f + rim);
        Mood.Light sun = mood.sunlight();
        Mood.Light sky = mood.skylight();
        Mood.Light low = mood.horizon();
        float fade = Noise.step(0.0f, 0.16f, up);
        float r = Noise.mix(low.r(), sky.r() * 0.72f + sun.r() * bright, 0.25f + 0.75f * fade);
        float g = Noise.mix(low.g(), sky.g() * 0.72f + sun.g() * bright, 0.25f + 0.75f * fade);
        float b = Noise.mix(low.b(), sky.b() * 0.72f + sun.b() * bright, 0.25f + 0.75f * fade);
        out.blend(r, g, b, Noise.step(0, 0.42f, density) * 0.94f * (0.35f + 0.65f * fade));
    }

    private float density(float x, float y, int octaves) {
        float large = noise.smooth(x * 0.42f + 5, y * 0.42f);
        float warp = noise.fractal(x * 0.9f, y * 0.9f + 31, 3) * 0.9f;
        float body = noise.fractal(x + warp, y * 1.15f + warp, octaves);
        return (body - (0.80f - 0.42f * mood.cloudCover() - 0.22f * (large - 0.5f))) * 2.6f;
    }
}
