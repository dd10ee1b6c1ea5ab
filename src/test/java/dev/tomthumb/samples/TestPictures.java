package dev.tomthumb.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

/** Small pictures for unit and golden tests: one sees at once what was turned, cut, scaled or blended. */
public final class TestPictures {
    /** The corner colours of {@link #geometry}: top left, top right, bottom left, bottom right (0xRRGGBB). */
    public static final int TOP_LEFT = 0xE02020;

    public static final int TOP_RIGHT = 0x20A020;
    public static final int BOTTOM_LEFT = 0x2040E0;
    public static final int BOTTOM_RIGHT = 0xE0C020;

    private static final int COLUMNS = 4;
    private static final int ROWS = 3;

    private TestPictures() {}

    /**
     * Four by three cells numbered 1 to 12 in two greys, and in each corner a square of its own colour whose side is an
     * eighth of the shorter edge (at least one pixel). Opaque, any size from 1x1.
     */
    public static BufferedImage geometry(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        int square = Math.max(1, Math.min(width / COLUMNS / 16, height / ROWS / 10));
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            int column = cell % COLUMNS;
            int row = cell / COLUMNS;
            int x = column * width / COLUMNS;
            int y = row * height / ROWS;
            int right = (column + 1) * width / COLUMNS;
            int bottom = (row + 1) * height / ROWS;
            g.setColor((column + row) % 2 == 0 ? new Color(0xD8D8D8) : new Color(0xA8A8A8));
            g.fillRect(x, y, right - x, bottom - y);
            g.setColor(new Color(0x303030));
            if (right - x >= 16 && bottom - y >= 10) {
                PixelFont.drawCentred(g, Integer.toString(cell + 1), (x + right) / 2, (y + bottom) / 2, square);
            }
        }
        corners(g, width, height, Math.max(1, Math.min(width, height) / 8));
        g.dispose();
        return image;
    }

    static void corners(Graphics2D g, int width, int height, int side) {
        corner(g, TOP_LEFT, 0, 0, side);
        corner(g, TOP_RIGHT, width - side, 0, side);
        corner(g, BOTTOM_LEFT, 0, height - side, side);
        corner(g, BOTTOM_RIGHT, width - side, height - side, side);
    }

    private static void corner(Graphics2D g, int colour, int x, int y, int side) {
        g.setColor(new Color(colour));
        g.fillRect(x, y, side, side);
    }

    /** Red grows to the right, green downwards, blue is 128 everywhere. Opaque. */
    public static BufferedImage gradient(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, ramp(x, width) << 16 | ramp(y, height) << 8 | 128);
            }
        }
        return image;
    }

    /** The same random pixels each time: nothing takes longer to decode and to compress. */
    public static BufferedImage noise(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        return picture;
    }

    /** The picture dithered to a palette of 216 colours. */
    public static BufferedImage indexed(BufferedImage picture) {
        return SmallPictures.indexed(picture);
    }

    /** Black and white squares of {@code cell} pixels, white at the top left. Opaque. */
    public static BufferedImage checkerboard(int width, int height, int cell) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x / cell + y / cell) % 2 == 0 ? 0xFFFFFF : 0);
            }
        }
        return image;
    }

    /** One colour (0xRRGGBB) whose opacity grows from 0 at the left edge to 255 at the right. */
    public static BufferedImage alphaRamp(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, ramp(x, width) << 24 | rgb & 0xFFFFFF);
            }
        }
        return image;
    }

    /** 0 at the first of {@code count} places, 255 at the last. */
    private static int ramp(int place, int count) {
        return count == 1 ? 0 : (place * 255 + (count - 1) / 2) / (count - 1);
    }

    /** The picture as PNG: lossless, with its alpha. */
    public static byte[] png(BufferedImage image) {
        return encoded(() -> ImageFiles.encode(image, "image/png"));
    }

    /** The opaque picture as baseline JPEG with halved chroma; {@code quality} from 1 to 100. */
    public static byte[] jpeg(BufferedImage image, int quality) {
        return encoded(() -> ImageFiles.jpeg(image, quality / 100f));
    }

    /** As {@link #jpeg}, progressive. */
    public static byte[] progressiveJpeg(BufferedImage image, int quality) {
        return encoded(() -> ImageFiles.progressiveJpeg(image, quality / 100f));
    }

    /**
     * A JPEG that a viewer shows as {@code upright}: its pixels are stored turned as the EXIF orientation (1 to 8) says.
     */
    public static byte[] jpegWithOrientation(BufferedImage upright, int orientation, int quality) {
        return encoded(() -> OrientationCard.jpeg(upright, orientation, quality / 100f));
    }

    /** The picture as GIF (the JDK chooses the palette). */
    public static byte[] gif(BufferedImage image) {
        return encoded(() -> ImageFiles.encode(image, "image/gif"));
    }

    private interface Encoding {
        byte[] bytes() throws IOException;
    }

    private static byte[] encoded(Encoding encoding) {
        try {
            return encoding.bytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
    }
}
