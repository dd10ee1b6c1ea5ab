package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.FloatRows;
import java.util.Arrays;
import java.util.Optional;

/** Takes the bands of one plane and leaves them as coefficients. */
final class PlaneSink implements ColumnSink {
    private final int width;
    private final int height;
    private final ForwardDct transform;
    private final ComponentBlocks blocks;
    private final Optional<CoefficientStatistics> statistics;
    private final int countedRows;
    private final float[][] eight = new float[8][];
    private int done;

    /**
     * @param statistics where to count the coefficients while they are at hand
     * @param countedRows of so many rows of blocks the first is counted
     */
    PlaneSink(
            int width,
            int height,
            ForwardDct transform,
            ComponentBlocks blocks,
            Optional<CoefficientStatistics> statistics,
            int countedRows) {
        this.width = width;
        this.height = height;
        this.transform = transform;
        this.blocks = blocks;
        this.statistics = statistics;
        this.countedRows = countedRows;
    }

    @Override
    public void band(float[][] columns, int rows) {
        if (rows != Math.min(BAND, height - done)) {
            throw new IllegalArgumentException(rows + " rows follow " + done + " of " + height);
        }
        int y = done / 8;
        int count = (rows + 7) / 8;
        for (int x = 0; x < width; x++) {
            prepare(columns[x], rows, 8 * count);
        }
        for (int x = 0; x < blocks.blocksWide(); x++) {
            take(columns, 8 * x);
            int at = blocks.at(x, y);
            transform.transform(eight, count, blocks.stripe(y), at, blocks.step());
        }
        examine(y, count);
        done += rows;
    }

    /**
     * Clamps a column, for a category of T.81, table F.2, holds no coefficient of larger samples; and repeats its last
     * sample to the end of the last block.
     */
    private static void prepare(float[] column, int rows, int padded) {
        FloatRows.clamp(column, rows);
        if (padded > rows) {
            Arrays.fill(column, rows, padded, column[rows - 1]);
        }
    }

    /** The columns of a block, the last column of the plane repeated beyond its edge. */
    private void take(float[][] columns, int x) {
        for (int i = 0; i < 8; i++) {
            eight[i] = columns[Math.min(x + i, width - 1)];
        }
    }

    private void examine(int from, int count) {
        for (int y = from; y < from + count; y++) {
            for (int x = 0; x < blocks.blocksWide(); x++) {
                blocks.examine(x, y);
            }
            if (statistics.isPresent() && y % countedRows == 0) {
                count(y, statistics.get());
            }
        }
    }

    private void count(int y, CoefficientStatistics counts) {
        for (int x = 0; x < blocks.blocksWide(); x++) {
            counts.block(blocks.stripe(y), blocks.at(x, y), blocks.mask(x, y));
        }
        if (counts.estimated()) {
            // Nearly the differences that will be coded: only a unit's second row follows its first in the file.
            for (int x = 1; x < blocks.blocksWide(); x++) {
                counts.dc(blocks.dc(x, y) - blocks.dc(x - 1, y));
            }
        }
    }

    /** Whether all of the plane has come. */
    boolean isComplete() {
        return done == height;
    }
}
