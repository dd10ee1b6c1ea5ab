package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Scratch;
import java.util.Arrays;

/** The quantised coefficients of one component in one band, of all blocks and frequencies that anybody wants. */
final class Coefficients {
    private static final int BLOCK = 64;
    /** Twice as many as a block has: what lies behind its end may be written too, see {@link HuffmanTable}. */
    static final int PLACES = 2 * BLOCK;

    private final PlaneGeometry geometry;
    /** By row of blocks in the band and frequency in natural order: an array along the row. */
    private final float[][][] natural;
    /** The same arrays by row of blocks and place in zig-zag order. */
    private final float[][][] zigzag;

    Coefficients(PlaneGeometry geometry, Scratch scratch) {
        this.geometry = geometry;
        int scale = geometry.scale();
        int rows = geometry.rowsPerBand();
        this.natural = new float[rows][][];
        this.zigzag = new float[rows][][];
        float[] unneeded = scratch.floats(geometry.width());
        for (int row = 0; row < rows; row++) {
            natural[row] = scratch.floats(scale * scale, geometry.width());
            zigzag[row] = zigzag(natural[row], scale, unneeded);
        }
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

    /** By place in zig-zag order: arrays along row {@code row} of the band's blocks. */
    float[][] zigzag(int row) {
        return zigzag[row];
    }

    /** By frequency in natural order: arrays along row {@code row} of the band's blocks. */
    float[][] natural(int row) {
        return natural[row];
    }

    /** Makes all coefficients of the band 0. */
    void clear() {
        for (float[][] row : natural) {
            for (float[] coefficient : row) {
                Arrays.fill(coefficient, 0, geometry.width(), 0);
            }
        }
    }
}
