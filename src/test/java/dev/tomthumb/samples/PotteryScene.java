package dev.tomthumb.samples;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A pot on a table as a shop photographs it: a surface of revolution in parallel projection with a depth buffer, lit by a
 * window. Drawn at twice the size and averaged, because its outline is what one looks at.
 */
final class PotteryScene {
    private static final int FINE = 2;
    /** Share of the picture's height that a pot of height 1 takes. */
    private static final double FRAME = 0.74;

    private static final double FOOT = 0.86;
    /** Where both halves meet, the near one is seen. */
    private static final float BEHIND = -0.012f;

    private final PotShape shape;
    private final Glaze glaze;
    private final Noise noise;
    private final int width;
    private final int height;
    private final double unit;
    private final double sin;
    private final double cos;
    private final int[] pixels;
    private final float[] depths;

    private PotteryScene(PotShape shape, Glaze glaze, int seed, int width, int height) {
        this.shape = shape;
        this.glaze = glaze;
        this.noise = new Noise(seed);
        this.width = width * FINE;
        this.height = height * FINE;
        this.unit = FRAME * Math.min(this.height, this.width * 0.8);
        this.sin = Math.sin(shape.tilt());
        this.cos = Math.cos(shape.tilt());
        this.pixels = new int[this.width * this.height];
        this.depths = new float[pixels.length];
        Arrays.fill(depths, Float.NEGATIVE_INFINITY);
    }

    /** On its table. */
    static BufferedImage draw(PotShape shape, Glaze glaze, int seed, int width, int height) {
        PotteryScene scene = new PotteryScene(shape, glaze, seed, width, height);
        scene.table();
        scene.pot();
        return scene.averaged(BufferedImage.TYPE_INT_RGB);
    }

    /** Cut out: transparent all round. */
    static BufferedImage cutOut(PotShape shape, Glaze glaze, int seed, int width, int height) {
        PotteryScene scene = new PotteryScene(shape, glaze, seed, width, height);
        scene.pot();
        return scene.averaged(BufferedImage.TYPE_INT_ARGB);
    }

