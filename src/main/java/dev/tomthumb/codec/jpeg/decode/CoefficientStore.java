package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import java.util.Arrays;

/**
 * The coefficients of one component over all its scans: of the blocks in the region those that the scale needs; of every
 * block down to the region's end, which ones are not zero, for that decides how refining scans are parsed.
 */
final class CoefficientStore {
    private final PlaneGeometry geometry;
    private final int scale;
    /** Shorts per block: its coefficients in natural order, and a last one for all that are not needed. */
    private final int stride;

    private final boolean remembers;
    private final int firstRow;
    private final int rows;
    /** Block by block, row by row; behind the last block one for all blocks outside the region. */
    private final short[] values;
    /** Of each block, bit k for coefficient k; empty if no scan asks. */
    private final long[] history;

    /** @param remembers whether the history is kept */
    CoefficientStore(PlaneGeometry geometry, boolean remembers, Scratch scratch) throws ImageException {
        this.geometry = geometry;
        this.scale = geometry.scale();
        this.remembers = remembers;
        this.stride = stride(scale);
        this.firstRow = geometry.firstBand() * geometry.rowsPerBand();
        this.rows = geometry.endBand() * geometry.rowsPerBand() - firstRow;
        int length = length(((long) rows * geometry.width() + 1) * stride);
        this.values = scratch.shorts(length);
        Arrays.fill(values, 0, length, (short) 0);
        int blocks = remembers ? length((long) (firstRow + rows) * geometry.blocksAcross()) : 0;
        this.history = scratch.longs(blocks);
        Arrays.fill(history, 0, blocks, 0);
    }

    /** An array's length, if it can be one; an array may come out a little longer than it is asked for. */
    private static int length(long length) throws ImageException {
        if (length > Integer.MAX_VALUE / 2) {
            throw Refusals.tooLarge();
        }
        return (int) length;
    }

    /** At scale 8 every coefficient is needed, and a block begins where a cache line does. */
    static int stride(int scale) {
        return scale == 8 ? 64 : scale * scale + 1;
    }

    short[] values() {
        return values;
    }

    long[] history() {
        return history;
    }

    int stride() {
        return stride;
    }

    /** Where each coefficient, by place in zig-zag order, lies in a block of {@link #values}. */
    int[] places() {
        int[] places = new int[64];
        for (int k = 0; k < 64; k++) {
            places[k] = ZigZag.within(k, scale) ? ZigZag.row(k) * scale + ZigZag.column(k) : stride - 1;
        }
        return places;
    }

    /** Whether the history is kept. */
    boolean remembers() {
        return remembers;
    }

    /** Where a block of a kept row lies in {@link #values}; columns left of the first kept one have a place nobody uses. */
    int place(int row, int column) {
        return ((row - firstRow) * geometry.width() + column - geometry.firstBlock()) * stride;
    }

    /** Where blocks go that are not kept. */
    int nowhere() {
        return rows * geometry.width() * stride;
    }

    /** Where a row begins in {@link #history}. */
    int historyStart(int row) {
        return row * geometry.blocksAcross();
    }

    /** Copies the coefficients of row {@code row} of blocks to arrays that run along it, by frequency in natural order. */
    void load(int row, float[][] coefficients) {
        int width = geometry.width();
        for (int i = 0; i < scale * scale; i++) {
            float[] out = coefficients[i];
            int from = place(row, geometry.firstBlock()) + i;
            for (int x = 0; x < width; x++, from += stride) {
                out[x] = values[from];
            }
        }
    }
}
