package dev.tomthumb.samples;

/** The lake: the mirrored scene bent by ripples, the more transparent the steeper one looks down on it. */
final class Water {
    private final Mood mood;
    private final View view;
    private final Noise ripples;
    private final Rgb colour = new Rgb();

    Water(Mood mood, View view) {
        this.mood = mood;
        this.view = view;
        this.ripples = new Noise(mood.seed() + 300);
    }

    /** Paints every row below the horizon from the picture that {@code mirror} sees. */
    void paint(int[] pixels, int[] reflected, View mirror) {
        for (int y = (int) view.horizonRow(); y < view.height(); y++) {
            float down = Math.max(0.0006f, -view.elevation(y));
            float distance = view.eye() / down;
            for (int x = 0; x < view.width(); x++) {
                pixels[y * view.width() + x] = shade(view.azimuth(x), down, distance, reflected, mirror);
            }
        }
    }

    private int shade(float azimuth, float down, float distance, int[] reflected, View mirror) {
        float px = azimuth * distance;
        float calm = 0.25f + 0.75f * Noise.step(0.45f, 0.70f, ripples.fractal(px * 0.006f, distance * 0.0035f + 11, 3));
        float swell = ripples.fractal(px * 0.16f, distance * 0.42f, 3) - 0.5f;
        float chop = ripples.smooth(px * 0.9f + 50, distance * 2.4f) - 0.5f;
        float fine = 1 / (1 + distance * 0.0022f);
        float tilt = calm * fine * (0.052f * swell + 0.030f * chop);
        float row = mirror.horizonRow() - (down + Math.abs(tilt) * 0.5f + tilt) * mirror.focal();
        float column = mirror.column(azimuth + tilt * 0.22f);
        sample(reflected, mirror, column, row);
        float steep = Noise.clamp(down * 2.6f + tilt * 2.2f);
        float clear = 0.10f + 0.62f * steep;
        Mood.Light sky = mood.skylight();
        colour.blend(sky.r() * 0.05f, sky.g() * 0.13f, sky.b() * 0.14f, Noise.clamp(clear));
        return colour.encoded();
    }

    private void sample(int[] reflected, View mirror, float column, float row) {
        int x = Math.max(0, Math.min(mirror.width() - 2, (int) column));
        int y = Math.max(0, Math.min((int) mirror.horizonRow() - 1, (int) row));
        int at = y * mirror.width() + x;
        float u = Noise.clamp(column - x);
        int below = Math.min(at + mirror.width(), reflected.length - 2);
        int top = Rgb.blend(reflected[at], reflected[at + 1], u);
        int bottom = Rgb.blend(reflected[below], reflected[below + 1], u);
        colour.decode(Rgb.blend(top, bottom, Noise.clamp(row - y)));
    }
}
