package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.ImageException;

/** Hands samples to a sink as a resampler does: bands of columns. */
final class Columns {
    private Columns() {}

    /** A sample for each place. */
    @FunctionalInterface
    interface Samples {
        float at(int x, int y);
    }

    static void feed(ColumnSink sink, Plane plane) throws ImageException {
        feed(sink, plane.width(), plane.height(), plane::get);
    }

    static void feed(ColumnSink sink, int width, int height, Samples samples) throws ImageException {
        for (int from = 0; from < height; from += ColumnSink.BAND) {
            int rows = Math.min(ColumnSink.BAND, height - from);
            float[][] columns = new float[width][ColumnSink.BAND];
            for (int x = 0; x < width; x++) {
                for (int y = 0; y < rows; y++) {
                    columns[x][y] = samples.at(x, from + y);
                }
            }
            sink.band(columns, rows);
        }
    }
}
