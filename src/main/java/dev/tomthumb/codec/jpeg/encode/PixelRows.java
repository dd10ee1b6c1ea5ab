package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Layout;
import dev.tomthumb.codec.PictureWriter;
import dev.tomthumb.codec.Pixels;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import java.util.List;

/** Feeds a picture that is in memory to a writer of planes. */
final class PixelRows {
    private final Pixels pixels;
    private final ChromaSubsampling chroma;
    private final PictureWriter writer;
    private final Scratch scratch;

    PixelRows(Pixels pixels, ChromaSubsampling chroma, PictureWriter writer, Scratch scratch) {
        this.pixels = pixels;
        this.chroma = chroma;
        this.writer = writer;
        this.scratch = scratch;
    }

    /** Feeds all of it. */
    void feed() throws ImageException {
        List<Plane> planes = pixels.colors();
        if (pixels.layout().opaque() == Layout.RGB) {
            converted(planes);
            return;
        }
        asIs(planes.get(0), 0);
        for (int i = 1; i < planes.size(); i++) {
            difference(planes.get(i), i);
        }
    }

    private void asIs(Plane plane, int index) throws ImageException {
        RowBands bands = new RowBands(writer.plane(index), plane.width(), plane.height(), scratch);
        for (int y = 0; y < plane.height(); y++) {
            plane.readRow(y, bands.next());
            bands.filled();
        }
    }

    private void difference(Plane plane, int index) throws ImageException {
        if (plane.width() < pixels.width() || plane.height() < pixels.height()) {
            asIs(plane, index);
            return;
        }
        ChromaRows rows = chromaRows(index);
        float[] row = scratch.floats(plane.width());
        for (int y = 0; y < plane.height(); y++) {
            plane.readRow(y, row);
            rows.row(row);
        }
    }

    private ChromaRows chromaRows(int index) {
        int width = chroma.sampling().across(pixels.width());
        int height = chroma.sampling().down(pixels.height());
        RowBands bands = new RowBands(writer.plane(index), width, height, scratch);
        return new ChromaRows(bands, pixels.width(), pixels.height(), chroma, scratch);
    }

    /** Converts red, green and blue row by row (T.871, section 7). */
    private void converted(List<Plane> planes) throws ImageException {
        int width = pixels.width();
        RowBands luma = new RowBands(writer.plane(0), width, pixels.height(), scratch);
        ChromaRows blue = chromaRows(1);
        ChromaRows red = chromaRows(2);
        float[][] rgb = scratch.floats(3, width);
        float[] difference = scratch.floats(width);
        for (int y = 0; y < pixels.height(); y++) {
            for (int i = 0; i < 3; i++) {
                planes.get(i).readRow(y, rgb[i]);
            }
            YCbCrRows.luma(luma.next(), rgb, width);
            luma.filled();
            YCbCrRows.blueDifference(difference, rgb, width);
            blue.row(difference);
            YCbCrRows.redDifference(difference, rgb, width);
            red.row(difference);
        }
    }
}
