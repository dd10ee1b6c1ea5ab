package dev.tomthumb.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;

/** What stands and swims on the lake, placed in metres so that the mirrored view shows it upside down in the right place: a wooded point with a cabin, a sailing boat, birds. */
final class LakeLife {
    private static final float POINT_DISTANCE = 330;
    private static final float POINT_END = -0.215f;
    private static final float BOAT_AZIMUTH = -0.045f;
    private static final float BOAT_DISTANCE = 170;

    private final View view;
    private final Palette palette;

    LakeLife(View view, Mood mood) {
        this.view = view;
        this.palette = Palette.of(mood);
    }

    void paint(Graphics2D g) {
        point(g);
        cabin(g);
        boat(g);
        if (view.eye() > 0) {
            birds(g);
        }
    }

    private void point(Graphics2D g) {
        Random random = new Random(31);
        trees(g, random, POINT_DISTANCE + 40, 60, 15, 12);
        bank(g);
        trees(g, random, POINT_DISTANCE + 12, 34, 9, 11);
    }

    private void trees(Graphics2D g, Random random, float distance, int count, float least, float more) {
        for (int i = 0; i < count; i++) {
            float azimuth = POINT_END - 0.055f - 0.014f * i - 0.010f * random.nextFloat();
            float height = least + more * random.nextFloat();
            boolean beforeCabin = azimuth > -0.335f && distance < POINT_DISTANCE + 30;
            if (!beforeCabin) {
                Conifer.paint(g, view, azimuth, distance, 1.5f, height, palette.trees(), random);
            }
        }
    }

    private void bank(Graphics2D g) {
        Random random = new Random(5);
        Path2D shape = new Path2D.Float();
        float left = -1.4f;
        shape.moveTo(view.column(POINT_END), view.row(0, POINT_DISTANCE));
        for (float azimuth = POINT_END; azimuth > left; azimuth -= 0.004f) {
            float up = 2.6f * (float) Math.sqrt(Math.min(1, (POINT_END - azimuth) * 9)) + 0.5f * random.nextFloat();
            shape.lineTo(view.column(azimuth), view.row(up, POINT_DISTANCE + 10));
        }
        shape.lineTo(view.column(left), view.row(0, POINT_DISTANCE));
        shape.closePath();
        g.setColor(palette.bank());
        g.fill(shape);
        stones(g, random);
    }

    private void stones(Graphics2D g, Random random) {
        for (float azimuth = POINT_END + 0.004f; azimuth > -0.75f; azimuth -= 0.0035f) {
            float size = (0.4f + 1.1f * random.nextFloat()) * view.focal() / POINT_DISTANCE;
            float shade = 0.7f + 0.5f * random.nextFloat();
            g.setColor(Palette.scaled(palette.stone(), shade));
            float row = view.row(0, POINT_DISTANCE);
            g.fill(new Ellipse2D.Float(view.column(azimuth) - size, row - size * 0.55f, 2 * size, size * 0.9f));
        }
    }

    private void cabin(Graphics2D g) {
        Board board = new Board(g, -0.292f, POINT_DISTANCE, 2.0f);
        board.fill(palette.smoke(), 3.3f, 8, 3.9f, 11, 5.2f, 15, 4.2f, 15, 3.1f, 11);
        board.fill(palette.stone(), 2.6f, 4, 3.7f, 4, 3.7f, 8.2f, 2.6f, 8.2f);
        board.fill(palette.wallShade(), -5.5f, -0.5f, 5.5f, -0.5f, 5.5f, 3.2f, -5.5f, 3.2f);
        for (float log = 0; log < 3; log += 0.55f) {
            board.fill(palette.wall(), -5.5f, log, 5.5f, log, 5.5f, log + 0.38f, -5.5f, log + 0.38f);
        }
        board.fill(palette.roof(), -6.4f, 2.9f, 6.4f, 2.9f, 4.6f, 6.6f, -4.6f, 6.6f);
        board.fill(Palette.scaled(palette.roof(), 1.5f), -4.6f, 6.35f, 4.6f, 6.35f, 4.6f, 6.65f, -4.6f, 6.65f);
        for (float x : new float[] {-3.6f, 2.2f}) {
            board.fill(palette.frame(), x - 0.2f, 0.8f, x + 1.6f, 0.8f, x + 1.6f, 2.5f, x - 0.2f, 2.5f);
            board.fill(palette.window(), x, 1, x + 1.4f, 1, x + 1.4f, 2.3f, x, 2.3f);
            board.fill(palette.frame(), x + 0.62f, 1, x + 0.78f, 1, x + 0.78f, 2.3f, x + 0.62f, 2.3f);
        }
        board.fill(palette.frame(), -0.8f, -0.4f, 0.6f, -0.4f, 0.6f, 2.3f, -0.8f, 2.3f);
        board.fill(palette.stone(), 5.5f, -1.3f, 13, -1.5f, 13, -1.2f, 5.5f, -0.9f);
    }

