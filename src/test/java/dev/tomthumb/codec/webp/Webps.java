package dev.tomthumb.codec.webp;

import dev.tomthumb.codec.Encoder;
import dev.tomthumb.codec.Encoding;
import dev.tomthumb.codec.Headers;
import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.WebpCoding;
import dev.tomthumb.codec.imageio.ImageIoCodecs;
import dev.tomthumb.codec.png.PngDecoder;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.OutputOptions.Webp.Compression;
import dev.tomthumb.samples.TestPictures;
import java.awt.image.BufferedImage;
import java.util.List;

/** Files that libwebp has written. */
final class Webps {
    static final Encoder ENCODER = ImageIoCodecs.create().encoders().stream()
            .filter(plugIn -> plugIn.format() == ImageFormat.WEBP)
            .findFirst()
            .orElseThrow();

    private Webps() {}

    static byte[] lossy(Pixels pixels, int quality) {
        return written(pixels, Encoding.of(quality));
    }

    static byte[] lossless(Pixels pixels) {
        return written(pixels, Encoding.of(80).withWebp(WebpCoding.DEFAULT.withCompression(Compression.LOSSLESS)));
    }

    static byte[] written(Pixels pixels, Encoding encoding) {
        try {
            return ENCODER.encode(pixels, encoding);
        } catch (ImageException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static Pixels read(byte[] file) throws ImageException {
        return new WebpDecoder().decode(file, Headers.of(file));
    }

    /** A drawing as it is before it is written. */
    static Pixels pixels(BufferedImage drawing) {
        byte[] png = TestPictures.png(drawing);
        try {
            return new PngDecoder().decode(png, Headers.of(png));
        } catch (ImageException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static Pixels flat(int rgb, int width, int height) {
        return new Pixels(
                Layout.RGB,
                List.of(plane(rgb >> 16, width, height), plane(rgb >> 8, width, height), plane(rgb, width, height)));
    }

    private static Plane plane(int value, int width, int height) {
        Plane plane = new Plane(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                plane.set(x, y, value);
            }
        }
        return plane;
    }
}
