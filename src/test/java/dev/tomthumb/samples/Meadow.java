package dev.tomthumb.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;

/** The near shore: grass blade by blade, flowers, and two spruces that frame the view. Sizes are shares of the picture's height. */
final class Meadow {
    private static final int BLADES_PER_ROW_OF_PIXELS = 13;
    private static final int[] PETALS = {0xFFFFFF, 0xF4C531, 0xE0482F, 0x8C6BD8, 0xFFFFFF};

    private final View view;
    private final Palette palette;
    private final Noise noise;
    private final Random random;
    private final float size;

    Meadow(View view, Mood mood) {
        this.view = view;
        this.palette = Palette.of(mood);
        this.noise = new Noise(mood.seed() + 40);
        this.random = new Random(mood.seed());
        this.size = view.height();
    }

    void paint(int[] pixels, Graphics2D g) {
        soil(pixels);
        float right = view.width();
        Conifer.paint(g, right - 0.135f * size, 0.90f * size, 0.50f * size, palette.trees(), random);
        Conifer.paint(g, right - 0.020f * size, 0.93f * size, 0.70f * size, palette.trees(), random);
        float wide = view.width() / size / 1.333f;
        int blades = (int) (BLADES_PER_ROW_OF_PIXELS * size * wide);
        int flowerEvery = Math.max(1, (int) (blades / (230 * wide)));
        for (int i = 0; i < blades; i++) {
            float near = (float) i / blades;
            float x = random.nextFloat() * view.width();
            float y = bank(x) + (1.06f * size - bank(x)) * near;
            blade(g, x, y, near);
            if (i % flowerEvery == 0 && noise.smooth(x / size * 5, near * 3) > 0.42f) {
                flower(g, x, y, near);
            }
        }
    }

    /** The row where the grass begins in this column. */
    private float bank(float x) {
        float middle = (x - view.width() * 0.46f) / (view.width() * 0.5f);
        float uneven = 0.020f * noise.fractal(x / size * 4, 1, 3);
        return size * (0.955f - 0.085f * middle * middle + uneven - 0.01f);
    }

    private void soil(int[] pixels) {
        int dark = Palette.scaled(palette.grass(), 0.33f).getRGB() & 0xFFFFFF;
        for (int x = 0; x < view.width(); x++) {
            for (int y = Math.max(0, (int) bank(x)); y < view.height(); y++) {
                pixels[y * view.width() + x] = dark;
            }
        }
    }

    private void blade(Graphics2D g, float x, float y, float near) {
        float length = size * (0.010f + 0.034f * near) * (0.45f + 0.9f * random.nextFloat());
        float half = size * (0.0004f + 0.0010f * near);
        float lean = length * (0.75f * (random.nextFloat() - 0.42f));
        float patch = noise.smooth(x / size * 9, y / size * 14);
        float light = 0.42f + 0.75f * random.nextFloat() * (0.45f + 0.8f * patch);
        Color base = palette.tinted(random.nextInt(9) == 0 ? 0xA99A4E : patch > 0.55f ? 0x7C8F35 : 0x58732B);
        g.setColor(Palette.scaled(base, light));
        Path2D blade = new Path2D.Float();
        blade.moveTo(x - half, y);
        blade.quadTo(x - half + lean * 0.2f, y - length * 0.6f, x + lean, y - length);
        blade.quadTo(x + half + lean * 0.3f, y - length * 0.5f, x + half, y);
        blade.closePath();
        g.fill(blade);
    }

    private void flower(Graphics2D g, float x, float y, float near) {
        float length = size * (0.016f + 0.036f * near) * (0.8f + 0.4f * random.nextFloat());
        float radius = size * (0.0022f + 0.0052f * near);
        g.setColor(Palette.scaled(palette.grass(), 0.8f));
        Path2D stem = new Path2D.Float();
        stem.moveTo(x - radius * 0.12f, y);
        stem.lineTo(x, y - length);
        stem.lineTo(x + radius * 0.12f, y);
        g.fill(stem);
        int kind = random.nextInt(PETALS.length);
        Color petal = palette.tinted(PETALS[kind]);
        int count = kind == 2 ? 5 : 10;
        for (int i = 0; i < count; i++) {
            double turn = 2 * Math.PI * (i + random.nextFloat() * 0.4) / count;
            float px = x + radius * 0.62f * (float) Math.cos(turn);
            float py = y - length + radius * 0.40f * (float) Math.sin(turn);
            float r = radius * (kind == 2 ? 0.55f : 0.34f);
            g.setColor(Palette.scaled(petal, 0.82f + 0.18f * random.nextFloat()));
            g.fill(new Ellipse2D.Float(px - r, py - r * 0.75f, 2 * r, 1.5f * r));
        }
        float heart = radius * 0.30f;
        g.setColor(palette.tinted(kind == 2 ? 0x2A1A1A : kind == 1 ? 0xC98A1A : 0xF0B92C));
        g.fill(new Ellipse2D.Float(x - heart, y - length - heart * 0.8f, 2 * heart, 1.5f * heart));
    }
}
