package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;

/**
 * Takes a finished plane in bands of rows, each band as columns: what a separable resampler makes when its loops run
 * along arrays, and what a transform of 8x8 blocks likes to read.
 */
public interface ColumnSink {
    /** Rows in each band but the last. */
    int BAND = 64;

    /**
     * The next band.
     *
     * @param columns sample (x, y) of the band is {@code columns[x][y]}, 0..255, not clamped. Each has room for
     *     {@link #BAND} samples; the sink may overwrite them, and must not keep them
     * @param rows {@link #BAND}, or what is left in the last band
     * @throws ImageException to end the work
     */
    void band(float[][] columns, int rows) throws ImageException;
}
