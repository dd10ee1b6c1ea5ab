package dev.tomthumb.bench;

import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.RowSink;

/** Takes the rows of a plane and keeps only the last band of them. */
final class BandSink implements RowSink {
    private final float[][][] rows;

    BandSink(Grid grid) {
        rows = new float[grid.band()][grid.phases()][grid.places()];
    }

    @Override
    public float[][] row(int y) {
        return rows[y % rows.length];
    }

    @Override
    public void complete(int end) {
        // The rows are written over by the next band.
    }
}
