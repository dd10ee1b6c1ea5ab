package dev.tomthumb.samples;

/** The last touch of a photograph: darker corners and grain. */
final class Film {
    private Film() {}

    static void develop(int[] pixels, int width, int height, int seed) {
        Noise noise = new Noise(seed + 900);
        for (int y = 0; y < height; y++) {
            float dy = (y - height * 0.5f) / height;
            for (int x = 0; x < width; x++) {
                float dx = (x - width * 0.5f) / width;
                float corner = dx * dx + dy * dy;
                int light = (int) (256 * (1.015f - 0.42f * corner * corner * 2.2f));
                int grain = (int) ((noise.at(x, y) + noise.at(x + 5_000, y) - 1) * 7.5f);
                int at = y * width + x;
                pixels[at] = developed(pixels[at], light, grain);
            }
        }
    }

    private static int developed(int rgb, int light, int grain) {
        return channel(rgb >> 16 & 255, light, grain) << 16
                | channel(rgb >> 8 & 255, light, grain) << 8
                | channel(rgb & 255, light, grain);
    }

    private static int channel(int value, int light, int grain) {
        return Math.max(0, Math.min(255, (value * light >> 8) + grain));
    }
}
