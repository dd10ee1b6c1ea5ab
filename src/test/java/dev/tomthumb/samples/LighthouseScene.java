package dev.tomthumb.samples;

import java.awt.image.BufferedImage;

/** A lighthouse on a cliff in the evening: the upright sample. Distances are shares of the picture's height. */
final class LighthouseScene {
    private static final float HORIZON = 0.70f;
    private static final float FOCAL = 1.9f;
    private static final float TOWER_X = 0.455f;
    private static final float TOWER_TOP = 0.285f;
    private static final float TOWER_FOOT = 0.685f;
    private static final float LAMP_Y = 0.252f;

    private final Mood mood = Mood.DUSK;
    private final Sky sky = new Sky(mood);
    private final Noise noise = new Noise(4711);
    private final Rgb colour = new Rgb();
    private float aspect;

    BufferedImage draw(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = LandscapeScene.pixels(image);
        aspect = (float) width / height;
        float unit = 1f / height;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = shade((x + 0.5f) * unit, (y + 0.5f) * unit, unit);
            }
        }
        Film.develop(pixels, width, height, 5);
        return image;
    }

    private int shade(float x, float y, float unit) {
        if (y < HORIZON) {
            sky(x, y);
            stars(x, y, unit);
        } else {
            sea(x, y);
        }
        cliff(x, y, unit);
        tower(x, y, unit);
        cottage(x, y, unit);
        beam(x, y);
        return colour.scale(0.62f).toneMapped();
    }

    private void sky(float x, float y) {
        sky.shade((x - aspect * 0.5f) / FOCAL + 0.06f, (HORIZON - y) / FOCAL, colour);
    }

    private void stars(float x, float y, float unit) {
        float cell = 0.012f;
        int column = (int) (x / cell);
        int row = (int) (y / cell);
        float size = noise.at(column, row);
        if (size < 0.82f || y > 0.45f) {
            return;
        }
        float dx = x - (column + 0.2f + 0.6f * noise.at(column + 99, row)) * cell;
        float dy = y - (row + 0.2f + 0.6f * noise.at(column, row + 99)) * cell;
        float radius = Math.max(unit * 0.8f, 0.0007f) * (0.6f + 4 * (size - 0.82f));
        float bright = Noise.clamp(1.3f - (dx * dx + dy * dy) / (radius * radius)) * Noise.step(0.45f, 0.05f, y);
        colour.add(bright * 0.8f, bright * 0.8f, bright);
    }

    private void sea(float x, float y) {
        float down = (y - HORIZON) + 0.002f;
        float distance = 0.055f / down;
        float px = (x - aspect * 0.5f) * distance;
        float swell = noise.fractal(px * 7, distance * 18, 4) - 0.5f;
        float chop = noise.fractal(px * 34 + 9, distance * 80, 3) - 0.5f;
        float tilt = 0.26f * swell + 0.16f * chop;
        float calm = Math.min(1, down * 9 + 0.12f);
        float mirrored = HORIZON - down * 0.8f - (0.05f + 0.30f * calm) * Math.abs(tilt);
        sky(x + tilt * 0.10f * calm, Math.max(0, mirrored));
        colour.blend(0.012f, 0.035f, 0.060f, Noise.clamp(0.22f + 1.5f * down + 1.1f * tilt * calm));
        float foam = Noise.step(0.66f, 0.86f, noise.fractal(px * 60, distance * 150 + 4, 5) + 0.24f * shoreFoam(x, y));
        colour.blend(0.62f, 0.55f, 0.58f, foam * 0.75f * calm);
    }

    private float shoreFoam(float x, float y) {
        return Noise.step(0.075f, 0.0f, Math.abs(x - shoreline(y)));
    }

    /** How far the cliff reaches to the right on this row. */
    private float shoreline(float y) {
        float foot = 0.60f + 0.16f * (y - HORIZON) / (1 - HORIZON);
        return foot + 0.045f * (noise.fractal(y * 13, 3, 4) - 0.5f) + 0.02f * (noise.smooth(y * 60, 1) - 0.5f);
    }

    private float cliffTop(float x) {
        float slope = 0.655f
                + 0.020f * noise.fractal(x * 6, 8, 4)
                + 0.004f * noise.smooth(x * 150, 2)
                + 0.05f * Noise.step(0.55f, 0.63f, x) * (noise.fractal(x * 45, 5, 4) - 0.5f);
        return slope + 0.35f * Noise.step(0.52f, 0.70f, x) - 0.02f * Noise.step(0.3f, 0f, x);
    }

    private void cliff(float x, float y, float unit) {
        float top = cliffTop(x);
        float cover = Noise.step(top - unit, top + unit, y);
        float edge = shoreline(y);
        cover *= y < HORIZON ? 1 : Noise.step(edge + unit, edge - unit, x);
        if (cover <= 0) {
            return;
        }
        float below = y - top;
        float fine = noise.fractal(x * 70, y * 55, 4);
        float rock = rock(x, y);
        float toRight = rock - rock(x + 0.0035f, y);
        float downwards = rock - rock(x, y + 0.0035f);
        float light =
                0.015f + 0.30f * rock * rock * rock * (0.4f + fine) + Math.max(0, toRight * 4.2f - downwards * 1.2f);
        float r = light * 0.95f;
        float g = light * 0.60f;
        float b = light * 0.52f;
        float turf = Noise.step(0.055f, 0.012f, below + 0.05f * (fine - 0.5f)) * Noise.step(0.60f, 0.54f, x);
        float blades = 0.45f + 0.9f * noise.fractal(x * 260, y * 60, 2);
        r = Noise.mix(r, 0.135f * blades, turf);
        g = Noise.mix(g, 0.120f * blades, turf);
        b = Noise.mix(b, 0.045f * blades, turf);
        float wet = 1 - 0.55f * Noise.step(0.05f, 0.0f, y < HORIZON ? 1 : edge - x);
        colour.blend(r * wet, g * wet, b * wet, cover);
    }

    /** Blocks and ledges: broad ridges, upright clefts and level layers. */
    private float rock(float x, float y) {
        float broad = 1 - Math.abs(2 * noise.fractal(x * 6.5f + 2, y * 4.5f, 5) - 1);
        float clefts = 1 - Math.abs(2 * noise.fractal(x * 17 + 1.5f * y, y * 3.5f + 40, 4) - 1);
        float layers = noise.fractal(x * 3 + 9, y * 34 + 4 * x, 3);
        return 0.52f * broad + 0.30f * clefts + 0.18f * layers;
    }

    private void tower(float x, float y, float unit) {
        float half = 0.034f + 0.022f * Noise.clamp((y - TOWER_TOP) / (TOWER_FOOT - TOWER_TOP));
        if (y > TOWER_TOP && y < TOWER_FOOT + 0.01f) {
            float band = (y - TOWER_TOP) / (TOWER_FOOT - TOWER_TOP) * 5;
            float curve = (x - TOWER_X) / half;
            float bend = 0.05f * curve * curve;
            float inBand = 0.5f - Math.abs((band - bend) % 2 - 1.5f);
            float red = Noise.clamp(0.5f + inBand * 0.08f / unit);
            float worn = 0.86f + 0.22f * noise.fractal(x * 90, y * 24, 4);
            round(
                    x,
                    half,
                    unit,
                    worn * Noise.mix(0.66f, 0.42f, red),
                    worn * Noise.mix(0.61f, 0.03f, red),
                    worn * Noise.mix(0.54f, 0.025f, red),
                    1);
            window(x, y, unit, 0.36f);
            window(x, y, unit, 0.525f);
        }
        ring(x, y, unit, TOWER_TOP - 0.012f, TOWER_TOP + 0.004f, 0.052f, 0.055f);
        railing(x, y, unit);
        lantern(x, y, unit);
    }

    /** A piece of a cylinder around the tower's axis, lit from the sunset on the right. */
    private void round(float x, float half, float unit, float r, float g, float b, float share) {
        float across = (x - TOWER_X) / half;
        float cover = Noise.clamp((1 - Math.abs(across)) * half / unit + 0.5f);
        if (cover <= 0) {
            return;
        }
        float depth = (float) Math.sqrt(Math.max(0, 1 - across * across));
        float sun = Math.max(0, 0.80f * across + 0.42f * depth);
        float sky = 0.16f + 0.12f * depth;
        colour.blend(r * (sky + 1.55f * sun), g * (sky + 1.02f * sun), b * (sky * 1.35f + 0.66f * sun), cover * share);
    }

    private void ring(float x, float y, float unit, float top, float bottom, float half, float tone) {
        if (y >= top - unit && y <= bottom + unit) {
            float cover = Noise.clamp((y - top) / unit + 0.5f) * Noise.clamp((bottom - y) / unit + 0.5f);
            round(x, half, unit, tone, tone, tone * 1.15f, cover);
        }
    }

    private void window(float x, float y, float unit, float centre) {
        float inside = Math.max(Math.abs(x - TOWER_X - 0.004f) - 0.0065f, Math.abs(y - centre) - 0.013f);
        colour.blend(1.30f, 0.78f, 0.28f, Noise.clamp(0.5f - inside / unit));
        float frame = Math.abs(inside - 0.0012f) - 0.0012f;
        colour.blend(0.05f, 0.045f, 0.05f, Noise.clamp(0.5f - frame / unit));
    }

    private void railing(float x, float y, float unit) {
        float top = TOWER_TOP - 0.034f;
        if (y < top || y > TOWER_TOP - 0.012f || Math.abs(x - TOWER_X) > 0.051f) {
            return;
        }
        float post = Math.abs((x - TOWER_X) / 0.0102f - Math.round((x - TOWER_X) / 0.0102f)) * 0.0102f - 0.0008f;
        float rail = Math.min(Math.abs(y - top - 0.001f), Math.abs(y - top - 0.011f)) - 0.0009f;
        colour.blend(0.045f, 0.04f, 0.045f, Noise.clamp(0.5f - Math.min(post, rail) / unit));
    }

    private void lantern(float x, float y, float unit) {
        float top = LAMP_Y - 0.026f;
        if (y > top && y < TOWER_TOP - 0.012f && Math.abs(x - TOWER_X) < 0.028f) {
            colour.blend(1.7f, 1.25f, 0.62f, 0.86f);
            float bar = Math.abs((x - TOWER_X) / 0.014f - Math.round((x - TOWER_X) / 0.014f)) * 0.014f - 0.0011f;
            colour.blend(0.05f, 0.045f, 0.05f, Noise.clamp(0.5f - bar / unit));
        }
        ring(x, y, unit, top - 0.006f, top, 0.036f, 0.10f);
        float up = (top - 0.006f - y) / 0.034f;
        if (up > -0.02f && up < 1) {
            round(x, 0.032f * (float) Math.sqrt(Math.max(0, 1 - up * up)), unit, 0.42f, 0.035f, 0.03f, 1);
        }
        float spike = Math.max(Math.abs(x - TOWER_X) - 0.0012f, Math.abs(y - top + 0.048f) - 0.014f);
        colour.blend(0.05f, 0.04f, 0.04f, Noise.clamp(0.5f - spike / unit));
    }

    private void cottage(float x, float y, float unit) {
        float wall = Math.max(Math.abs(x - 0.235f) - 0.085f, Math.abs(y - 0.652f) - 0.030f);
        float plaster = 0.85f + 0.3f * noise.fractal(x * 120, y * 120, 3);
        colour.blend(0.34f * plaster, 0.25f * plaster, 0.21f * plaster, Noise.clamp(0.5f - wall / unit));
        float roofSide = Math.abs(x - 0.235f) - 0.098f + Math.max(0, 0.624f - y) * 0.75f;
        float roof = Math.max(roofSide, Math.abs(y - 0.6015f) - 0.0245f);
        float tiles = 0.7f + 0.4f * noise.smooth(x * 230, (float) Math.floor(y * 210) * 3.7f);
        colour.blend(0.20f * tiles, 0.085f * tiles, 0.07f * tiles, Noise.clamp(0.5f - roof / unit));
        float chimney = Math.max(Math.abs(x - 0.185f) - 0.010f, Math.abs(y - 0.570f) - 0.018f);
        colour.blend(0.17f, 0.10f, 0.085f, Noise.clamp(0.5f - chimney / unit));
        for (int i = 0; i < 3; i++) {
            pane(x, y, unit, 0.178f + 0.057f * i);
        }
    }

    private void pane(float x, float y, float unit, float centre) {
        float dx = Math.abs(x - centre);
        float dy = Math.abs(y - 0.650f);
        colour.blend(1.25f, 0.72f, 0.24f, Noise.clamp(0.5f - Math.max(dx - 0.0115f, dy - 0.0135f) / unit));
        float cross = Math.min(dx, dy) - 0.0009f;
        boolean inside = dx < 0.0115f && dy < 0.0135f;
        colour.blend(0.10f, 0.06f, 0.05f, inside ? Noise.clamp(0.5f - cross / unit) : 0);
    }

    /** Two cones of lit air and the glare of the lamp. */
    private void beam(float x, float y) {
        float dx = x - TOWER_X;
        float dy = y - LAMP_Y;
        float away = (float) Math.sqrt(dx * dx + dy * dy);
        float across = Math.abs(dy + dx * 0.13f) / (0.008f + 0.11f * Math.abs(dx));
        float dust = 0.7f + 0.6f * noise.fractal(x * 6, y * 14, 3);
        float cone =
                Math.max(0, 1 - across * across) * 0.42f * dust / (1 + 3.2f * away) * Noise.step(0.015f, 0.05f, away);
        float glare = 0.0021f / (0.0012f + away * away);
        float light = cone + Math.min(glare, 1.6f) * 0.75f;
        colour.add(light, light * 0.80f, light * 0.48f);
    }
}
