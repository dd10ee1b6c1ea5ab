package dev.tomthumb.pixel.digest;

import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.util.List;

/**
 * A colour.
 *
 * @param red 0..255
 * @param green 0..255
 * @param blue 0..255
 * @param alpha 0 transparent, 255 opaque
 */
public record Rgba(int red, int green, int blue, int alpha) {
    /** The colour of {@code 0xRRGGBB}, opaque. */
    static Rgba opaque(int rgb) {
        return new Rgba(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, 255);
    }

    /** The colours of a picture, row by row, as {@code 0xAARRGGBB}. */
    static int[] of(Pixels pixels) {
        int width = pixels.width();
        int[] colors = new int[Math.multiplyExact(width, pixels.height())];
        List<Plane> planes = pixels.colors();
        byte[] red = new byte[width];
        byte[] green = new byte[width];
        byte[] blue = new byte[width];
        byte[] alpha = new byte[width];
        java.util.Arrays.fill(alpha, (byte) 255);
        for (int y = 0; y < pixels.height(); y++) {
            planes.get(0).readRow(y, red);
            planes.get((planes.size() - 1) / 2).readRow(y, green);
            planes.get(planes.size() - 1).readRow(y, blue);
            if (pixels.layout().hasAlpha()) {
                pixels.alpha().readRow(y, alpha);
            }
            for (int x = 0, at = y * width; x < width; x++, at++) {
                colors[at] = alpha[x] << 24 | (red[x] & 255) << 16 | (green[x] & 255) << 8 | blue[x] & 255;
            }
        }
        return colors;
    }
}
