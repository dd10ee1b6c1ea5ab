package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;

/**
 * How the coefficients of one component become the rows of samples that one taker wants: of the blocks that were decoded
 * those of his region, of their frequencies those of his scale.
 */
final class PlaneRows {
    private final PlaneGeometry geometry;
    private final Grid grid;
    private final int scale;
    private final InverseDct transform;
    /** By row of blocks in the band and frequency: arrays whose first blocks are his. */
    private final float[][][] frequencies;
    /** The same before {@link #copies} took the place of the first ones. */
    private final float[][][] decoded;
    /** Of one row of blocks, the frequencies that must not stay where they were decoded to. */
    private final float[][] copies;
    /** Where his blocks begin among the decoded ones. */
    private final int offset;
    /** Where a row of samples goes first if the kept blocks do not begin at the left edge; else empty. */
    private final float[][] shifted;

    /**
     * @param geometry his: no more blocks and no more frequencies than have been decoded
     * @param alone whether nobody else makes samples of these coefficients, so that they need not stay what they are
     */
    PlaneRows(PlaneGeometry geometry, QuantTable steps, Coefficients coefficients, boolean alone, Scratch scratch) {
        this.geometry = geometry;
        this.grid = geometry.grid();
        this.scale = geometry.scale();
        this.offset = geometry.firstBlock() - coefficients.geometry().firstBlock();
        this.transform = new InverseDct(scale, steps, geometry.visibleWidth(), scratch);
        int rows = geometry.rowsPerBand();
        this.decoded = new float[rows][][];
        this.frequencies = new float[rows][][];
        this.copies = scratch.floats(copied(alone), geometry.width());
        for (int row = 0; row < rows; row++) {
            decoded[row] =
                    corner(coefficients.natural(row), coefficients.geometry().scale());
            frequencies[row] = decoded[row].clone();
            System.arraycopy(copies, 0, frequencies[row], 0, copies.length);
        }
        this.shifted = scratch.floats(geometry.firstBlock() > 0 ? scale : 0, geometry.width());
    }

    /** The transform overwrites the lowest frequency, and begins where an array does. */
    private int copied(boolean alone) {
        if (offset > 0) {
            return scale * scale;
        }
        return alone ? 0 : 1;
    }

    /** The lowest frequencies on both axes. */
    private float[][] corner(float[][] all, int points) {
        float[][] corner = new float[scale * scale][];
        for (int v = 0; v < scale; v++) {
            System.arraycopy(all, v * points, corner, v * scale, scale);
        }
        return corner;
    }

    PlaneGeometry geometry() {
        return geometry;
    }

    /** Hands the samples of the band to {@code sink}. */
    void emit(int band, RowSink sink) throws ImageException {
        int top = band * geometry.rowsPerBand();
        int rows = Math.min(geometry.rowsPerBand(), geometry.frame().blocksDown(geometry.component()) - top);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < copies.length; i++) {
                System.arraycopy(decoded[row][i], offset, copies[i], 0, geometry.visibleWidth());
            }
            transform.begin(frequencies[row]);
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
