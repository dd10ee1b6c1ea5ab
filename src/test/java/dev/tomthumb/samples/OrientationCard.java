package dev.tomthumb.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;

/** A card that says where up is, and its eight ways into a file with an EXIF orientation. */
final class OrientationCard {
    private static final int[] TINTS = {0xF4E3C8, 0xE9D8EE, 0xD5E8F3, 0xDCEFD8, 0xF6D9D5, 0xFBF0C4, 0xD3ECE6, 0xE6E4F4};

    private OrientationCard() {}

    /** The card as people should see it; the number tells which file it came from. */
    static BufferedImage upright(int width, int height, int orientation) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(new Color(TINTS[orientation - 1]));
        g.fillRect(0, 0, width, height);
        TestPictures.corners(g, width, height, Math.min(width, height) / 6);
        g.setColor(new Color(0x26323F));
        arrow(g, width / 2, height * 22 / 100, height / 5, height * 44 / 100);
        PixelFont.drawCentred(g, "UP", width / 2, height / 10, Math.max(1, height / 64));
        PixelFont.drawCentred(g, "L", width / 8, height / 2, Math.max(1, height / 64));
        PixelFont.drawCentred(g, "R", width * 7 / 8, height / 2, Math.max(1, height / 64));
        PixelFont.drawCentred(g, "EXIF " + orientation, width / 2, height * 84 / 100, Math.max(1, height / 80));
        g.dispose();
        return image;
    }

    private static void arrow(Graphics2D g, int x, int top, int half, int length) {
        Polygon arrow = new Polygon();
        arrow.addPoint(x, top);
        arrow.addPoint(x + half, top + half);
        arrow.addPoint(x + half / 3, top + half);
        arrow.addPoint(x + half / 3, top + length);
        arrow.addPoint(x - half / 3, top + length);
        arrow.addPoint(x - half / 3, top + half);
        arrow.addPoint(x - half, top + half);
        g.fillPolygon(arrow);
    }

    /** Odd orientations are written big-endian, even ones little-endian, so that readers meet both. */
    static byte[] jpeg(BufferedImage upright, int orientation, float quality) throws IOException {
        ByteOrder order = orientation % 2 == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        byte[] jpeg = ImageFiles.jpeg(stored(upright, orientation), quality);
        return JpegSegments.withOrientation(jpeg, orientation, order);
    }

    /** The pixels such that a viewer who applies the orientation sees {@code upright}. */
    static BufferedImage stored(BufferedImage upright, int orientation) {
        boolean sideways = orientation >= 5;
        int width = sideways ? upright.getHeight() : upright.getWidth();
        int height = sideways ? upright.getWidth() : upright.getHeight();
        BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < upright.getHeight(); y++) {
            for (int x = 0; x < upright.getWidth(); x++) {
                int across = sideways ? y : x;
                int down = sideways ? x : y;
                int column = startsAtRight(orientation) ? width - 1 - across : across;
                int row = startsAtBottom(orientation) ? height - 1 - down : down;
                stored.setRGB(column, row, upright.getRGB(x, y));
            }
        }
        return stored;
    }

    /** Whether the visual top left corner is stored in the last column (EXIF 2.32, tag 0x0112). */
    private static boolean startsAtRight(int orientation) {
        return orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    }

    /** Whether the visual top left corner is stored in the last row. */
    private static boolean startsAtBottom(int orientation) {
        return orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    }
}
