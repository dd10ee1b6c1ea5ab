package dev.tomthumb.pipeline;

import dev.tomthumb.codec.Plane;
import dev.tomthumb.model.Size;
import java.util.Arrays;

/**
 * Scales one channel in a single walk down its rows: average, weigh rows, weigh columns. Only the few rows the kernel
 * reaches are held as floats. One instance scales one channel after the other; not for several threads.
 *
 * <p>Columns are weighed for a band of rows at once, turned so that a column lies in one array: both weighings are then
 * sums of whole arrays, the only kind of loop that the compiler makes fast.
 */
final class PlaneScaler {
    private static final int BAND = 64;
    /** An upper bound of {@link Axis#taps}, plus the few rows beside the ring. */
    private static final int MOST_ROWS = 40;
    /** What the JVM adds to each of many small arrays: header, padding, reference. */
    private static final int ARRAY_OVERHEAD = 32;

    private final Axis columns;
    private final Axis rows;
    private final float[] row;
    private final float[] sum;
    private final float[] weighed;
    private final float[][] ring;
    private final float[][] bandColumns;
    private final float[] bandColumn;
    private final float[][] bandRows;

    PlaneScaler(Axis columns, Axis rows) {
        this.columns = columns;
        this.rows = rows;
        this.row = new float[columns.boxes() * columns.box()];
        this.sum = new float[row.length];
        this.weighed = new float[columns.boxes()];
        this.ring = new float[rows.taps()][columns.boxes()];
        int band = Math.min(BAND, rows.results());
        this.bandColumns = new float[columns.boxes()][band];
        this.bandColumn = new float[band];
        this.bandRows = new float[band][columns.results()];
    }

    /** An upper bound of what an instance and its axes hold, in bytes. */
    static long memory(Size source, Size made) {
        long band = Math.min(BAND, made.height());
        long rows = (MOST_ROWS + band) * Float.BYTES * source.width() + band * Float.BYTES * made.width();
        long columns = (long) ARRAY_OVERHEAD * source.width();
        long weights = (MOST_ROWS * Float.BYTES + ARRAY_OVERHEAD) * ((long) made.width() + made.height());
        return rows + columns + weights;
    }

    /**
     * Scales a channel.
     *
     * @param source the rows and columns that matter to the two axes, no others
     */
    Plane scale(Rows source) {
        Plane scaled = new Plane(columns.results(), rows.results());
        int loaded = 0;
        for (int y = 0; y < rows.results(); y++) {
            int end = rows.start(y) + rows.weights(y).length;
            for (; loaded < end; loaded++) {
                load(source, loaded);
            }
            RowMath.weigh(weighed, ring, rows.start(y), rows.weights(y));
            int inBand = y % bandRows.length;
            putIntoBand(inBand);
            if (inBand == bandRows.length - 1 || y == rows.results() - 1) {
                finishBand(scaled, y - inBand, inBand + 1);
            }
        }
        return scaled;
    }

    /** Averages {@code rows.box()} source rows, and in them {@code columns.box()} columns, into one held row. */
    private void load(Rows source, int index) {
        float[] held = ring[index % ring.length];
        if (rows.box() == 1 && columns.box() == 1) {
            source.read(index, held);
            return;
        }
        int first = index * rows.box();
        int last = rows.samples() - 1;
        source.read(first, sum);
        for (int i = 1; i < rows.box(); i++) {
            source.read(Math.min(first + i, last), row);
            RowMath.add(sum, row);
        }
        averageColumns(held);
    }

    private void averageColumns(float[] averages) {
        Arrays.fill(sum, columns.samples(), sum.length, sum[columns.samples() - 1]);
        int box = columns.box();
        float share = 1f / ((float) box * rows.box());
        for (int i = 0, at = 0; i < averages.length; i++) {
            float total = 0;
            for (int end = at + box; at < end; at++) {
                total += sum[at];
            }
            averages[i] = total * share;
        }
    }

    private void putIntoBand(int inBand) {
        for (int x = 0; x < weighed.length; x++) {
            bandColumns[x][inBand] = weighed[x];
        }
    }

    private void finishBand(Plane scaled, int top, int height) {
        for (int x = 0; x < columns.results(); x++) {
            RowMath.weigh(bandColumn, bandColumns, columns.start(x), columns.weights(x));
            for (int y = 0; y < height; y++) {
                bandRows[y][x] = bandColumn[y];
            }
        }
        for (int y = 0; y < height; y++) {
            scaled.writeRow(top + y, bandRows[y]);
        }
    }
}