    private void pot() {
        if (shape.handle() > 0) {
            handle();
        }
        int reach = (int) (0.56 * unit);
        int steps = (int) (2.2 * unit);
        double[] radii = new double[steps + 1];
        double[] heights = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            radii[i] = shape.radius((double) i / steps);
            heights[i] = shape.height((double) i / steps);
        }
        for (int column = -reach; column <= reach; column++) {
            wall(column, radii, heights, 1);
            wall(column, radii, heights, -1);
        }
    }

    /** One column of the near (side 1) or the far (side -1) half of the wall. */
    private void wall(int column, double[] radii, double[] heights, int side) {
        double x = (column + 0.5) / unit;
        int previous = row(heights[0], 0);
        boolean wasWall = false;
        for (int i = 1; i < radii.length; i++) {
            boolean isWall = Math.abs(x) < radii[i];
            // Both halves begin and end where the wall turns away from the eye, or a seam would show between them.
            double z = isWall ? side * Math.sqrt(radii[i] * radii[i] - x * x) : 0;
            int row = row(heights[i], z);
            float depth = (float) (heights[i] * sin + z * cos) + (side < 0 ? BEHIND : 0);
            if ((isWall || wasWall) && (row != previous || isNearer(column, row, depth))) {
                double radius = Math.max(radii[i], Math.abs(x));
                int colour = shade(x, z, radius, radii[i] - radii[i - 1], heights[i] - heights[i - 1], i, radii.length);
                for (int y = Math.min(previous, row); y <= Math.max(previous, row); y++) {
                    plot(column, y, depth, colour);
                }
            }
            previous = row;
            wasWall = isWall;
        }
    }

    private int row(double up, double z) {
        return (int) Math.floor(FOOT * height - up * cos * unit + z * sin * unit - 0.06 * unit);
    }

    private int shade(double x, double z, double radius, double dr, double dh, int step, int steps) {
        double length = Math.hypot(dr, dh);
        double slope = length == 0 ? 0 : -dr / length;
        double around = length == 0 ? 1 : dh / length;
        double nx = x / radius * around;
        double ny = slope;
        double nz = z / radius * around;
        double up = (double) step / steps;
        boolean inside = ny * sin + nz * cos < 0;
        double angle = Math.atan2(x, z);
        int colour = glaze.colour(noise, angle, inside ? Math.max(up, 0.7) : up);
        double hidden = inside ? 0.55 + 0.45 * up * up : Math.min(1, 0.72 + up * 1.2);
        return inside ? lit(colour, -nx, -ny, -nz, hidden) : lit(colour, nx, ny, nz, hidden);
    }

    /** A window on the left, the sky of a white room, and the table's light from below. */
    private int lit(int colour, double nx, double ny, double nz, double hidden) {
        double window = Math.max(0, -0.60 * nx + 0.52 * ny + 0.60 * nz);
        double light = (0.34 + 0.16 * ny + 0.72 * window) * hidden;
        double facing = Math.max(0, ny * sin + nz * cos);
        int matte = Glaze.scaled(colour, light);
        double rx = 2 * facing * nx;
        double ry = 2 * facing * ny - sin;
        float pane = Noise.step(0, 0.10f, 0.20f - (float) Math.abs(rx + 0.58))
                * Noise.step(0, 0.14f, 0.34f - (float) Math.abs(ry - 0.34))
                * (Math.abs(rx + 0.58) < 0.015 ? 0.55f : 1);
        double grazing = Math.pow(1 - facing, 4) * 0.35;
        double shine = Math.min(1, glaze.gloss() * (0.72 * pane + grazing) * hidden);
        return Rgb.blend(matte, 0xFBFAF4, (float) shine);
    }

    /** A bow of small balls, pressed on at the right. */
    private void handle() {
        double bow = shape.handle();
        double middle = shape.height(1) * 0.52;
        double side = shape.radius(0.62) - 0.02;
        double thick = bow * 0.24;
        for (int i = 0; i <= 160; i++) {
            double turn = (i / 160.0 - 0.5) * Math.PI * 1.05;
            ball(side + Math.cos(turn) * bow * 1.25, middle + Math.sin(turn) * bow * 1.5, thick);
        }
    }

    private void ball(double x, double up, double radius) {
        int reach = (int) (radius * unit);
        for (int dx = -reach; dx <= reach; dx++) {
            for (int dy = -reach; dy <= reach; dy++) {
                double nx = dx / (radius * unit);
                double ny = -dy / (radius * unit);
                double flat = nx * nx + ny * ny;
                if (flat < 1) {
                    double nz = Math.sqrt(1 - flat);
                    int colour = glaze.colour(noise, x, 0.9);
                    plot(
                            (int) (x * unit) + dx,
                            row(up, 0) + dy,
                            (float) (up * sin + nz * radius),
                            lit(colour, nx, ny, nz, 1));
                }
            }
        }
    }

    private boolean isNearer(int column, int row, float depth) {
        int x = width / 2 + column;
        return x >= 0 && x < width && row >= 0 && row < height && depth > depths[row * width + x];
    }

    private void plot(int column, int row, float depth, int colour) {
        if (isNearer(column, row, depth)) {
            int at = row * width + width / 2 + column;
            depths[at] = depth;
            pixels[at] = 0xFF000000 | colour;
        }
    }

    /** A sheet of paper that bends up behind the pot, with the pot's shadow. */
    private void table() {
        double foot = shape.radius(0.3);
        double shadowReach = Math.max(foot, shape.radius(0.6)) * unit * 1.15;
        for (int y = 0; y < height; y++) {
            double down = (double) y / height;
            for (int x = 0; x < width; x++) {
                double across = (double) x / width - 0.5;
                double light = 0.80
                        + 0.13 * Noise.step(0.25f, 0.75f, (float) down)
                        - 0.20 * across * across
                        - 0.13 * across
                        - 0.25 * (down - 0.6) * (down - 0.6);
                double sx = (x - width * 0.5 - shadowReach * 0.42) / (shadowReach * 1.35);
                double sy = (y - FOOT * height + 0.055 * unit) / (shadowReach * (0.16 + sin * 0.72));
                double away = Math.sqrt(sx * sx + sy * sy);
                double shadow = 0.55 * (1 - Noise.step(0.25f, 1.15f, (float) away));
                double grain = 0.985 + 0.03 * noise.at(x / FINE, y / FINE);
                pixels[y * width + x] = 0xFF000000 | Glaze.scaled(glaze.table(), light * (1 - shadow) * grain);
            }
        }
    }

    private BufferedImage averaged(int type) {
        BufferedImage image = new BufferedImage(width / FINE, height / FINE, type);
        for (int y = 0; y < height / FINE; y++) {
            for (int x = 0; x < width / FINE; x++) {
                image.setRGB(x, y, average(x * FINE, y * FINE));
            }
        }
        return image;
    }

    private int average(int x, int y) {
        int alpha = 0;
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int at : new int[] {y * width + x, y * width + x + 1, (y + 1) * width + x, (y + 1) * width + x + 1}) {
            if (pixels[at] != 0) {
                alpha++;
                red += pixels[at] >> 16 & 255;
                green += pixels[at] >> 8 & 255;
                blue += pixels[at] & 255;
            }
        }
        return alpha == 0 ? 0 : alpha * 255 / 4 << 24 | red / alpha << 16 | green / alpha << 8 | blue / alpha;
    }
}
