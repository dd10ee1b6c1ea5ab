package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import java.util.Arrays;

/** The coefficients of one component in one band, and how they become rows of samples. */
final class PlaneRows {
    private static final int BLOCK = 64;
    /** Twice as many as a block has: what lies behind its end may be written too, see {@link HuffmanTable}. */
    static final int PLACES = 2 * BLOCK;

    private final PlaneGeometry geometry;
    private final Grid grid;
    private final int scale;
    private final InverseDct transform;
    /** By row of blocks in the band and frequency in natural order: an array along the row. */
    private final float[][][] coefficients;
    /** The same arrays by row of blocks and place in zig-zag order. */
    private final float[][][] zigzag;
    /** Where a row of samples goes first if the kept blocks do not begin at the left edge; else empty. */
    private final float[][] shifted;

    PlaneRows(PlaneGeometry geometry, QuantTable steps, Scratch scratch) {
        this.geometry = geometry;
        this.grid = geometry.grid();
        this.scale = geometry.scale();
        this.transform = new InverseDct(scale, steps, geometry.visibleWidth(), scratch);
        int rows = geometry.rowsPerBand();
        this.coefficients = new float[rows][][];
        this.zigzag = new float[rows][][];
        float[] unneeded = scratch.floats(geometry.width());
        for (int row = 0; row < rows; row++) {
            coefficients[row] = scratch.floats(scale * scale, geometry.width());
            zigzag[row] = zigzag(coefficients[row], scale, unneeded);
        }
        this.shifted = scratch.floats(geometry.firstBlock() > 0 ? scale : 0, geometry.width());
    }

    private static float[][] zigzag(float[][] natural, int scale, float[] unneeded) {
        float[][] rows = new float[PLACES][];
        for (int k = 0; k < rows.length; k++) {
            boolean needed = k < BLOCK && ZigZag.within(k, scale);
            rows[k] = needed ? natural[ZigZag.row(k) * scale + ZigZag.column(k)] : unneeded;
        }
        return rows;
    }

    PlaneGeometry geometry() {
        return geometry;
    }

    Grid grid() {
        return grid;
    }

    /** By place in zig-zag order: arrays along row {@code row} of the band's blocks. */
    float[][] zigzag(int row) {
        return zigzag[row];
    }

    /** By frequency in natural order: arrays along row {@code row} of the band's blocks. */
    float[][] coefficients(int row) {
        return coefficients[row];
    }

    /** Makes all coefficients of the band 0. */
    void clear() {
        for (float[][] row : coefficients) {
            for (float[] coefficient : row) {
                Arrays.fill(coefficient, 0, geometry.width(), 0);
            }
        }
    }

    /** Hands the samples of the band to {@code sink}. */
    void emit(int band, RowSink sink) throws ImageException {
        int top = band * geometry.rowsPerBand();
        int rows = Math.min(geometry.rowsPerBand(), geometry.frame().blocksDown(geometry.component()) - top);
        for (int row = 0; row < rows; row++) {
            transform.begin(coefficients[row]);
            for (int y = 0; y < scale; y++) {
                emitRow(y, sink.row((top + row) * scale + y));
            }
        }
        sink.complete(Math.min((top + rows) * scale, grid.height()));
    }

    private void emitRow(int y, float[][] out) {
        if (shifted.length == 0) {
            transform.row(y, out);
            return;
        }
        transform.row(y, shifted);
        for (int i = 0; i < scale; i++) {
            System.arraycopy(shifted[i], 0, out[i], geometry.firstBlock(), geometry.visibleWidth());
        }
    }
}
