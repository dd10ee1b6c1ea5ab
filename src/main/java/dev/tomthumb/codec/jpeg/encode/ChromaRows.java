package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.FloatRows;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;

/** Averages rows of a full plane to the coarser sampling of chroma, each sample over the pixels it stands for. */
final class ChromaRows {
    private final RowBands bands;
    private final int width;
    private final int across;
    private final int down;
    private final float[] sum;
    private int summed;
    private int left;

    /**
     * @param bands where the averaged rows go
     * @param width pixels in a row
     * @param height rows that will come
     */
    ChromaRows(RowBands bands, int width, int height, ChromaSubsampling subsampling, Scratch scratch) {
        this.bands = bands;
        this.width = width;
        across = subsampling.across();
        down = subsampling.down();
        sum = scratch.floats(width);
        left = height;
    }

    /** Takes a row, which is not kept. */
    void row(float[] row) throws ImageException {
        left--;
        if (summed == 0) {
            FloatRows.weigh(sum, row, 1, width);
        } else {
            FloatRows.plus(sum, sum, row, width);
        }
        summed++;
        if (summed == down || left == 0) {
            average(bands.next(), 1f / summed);
            bands.filled();
            summed = 0;
        }
    }

    private void average(float[] out, float weight) {
        if (across == 1) {
            FloatRows.weigh(out, sum, weight, width);
            return;
        }
        int pairs = width / 2;
        for (int x = 0; x < pairs; x++) {
            out[x] = (sum[2 * x] + sum[2 * x + 1]) * (0.5f * weight);
        }
        if (pairs * 2 < width) {
            out[pairs] = sum[width - 1] * weight;
        }
    }
}
