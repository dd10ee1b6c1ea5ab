package dev.tomthumb.codec.imageio;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.Pixels;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** A picture of palette indices, expanded: grey if all its colours are, with alpha if one is transparent. */
final class PalettePixels {
    private PalettePixels() {}

    static Pixels of(Raster raster, IndexColorModel palette) {
        int[] colors = new int[palette.getMapSize()];
        palette.getRGBs(colors);
        Pixels pixels = Buffers.allocate(layout(colors), raster.getWidth(), raster.getHeight());
        int[] row = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                // An index beyond the palette is a damaged file; every browser shows black.
                int argb = row[x] < colors.length ? colors[row[x]] : 0xff000000;
                Buffers.setArgb(pixels, x, y, argb);
            }
        }
        return pixels;
    }

    private static Layout layout(int[] colors) {
        boolean grey = true;
        boolean alpha = false;
        for (int color : colors) {
            boolean visible = color >>> 24 != 0;
            grey &= !visible || (color >> 16 & 0xff) == (color >> 8 & 0xff) && (color >> 8 & 0xff) == (color & 0xff);
            alpha |= color >>> 24 != 0xff;
        }
        Layout opaque = grey ? Layout.GREY : Layout.RGB;
        return alpha ? opaque.withAlpha() : opaque;
    }
}