    private void boat(Graphics2D g) {
        Board board = new Board(g, BOAT_AZIMUTH, BOAT_DISTANCE, 0);
        board.fill(palette.frame(), -0.07f, 0.5f, 0.07f, 0.5f, 0.05f, 10.2f, -0.05f, 10.2f);
        board.curve(palette.sail(), 0.15f, 1.5f, 4.1f, 1.7f, 0.12f, 9.9f, 2.9f, 4.6f);
        board.curve(palette.sailShade(), -0.2f, 1.3f, -3.1f, 1.0f, -0.12f, 8.6f, -1.2f, 3.8f);
        board.fill(palette.hull(), -3.6f, 1.0f, 4.2f, 1.05f, 3.5f, 0.0f, -2.7f, 0.0f);
        board.fill(palette.sail(), -3.6f, 1.05f, 4.2f, 1.1f, 4.1f, 0.86f, -3.45f, 0.82f);
        board.fill(palette.pennant(), 0, 10.2f, 1.1f, 9.95f, 0, 9.7f);
        board.fill(palette.pennant(), 2.2f, 1.0f, 2.7f, 1.0f, 2.65f, 2.0f, 2.3f, 2.0f);
    }

    private void birds(Graphics2D g) {
        Random random = new Random(3);
        g.setColor(palette.bird());
        for (int i = 0; i < 9; i++) {
            float x = view.column(-0.02f + 0.022f * i + 0.012f * random.nextFloat());
            float y = view.horizonRow()
                    - view.focal() * (0.300f - 0.006f * Math.abs(i - 3) + 0.010f * random.nextFloat());
            float wing = view.focal() * (0.0042f + 0.0022f * random.nextFloat());
            float lift = wing * (0.25f + 0.6f * random.nextFloat());
            Path2D bird = new Path2D.Float();
            bird.moveTo(x - wing, y - lift * 0.6f);
            bird.quadTo(x - wing * 0.4f, y - lift, x, y);
            bird.quadTo(x + wing * 0.4f, y - lift, x + wing, y - lift * 0.5f);
            g.setStroke(new BasicStroke(Math.max(0.6f, wing / 7), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(bird);
        }
    }

    /** An upright board somewhere in the scene to paint on in metres: to the right and up from its middle. */
    private final class Board {
        private final Graphics2D g;
        private final float column;
        private final float row;
        private final float metre;

        Board(Graphics2D g, float azimuth, float distance, float ground) {
            this.g = g;
            this.column = view.column(azimuth);
            this.row = view.row(ground, distance);
            this.metre = view.focal() / distance;
        }

        void fill(Color colour, float... corners) {
            Path2D shape = new Path2D.Float();
            shape.moveTo(column + corners[0] * metre, row - corners[1] * metre);
            for (int i = 2; i < corners.length; i += 2) {
                shape.lineTo(column + corners[i] * metre, row - corners[i + 1] * metre);
            }
            shape.closePath();
            g.setColor(colour);
            g.fill(shape);
        }

        /** A triangle whose last side, from the third to the second corner, bulges towards a fourth point. */
        void curve(Color colour, float... p) {
            Path2D shape = new Path2D.Float();
            shape.moveTo(column + p[0] * metre, row - p[1] * metre);
            shape.lineTo(column + p[4] * metre, row - p[5] * metre);
            shape.quadTo(column + p[6] * metre, row - p[7] * metre, column + p[2] * metre, row - p[3] * metre);
            shape.closePath();
            g.setColor(colour);
            g.fill(shape);
        }
    }
}
