package dev.tomthumb.bench;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** What most Java applications do: ImageIO, and Graphics2D halving the picture until one bilinear step is left. */
final class ImageIoCandidate implements Candidate {
    @Override
    public byte[] make(byte[] file, Work work) throws IOException {
        BufferedImage image = JdkImages.read(file);
        return switch (work.output()) {
            case JPEG -> JdkImages.jpeg(scaled(image, work.width()), work.quality());
            case WEBP -> JdkImages.webp(scaled(image, work.width()), work.quality());
            case PIXELS -> diagonal(image);
        };
    }

    private static BufferedImage scaled(BufferedImage image, int width) {
        int height = Math.round((float) image.getHeight() * width / image.getWidth());
        BufferedImage smaller = image;
        while (smaller.getWidth() > 2 * width) {
            smaller = step(smaller, (smaller.getWidth() + 1) / 2, (smaller.getHeight() + 1) / 2);
        }
        return step(smaller, width, height);
    }

    private static BufferedImage step(BufferedImage image, int width, int height) {
        BufferedImage smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = smaller.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return smaller;
    }

    private static byte[] diagonal(BufferedImage image) {
        byte[] samples = new byte[Math.min(image.getWidth(), image.getHeight())];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (image.getRGB(i, i) >> 16);
        }
        return samples;
    }
}
