package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;

/** Hands a plane that comes in rows to a sink of columns. */
final class RowBands {
    private final ColumnSink sink;
    private final int width;
    private final int height;
    private final float[][] columns;
    /** Rows that wait to be turned; eight at a time, so that each column is touched once for all of them. */
    private final float[][] waiting;

    private int done;

    RowBands(ColumnSink sink, int width, int height, Scratch scratch) {
        this.sink = sink;
        this.width = width;
        this.height = height;
        columns = scratch.floats(width, ColumnSink.BAND);
        waiting = scratch.floats(8, width);
    }

    /** Where to put the next row. */
    float[] next() {
        return waiting[done & 7];
    }

    /** Says that the next row is there. */
    void filled() throws ImageException {
        done++;
        boolean last = done == height;
        if ((done & 7) == 0 || last) {
            turn((done - 1) % ColumnSink.BAND & -8);
        }
        if (done % ColumnSink.BAND == 0 || last) {
            sink.band(columns, (done - 1) % ColumnSink.BAND + 1);
        }
    }

    private void turn(int y) {
        float[] a = waiting[0];
        float[] b = waiting[1];
        float[] c = waiting[2];
        float[] d = waiting[3];
        float[] e = waiting[4];
        float[] f = waiting[5];
        float[] g = waiting[6];
        float[] h = waiting[7];
        for (int x = 0; x < width; x++) {
            float[] column = columns[x];
            column[y] = a[x];
            column[y + 1] = b[x];
            column[y + 2] = c[x];
            column[y + 3] = d[x];
            column[y + 4] = e[x];
            column[y + 5] = f[x];
            column[y + 6] = g[x];
            column[y + 7] = h[x];
        }
    }
}
