package dev.tomthumb.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;

/** Files that a plain image writer does not make: inks, colour profiles, deep and huge ones. */
final class SpecialFiles {
    private SpecialFiles() {}

    /** One component, no colour. */
    static byte[] grey(BufferedImage picture) throws IOException {
        BufferedImage grey = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] samples = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i++) {
            int rgb = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
            int luma = 299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255);
            samples[i] = (byte) ((luma + 500) / 1000);
        }
        return ImageFiles.jpeg(grey, 0.88f);
    }

    /** Four inks as Adobe's programs write them: inverted (0 is full ink), transform 0, no JFIF header. */
    static byte[] cmyk(BufferedImage picture) throws IOException {
        int width = picture.getWidth();
        int height = picture.getHeight();
        WritableRaster raster =
                Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_BYTE, width, height, 4), null);
        int[] inks = new int[4];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                invertedInks(picture.getRGB(x, y), inks);
                raster.setPixel(x, y, inks);
            }
        }
        return JpegSegments.withAdobe(ImageFiles.rawJpeg(raster, 0.90f), 0);
    }

    /** With black generation: what all three inks share is printed black. */
    private static void invertedInks(int rgb, int[] inks) {
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        int black = Math.max(red, Math.max(green, blue));
        int divisor = Math.max(1, black);
        inks[0] = red * 255 / divisor;
        inks[1] = green * 255 / divisor;
        inks[2] = blue * 255 / divisor;
        inks[3] = black;
    }

    /**
     * A card whose word disappears where the profile is honoured: ground and letters are Display P3's red and sRGB's
     * red, which become the same red in sRGB. The rows of colour below show the difference in strength.
     */
    static byte[] displayP3(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(255, 0, 0));
        g.fillRect(0, 0, width, height / 2);
        g.setColor(new Color(234, 51, 35));
        PixelFont.drawCentred(g, "PROFILE IGNORED", width / 2, height / 4, Math.max(1, width / 110));
        int steps = 24;
        for (int i = 0; i < steps; i++) {
            int left = i * width / steps;
            int right = (i + 1) * width / steps;
            g.setColor(Color.getHSBColor(i / (float) steps, 0.60f, 0.85f));
            g.fillRect(left, height / 2, right - left, height / 4);
            g.setColor(Color.getHSBColor(i / (float) steps, 0.35f, 0.75f));
            g.fillRect(left, height * 3 / 4, right - left, height - height * 3 / 4);
        }
        g.dispose();
        return JpegSegments.withProfile(ImageFiles.jpeg(image, 0.95f), IccProfiles.displayP3());
    }

    /** A picture stored with its channels turned and a profile that turns them back: plainly wrong if ignored. */
    static byte[] turnedChannels(BufferedImage picture) throws IOException {
        BufferedImage turned = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                turned.setRGB(x, y, (rgb & 255) << 16 | (rgb >> 16 & 255) << 8 | rgb >> 8 & 255);
            }
        }
        return JpegSegments.withProfile(ImageFiles.jpeg(turned, 0.90f), IccProfiles.turnedChannels());
    }

    /** Sixteen bits per channel: ramps so gentle that eight bits would show steps. */
    static byte[] deep(int width, int height) throws IOException {
        return PngFile.write(width, height, 16, PngFile.RGB, new byte[0], (y, row) -> {
            for (int x = 0; x < width; x++) {
                int across = x * 65_535 / Math.max(1, width - 1);
                int down = y * 65_535 / Math.max(1, height - 1);
                put(row, 6 * x, 12_000 + across / 6);
                put(row, 6 * x + 2, 20_000 + (across / 4 + down / 4) / 2);
                put(row, 6 * x + 4, 34_000 + down / 5);
            }
        });
    }

    private static void put(byte[] row, int at, int sample) {
        row[at] = (byte) (sample >> 8);
        row[at + 1] = (byte) sample;
    }

    /** A poster of four flat colours at two bits per pixel: many pixels, few bytes. */
    static byte[] huge(int width, int height) throws IOException {
        byte[] palette = {
            (byte) 0xF6, (byte) 0xC8, (byte) 0x8A, (byte) 0xE8, 0x5D, 0x3A, 0x3B, 0x3A, 0x63, 0x1C, 0x22, 0x3A
        };
        int[] farRidge = ridge(width, height, 0.62f, 0.20f, 3);
        int[] nearRidge = ridge(width, height, 0.82f, 0.16f, 4);
        return PngFile.write(width, height, 2, PngFile.INDEXED, palette, (y, row) -> {
            double half = Math.sqrt(Math.max(0, Math.pow(height * 0.24, 2) - Math.pow(y - height * 0.42, 2)));
            int left = (int) (width * 0.62 - half);
            int right = (int) (width * 0.62 + half);
            for (int i = 0; i < row.length; i++) {
                int packed = 0;
                for (int x = 4 * i; x < 4 * i + 4; x++) {
                    int at = Math.min(x, width - 1);
                    int sun = x >= left && x < right ? 1 : 0;
                    packed = packed << 2 | (y >= nearRidge[at] ? 3 : y >= farRidge[at] ? 2 : sun);
                }
                row[i] = (byte) packed;
            }
        });
    }

    private static int[] ridge(int width, int height, float base, float relief, int seed) {
        Noise noise = new Noise(seed);
        int[] rows = new int[width];
        for (int x = 0; x < width; x++) {
            rows[x] = (int) (height * (base + relief * (0.5f - noise.fractal(x * 5f / width, seed, 6))));
        }
        return rows;
    }

    /** One pixel: a quarter transparent orange. */
    static byte[] tiny() throws IOException {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xC0F08020);
        return ImageFiles.encode(image, "image/png");
    }
}
