package dev.tomthumb.codec.vips;

import dev.tomthumb.codec.Subsampling;
import dev.tomthumb.model.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a build of libvips really can: it lists a reader and a writer for the container of AVIF and HEIC however few codecs
 * lie behind. So a small grey square is read and written once in each format.
 */
final class Probe {
    private static final Logger LOG = System.getLogger(Probe.class.getName());
    private static final int SIDE = 64;
    private static final int QUALITY = 80;

    private final Vips vips;

    Probe(Vips vips) {
        this.vips = vips;
    }

    boolean reads(ImageFormat format) {
        try {
            Vips.Raster raster = vips.load(sample(format), format);
            return raster.width() == SIDE && raster.height() == SIDE;
        } catch (VipsException | LinkageError cannot) {
            LOG.log(Level.DEBUG, "libvips cannot read " + Formats.label(format), cannot);
            return false;
        }
    }

    boolean writes(ImageFormat format, int effort) {
        byte[] samples = new byte[3 * SIDE * SIDE];
        Arrays.fill(samples, (byte) 128);
        Vips.Picture grey = new Vips.Picture(SIDE, SIDE, 3, samples, Optional.empty(), Optional.empty());
        try {
            return vips.save(grey, format, new Vips.Coding(QUALITY, effort, Subsampling.AUTO)).length > 0;
        } catch (VipsException | LinkageError cannot) {
            LOG.log(Level.DEBUG, "libvips cannot write " + Formats.label(format), cannot);
            return false;
        }
    }

    private static byte[] sample(ImageFormat format) {
        String name = "probe." + format.extension();
        try (InputStream file = Probe.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
