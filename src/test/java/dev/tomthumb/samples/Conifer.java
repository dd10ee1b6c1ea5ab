package dev.tomthumb.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Random;

/** A spruce: whorls of drooping branches, from the top down, the sunny side lighter. */
final class Conifer {
    private Conifer() {}

    static void paint(
            Graphics2D g,
            View view,
            float azimuth,
            float distance,
            float ground,
            float height,
            Color colour,
            Random random) {
        paint(g, view.column(azimuth), view.row(ground, distance), height * view.focal() / distance, colour, random);
    }

    /** {@code x}, {@code foot} and {@code height} in pixels. */
    static void paint(Graphics2D g, float x, float foot, float height, Color colour, Random random) {
        g.setColor(Palette.scaled(colour, 0.7f));
        g.fill(triangle(x - height * 0.013f, foot, x + height * 0.013f, foot, x, foot - height));
        int whorls = Math.max(9, Math.min(80, (int) (height / 9)));
        for (int whorl = 0; whorl < whorls; whorl++) {
            float share = (whorl + 0.6f) / whorls;
            float reach = height * 0.175f * (float) Math.pow(share, 0.85);
            float row = foot - height * (1 - 0.93f * share);
            whorl(g, x, row, reach, height / whorls, colour, random);
        }
    }

    private static void whorl(Graphics2D g, float x, float row, float reach, float gap, Color colour, Random random) {
        int branches = gap > 7 ? 11 : 5;
        for (int i = 0; i < branches; i++) {
            float turn = 2 * random.nextFloat() - 1;
            float length = reach * (0.55f + 0.6f * random.nextFloat()) * turn;
            float droop = gap * (0.3f + 0.9f * random.nextFloat()) + Math.abs(length) * 0.22f;
            float thick = gap * (0.55f + 0.5f * random.nextFloat());
            float light = 0.62f + 0.75f * random.nextFloat() * (0.6f + 0.4f * turn);
            g.setColor(Palette.scaled(colour, light));
            branch(g, x, row, length, droop, thick, random);
        }
    }

    /** A ragged triangle that ends in twigs. */
    private static void branch(
            Graphics2D g, float x, float row, float length, float droop, float thick, Random random) {
        Path2D branch = new Path2D.Float();
        branch.moveTo(x, row - thick * 0.6f);
        branch.lineTo(x + length, row + droop);
        int twigs = thick > 6 ? 7 : 2;
        for (int twig = twigs - 1; twig > 0; twig--) {
            float at = (float) twig / twigs;
            float hang = thick * (0.5f + 1.1f * random.nextFloat());
            branch.lineTo(x + length * (at + 0.06f), row + droop * at + hang);
            branch.lineTo(x + length * at, row + droop * at + hang * 0.25f);
        }
        branch.lineTo(x, row + thick * 0.8f);
        branch.closePath();
        g.fill(branch);
    }

    private static Path2D triangle(float... p) {
        Path2D path = new Path2D.Float();
        path.moveTo(p[0], p[1]);
        path.lineTo(p[2], p[3]);
        path.lineTo(p[4], p[5]);
        path.closePath();
        return path;
    }
}
