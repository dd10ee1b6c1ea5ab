package dev.tomthumb.codec.png;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.model.ImageException;
import java.util.Arrays;

/**
 * Rows of a picture or of one pass, reconstructed in the array they are unfolded to: a filter byte and the samples for
 * each. The array begins with the row above, at first of zeros as the filters want it (section 9.2), then come the rows.
 */
final class FilteredRows {
    /** Unfolded at once: a row is reconstructed while it still lies in the processor's second-level cache. */
    private static final int PIECE = 1 << 17;

    private final ImageData data;
    private final byte[] rows;
    private final int stride;
    private final int distance;

    /**
     * @param rows room for the row above and at least one other, each of {@code stride} bytes
     * @param stride bytes of a row, filter byte included
     * @param distance how far the filters reach back
     */
    FilteredRows(ImageData data, byte[] rows, int stride, int distance) {
        this.data = data;
        this.rows = rows;
        this.stride = stride;
        this.distance = distance;
        Arrays.fill(rows, 0, stride, (byte) 0);
    }

    /** How many rows are best read at once if not all of them are kept. */
    static int handful(int stride, int rows) {
        return Math.max(1, Math.min(rows, PIECE / stride));
    }

    /**
     * Reads {@code count} rows.
     *
     * @param checkpoint asked for each piece
     */
    void read(int count, Checkpoint checkpoint) throws ImageException {
        int end = stride * (count + 1);
        int read = stride;
        int done = stride;
        while (read < end) {
            checkpoint.check();
            read += data.read(rows, read, Math.min(PIECE, end - read));
            for (; done + stride <= read; done += stride) {
                Reconstruction.row(rows, done, stride, distance);
            }
        }
    }

    /** Makes row {@code last} of those read the row above the next ones. */
    void continueBelow(int last) {
        System.arraycopy(rows, start(last) - 1, rows, 0, stride);
    }

    /** Where the samples of the {@code index}th row read begin in the array. */
    int start(int index) {
        return stride * (index + 1) + 1;
    }
}
