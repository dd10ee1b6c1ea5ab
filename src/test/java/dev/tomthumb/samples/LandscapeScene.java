package dev.tomthumb.samples;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * A lake before mountains, rendered column by column (a height field seen through a cylindrical camera) with a true
 * mirror image for the lake. The same scene at every size; 12 megapixels take a few seconds on one core.
 */
final class LandscapeScene {
    /** Focal length over picture height: about 60 degrees across at 4:3. */
    private static final float FOCAL = 1.25f;

    private final Mood mood;
    private final Sky sky;
    private final Terrain terrain;
    private final GroundLight light;

    LandscapeScene(Mood mood) {
        this.mood = mood;
        this.sky = new Sky(mood);
        this.light = new GroundLight(mood);
        this.terrain = light.terrain();
    }

    BufferedImage draw(int width, int height) {
        View eye = new View(width, height, 0.55f, FOCAL * height, 12);
        View mirror = eye.mirrored();
        BufferedImage reflected = empty(mirror);
        drawFarSide(pixels(reflected), mirror);
        try (Painter painter = painter(reflected)) {
            new LakeLife(mirror, mood).paint(painter.graphics());
        }
        BufferedImage image = empty(eye);
        new Water(mood, eye).paint(pixels(image), pixels(reflected), mirror);
        drawFarSide(pixels(image), eye);
        try (Painter painter = painter(image)) {
            new LakeLife(eye, mood).paint(painter.graphics());
            new Meadow(eye, mood).paint(pixels(image), painter.graphics());
        }
        Film.develop(pixels(image), width, height, mood.seed());
        return image;
    }

    private static BufferedImage empty(View view) {
        return new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_RGB);
    }

    /** The ground first, so that the clouds behind it need not be drawn. */
    private void drawFarSide(int[] pixels, View view) {
        ColumnMarch march = new ColumnMarch(terrain, light, view, pixels);
        float[] skyline = new float[view.width()];
        for (int x = 0; x < view.width(); x++) {
            skyline[x] = march.drawColumn(x);
        }
        drawSky(pixels, view, skyline);
    }

    private void drawSky(int[] pixels, View view, float[] skyline) {
        Rgb colour = new Rgb();
        int rows = Math.min(view.height() - 1, (int) view.horizonRow() + 2);
        for (int y = 0; y < rows; y++) {
            float elevation = view.elevation(y);
            for (int x = 0; x < view.width(); x++) {
                float ground = y + 1 - skyline[x];
                if (ground < 1) {
                    int at = y * view.width() + x;
                    sky.shade(view.azimuth(x), elevation, colour);
                    int light = colour.scale(mood.exposure()).toneMapped();
                    pixels[at] = Rgb.blend(light, pixels[at + view.width()], ground);
                }
            }
        }
    }

    static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    private static Painter painter(BufferedImage image) {
        return new Painter(image.createGraphics());
    }

    /** Graphics that are disposed of at the end of a block. */
    private record Painter(Graphics2D graphics) implements AutoCloseable {
        Painter {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        }

        @Override
        public void close() {
            graphics.dispose();
        }
    }
}
