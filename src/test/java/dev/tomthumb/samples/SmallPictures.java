package dev.tomthumb.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.util.ArrayList;
import java.util.List;

/** The drawn (not photo-like) samples: transparency, palettes and motion. */
final class SmallPictures {
    private SmallPictures() {}

    /** Soft and hard edges over nothing: discs that fade out, a ramp, a ring, a leaf. */
    static BufferedImage transparency(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        glow(image, width * 0.27, height * 0.36, height * 0.34, 0xE8452C);
        glow(image, width * 0.47, height * 0.52, height * 0.34, 0x2C9C5B);
        glow(image, width * 0.32, height * 0.62, height * 0.30, 0x2C62E8);
        Graphics2D g = smooth(image);
        g.setStroke(new BasicStroke(height / 24f));
        g.setColor(new Color(0xF2B632));
        g.draw(new Ellipse2D.Double(width * 0.63, height * 0.12, height * 0.40, height * 0.40));
        leaf(g, width * 0.80, height * 0.32, height * 0.13);
        g.setPaint(new GradientPaint(
                width * 0.06f, 0, new Color(0x00402060, true), width * 0.94f, 0, new Color(0xFF402060, true)));
        g.fillRoundRect(
                width * 6 / 100, height * 80 / 100, width * 88 / 100, height * 12 / 100, height / 10, height / 10);
        g.dispose();
        return image;
    }

    private static void glow(BufferedImage image, double x, double y, double radius, int rgb) {
        for (int row = 0; row < image.getHeight(); row++) {
            for (int column = 0; column < image.getWidth(); column++) {
                double away = Math.sqrt((column - x) * (column - x) + (row - y) * (row - y)) / radius;
                if (away < 1) {
                    double share = (1 - away * away) * (1 - away * away);
                    image.setRGB(column, row, over(image.getRGB(column, row), rgb, share));
                }
            }
        }
    }

    /** Porter-Duff "over" on straight alpha. */
    private static int over(int below, int rgb, double share) {
        double under = (below >>> 24) / 255.0 * (1 - share);
        double alpha = share + under;
        int result = (int) Math.round(alpha * 255) << 24;
        for (int shift = 0; shift <= 16; shift += 8) {
            double value = ((rgb >> shift & 255) * share + (below >> shift & 255) * under) / alpha;
            result |= (int) Math.round(value) << shift;
        }
        return result;
    }

    private static void leaf(Graphics2D g, double x, double y, double size) {
        Path2D leaf = new Path2D.Double();
        leaf.moveTo(x - size, y + size);
        leaf.curveTo(x - size, y - size * 0.4, x, y - size, x + size, y - size);
        leaf.curveTo(x + size, y, x + size * 0.4, y + size, x - size, y + size);
        g.setColor(new Color(0xD05FA03C, true));
        g.fill(leaf);
        g.setStroke(new BasicStroke((float) size / 14));
        g.setColor(new Color(0xFF2F5A22, true));
        g.draw(new Line2D.Double(x - size, y + size, x + size * 0.7, y - size * 0.7));
    }

    /** A badge of sixteen colours; entry 0 of the palette is transparent and surrounds it. */
    static BufferedImage badge(int width, int height) {
        byte[] r = new byte[16];
        byte[] g = new byte[16];
        byte[] b = new byte[16];
        for (int i = 1; i < 16; i++) {
            int rgb = Color.HSBtoRGB((i - 1) / 15f, i == 15 ? 0 : 0.75f, 0.95f);
            r[i] = (byte) (rgb >> 16);
            g[i] = (byte) (rgb >> 8);
            b[i] = (byte) rgb;
        }
        IndexColorModel palette = new IndexColorModel(8, 16, r, g, b, 0);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette);
        WritableRaster raster = image.getRaster();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setSample(x, y, 0, badgeEntry((x + 0.5) / width - 0.5, (y + 0.5) / height - 0.5));
            }
        }
        return image;
    }

    private static int badgeEntry(double x, double y) {
        double radius = Math.sqrt(x * x + y * y);
        double turn = Math.atan2(y, x) / (2 * Math.PI) + 0.5;
        double edge = 0.44 + 0.03 * Math.cos(turn * 2 * Math.PI * 12);
        if (radius > edge || radius < 0.10) {
            return 0;
        }
        if (radius > edge - 0.035 || radius < 0.135) {
            return 15;
        }
        return 1 + (int) (turn * 14 + radius * 10) % 14;
    }

    /** A ball that rolls along a hill, one picture per frame, in a palette of its own. */
    static List<BufferedImage> rollingBall(int width, int height, int frames) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, ballPalette());
            Graphics2D g = image.createGraphics();
            g.setColor(new Color(0x9AD0F0));
            g.fillRect(0, 0, width, height);
            g.setColor(new Color(0x4C9A4C));
            g.fillOval(-width / 4, height * 70 / 100, width * 3 / 2, height);
            ball(g, width, height, (i + 0.5) / frames);
            g.dispose();
            pictures.add(image);
        }
        return pictures;
    }

    private static void ball(Graphics2D g, int width, int height, double share) {
        int radius = height / 7;
        int x = (int) (width * share);
        double off = share - 0.5;
        int y = (int) (height * (0.70 + 0.24 * off * off)) - radius;
        g.setColor(new Color(0xD83A2E));
        g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        g.setColor(new Color(0xFFFFFF));
        g.fillArc(x - radius, y - radius, 2 * radius, 2 * radius, (int) (-share * 720), 90);
        g.fillArc(x - radius, y - radius, 2 * radius, 2 * radius, (int) (-share * 720) + 180, 90);
    }

    private static IndexColorModel ballPalette() {
        int[] colours = {0x9AD0F0, 0x4C9A4C, 0xD83A2E, 0xFFFFFF};
        return new IndexColorModel(8, 4, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    /** A picture of at most 256 colours (a 6x6x6 cube, chosen with an ordered dither). */
    static BufferedImage indexed(BufferedImage picture) {
        int[] cube = new int[216];
        for (int i = 0; i < cube.length; i++) {
            cube[i] = i / 36 * 51 << 16 | i / 6 % 6 * 51 << 8 | i % 6 * 51;
        }
        IndexColorModel palette = new IndexColorModel(8, 216, cube, 0, false, -1, DataBuffer.TYPE_BYTE);
        int width = picture.getWidth();
        BufferedImage image = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
        byte[] entries = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < entries.length; i++) {
            int rgb = picture.getRGB(i % width, i / width);
            int threshold = bayer(i % width, i / width);
            entries[i] = (byte) (level(rgb >> 16 & 255, threshold) * 36
                    + level(rgb >> 8 & 255, threshold) * 6
                    + level(rgb & 255, threshold));
        }
        return image;
    }

    private static int level(int value, int threshold) {
        return Math.min(5, (value * 64 / 51 + threshold) / 64);
    }

    /** The 8x8 ordered-dither matrix, 0 to 63. */
    private static int bayer(int x, int y) {
        int result = 0;
        int mixed = x ^ y;
        for (int bit = 0; bit < 3; bit++) {
            result = result << 2 | (mixed >> bit & 1) << 1 | y >> bit & 1;
        }
        return result;
    }

    private static Graphics2D smooth(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return g;
    }
}
