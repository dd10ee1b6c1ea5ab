package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.List;

/** Interleaved storage: what both the libraries and {@link Plane} can look at. */
final class Buffers {
    private Buffers() {}

    /** New pixels, all 0, interleaved in one array. */
    static Pixels allocate(Layout layout, int width, int height) {
        int bands = layout.planes();
        byte[] samples = new byte[Math.multiplyExact(Math.multiplyExact(width, height), bands)];
        return Plane.interleaved(layout, samples, width, height);
    }

    /** A raster over {@code samples}, not copied. */
    static WritableRaster raster(byte[] samples, int width, int height, int bands) {
        int[] offsets = new int[bands];
        for (int band = 0; band < bands; band++) {
            offsets[band] = band;
        }
        DataBuffer buffer = new DataBufferByte(samples, samples.length);
        return Raster.createInterleavedRaster(buffer, width, height, width * bands, bands, offsets, null);
    }

    /** A raster of 16 bits with the samples of planes of that depth. */
    static WritableRaster deepRaster(List<Plane> planes, int width, int height) {
        WritableRaster raster = deepRaster(width, height, planes.size());
        int[] row = new int[width];
        for (int band = 0; band < planes.size(); band++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    row[x] = planes.get(band).stored(x, y);
                }
                raster.setSamples(0, y, width, 1, band, row);
            }
        }
        return raster;
    }

    /** A raster of 16 bits, all 0. */
    static WritableRaster deepRaster(int width, int height, int bands) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, width, height, bands, null);
    }

    /** Stores a packed colour; a grey picture takes its green. */
    static void setArgb(Pixels pixels, int x, int y, int argb) {
        List<Plane> planes = pixels.planes();
        if (planes.size() <= 2) {
            planes.get(0).set(x, y, argb >> 8);
        } else {
            planes.get(0).set(x, y, argb >> 16);
            planes.get(1).set(x, y, argb >> 8);
            planes.get(2).set(x, y, argb);
        }
        if (pixels.layout().hasAlpha()) {
            pixels.alpha().set(x, y, argb >>> 24);
        }
    }

    /** The picture as the libraries' writers like it best; alpha is left away unless {@code withAlpha}. */
    static BufferedImage image(Pixels pixels, boolean withAlpha) {
        boolean alpha = withAlpha && pixels.layout().hasAlpha();
        List<Plane> planes = alpha ? pixels.planes() : pixels.colors();
        int bands = planes.size();
        WritableRaster raster = raster(Plane.interleaved(planes), pixels.width(), pixels.height(), bands);
        return new BufferedImage(Models.of(bands), raster, false, null);
    }
}
