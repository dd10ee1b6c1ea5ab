package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.FloatRows;
import dev.tomthumb.codec.Grid;
import dev.tomthumb.codec.RowSink;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.model.ImageException;
import java.util.Arrays;

/**
 * Scales one plane while it is decoded: holds the few rows the kernel reaches, weighs them into a row of the result as
 * soon as they are there, turns rows into columns a few at a time, and weighs the columns for a band of rows at once.
 * Both weighings are sums of whole arrays, the only kind of loop that the compiler makes fast; and rows spread over
 * several arrays (see {@link Grid#phases}) need not be put together before, the turning does it on the way.
 */
final class PlaneResampler implements RowSink {
    private static final int BAND = ColumnSink.BAND;
    /** Rows turned into columns at a time: what one cache line of a column holds, half of it. */
    private static final int GROUP = 8;
    /** What the JVM adds to each of many small arrays: header, padding, reference. */
    private static final int ARRAY_OVERHEAD = 40;

    private final Grid grid;
    private final Axis columns;
    private final Axis rows;
    private final ColumnSink sink;
    /** Places of a row's arrays that matter; those before the window are computed with it, for loops start at 0. */
    private final int places;

    private final float[][] outside;
    private final float[][][] raw;
    private final float[][][] ring;
    private final float[][][] group;
    private final float[][] bandColumns;
    /** The same by phase and place; what lies beside the window goes to a column that nobody reads. */
    private final float[][][] turned;

    private final float[][] averages;
    private final float[][] results;
    private final float[][] taps;

    private int averaged;
    private int made;
    private int inGroup;
    private int inBand;

    /**
     * @param grid of the plane that comes
     * @param columns across: from the grid's samples to the result's
     * @param rows down
     * @param sink where finished bands go
     */
    PlaneResampler(Grid grid, Axis columns, Axis rows, ColumnSink sink, Scratch scratch) {
        this.grid = grid;
        this.columns = columns;
        this.rows = rows;
        this.sink = sink;
        int phases = grid.phases();
        this.places = Math.min(grid.places(), (columns.first() + columns.samples() - 1) / phases + 1);
        this.outside = scratch.floats(phases, grid.places());
        this.raw = rows.box() == 1 ? new float[0][][] : arrays(grid.band(), scratch);
        this.ring = arrays(rows.taps() + grid.band() / rows.box() + 2, scratch);
        this.group = arrays(GROUP, scratch);
        this.bandColumns = scratch.floats(columns.samples(), BAND);
        this.turned = turned(scratch.floats(BAND));
        this.averages = columns.box() == 1 ? bandColumns : scratch.floats(columns.boxes(), BAND);
        this.results = scratch.floats(columns.results(), BAND);
        this.taps = new float[Math.max(rows.taps(), columns.taps())][];
    }

    private float[][][] arrays(int count, Scratch scratch) {
        float[][][] arrays = new float[count][][];
        for (int i = 0; i < count; i++) {
            arrays[i] = scratch.floats(grid.phases(), grid.places());
        }
        return arrays;
    }

    /**
     * An upper bound of what an instance and its axes hold, in bytes.
     *
     * @param width samples in a row of the plane that comes
     * @param band rows that a decoder fills before it reports them
     * @param made width and height of the result, in samples
     */
    static long memory(long width, int band, long madeWidth, long madeHeight) {
        long rowBytes = Float.BYTES * (width + 64);
        long rows = (Axis.MOST_TAPS + 2L * band + GROUP + 1) * rowBytes;
        long columnBytes = (long) Float.BYTES * BAND + ARRAY_OVERHEAD;
        long columns = (2 * width + madeWidth) * columnBytes;
        long weights = ((long) Axis.MOST_TAPS * Float.BYTES + ARRAY_OVERHEAD) * (madeWidth + madeHeight);
        return rows + columns + weights;
    }

    @Override
    public float[][] row(int y) {
        if (y < rows.first() || y >= rows.first() + rows.samples()) {
            return outside;
        }
        return rows.box() == 1 ? ring[(y - rows.first()) % ring.length] : raw[y % raw.length];
    }

    @Override
    public void complete(int end) throws ImageException {
        while (advance(end)) {
            // One row may yield many bands.
        }
    }

    /**
     * As {@link #complete}, but stops when a band has been handed on: planes that depend on each other take turns.
     *
     * @return whether it stopped there; else all that can be made is made
     */
    boolean advance(int end) throws ImageException {
        int loaded = loaded(end);
        while (made < rows.results() && rows.start(made) + rows.weights(made).length <= loaded) {
            makeRow();
            if (inGroup == 0 && inBand == 0) {
                return true;
            }
        }
        return false;
    }

    /** How many averages of rows are there once those above {@code end} have come. */
    private int loaded(int end) {
        int available = Math.min(end - rows.first(), rows.samples());
        if (rows.box() > 1) {
            averageRows(available);
        }
        return available == rows.samples() ? rows.boxes() : available / rows.box();
    }

    /** @throws IllegalStateException if rows have not come that the result needs */
    void requireFinished() {
        if (made < rows.results()) {
            throw new IllegalStateException("only " + made + " of " + rows.results() + " rows could be made");
        }
    }

    /** Adds the rows below {@code available} to their averages; the last one counts for those that are missing. */
    private void averageRows(int available) {
        float share = 1f / rows.box();
        for (; averaged < available; averaged++) {
            float[][] average = ring[averaged / rows.box() % ring.length];
            float[][] row = raw[(rows.first() + averaged) % raw.length];
            boolean first = averaged % rows.box() == 0;
            int missing = averaged == rows.samples() - 1 ? rows.boxes() * rows.box() - rows.samples() : 0;
            for (int phase = 0; phase < row.length; phase++) {
                if (first) {
                    FloatRows.weigh(average[phase], row[phase], share * (1 + missing), places);
                } else {
                    FloatRows.add(average[phase], row[phase], share * (1 + missing), places);
                }
            }
        }
    }

    private void makeRow() throws ImageException {
        float[] weights = rows.weights(made);
        int start = rows.start(made);
        for (int phase = 0; phase < grid.phases(); phase++) {
            for (int k = 0; k < weights.length; k++) {
                taps[k] = ring[(start + k) % ring.length][phase];
            }
            FloatRows.weigh(group[inGroup][phase], taps, weights, places);
        }
        made++;
        inGroup++;
        if (inGroup == GROUP || made == rows.results()) {
            finishGroup();
        }
    }

    private void finishGroup() throws ImageException {
        for (int phase = 0; phase < grid.phases(); phase++) {
            turnIntoColumns(phase);
        }
        inBand += inGroup;
        inGroup = 0;
        if (inBand == BAND || made == rows.results()) {
            finishBand();
        }
    }

    private float[][][] turned(float[] unread) {
        float[][][] byPhase = new float[grid.phases()][places][];
        for (int phase = 0; phase < byPhase.length; phase++) {
            for (int place = 0; place < places; place++) {
                int x = place * grid.phases() + phase - columns.first();
                byPhase[phase][place] = x >= 0 && x < bandColumns.length ? bandColumns[x] : unread;
            }
        }
        return byPhase;
    }

    /** In the last, incomplete group rows of an earlier one are copied too, and never looked at. */
    private void turnIntoColumns(int phase) {
        turnIntoColumns(
                group[0][phase],
                group[1][phase],
                group[2][phase],
                group[3][phase],
                group[4][phase],
                group[5][phase],
                group[6][phase],
                group[7][phase],
                turned[phase],
                inBand);
    }

    private static void turnIntoColumns(
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float[] e,
            float[] f,
            float[] g,
            float[] h,
            float[][] columns,
            int at) {
        for (int i = 0; i < columns.length; i++) {
            float[] column = columns[i];
            column[at] = a[i];
            column[at + 1] = b[i];
            column[at + 2] = c[i];
            column[at + 3] = d[i];
            column[at + 4] = e[i];
            column[at + 5] = f[i];
            column[at + 6] = g[i];
            column[at + 7] = h[i];
        }
    }

    private void finishBand() throws ImageException {
        if (columns.box() > 1) {
            averageColumns();
        }
        for (int x = 0; x < results.length; x++) {
            float[] weights = columns.weights(x);
            System.arraycopy(averages, columns.start(x), taps, 0, weights.length);
            FloatRows.weigh(results[x], taps, weights, inBand);
        }
        sink.band(results, inBand);
        inBand = 0;
    }

    private void averageColumns() {
        int box = columns.box();
        float share = 1f / box;
        for (int i = 0; i < averages.length; i++) {
            float[] average = averages[i];
            Arrays.fill(average, 0, inBand, 0f);
            for (int k = 0; k < box; k++) {
                int column = Math.min(i * box + k, columns.samples() - 1);
                FloatRows.add(average, bandColumns[column], share, inBand);
            }
        }
    }
}
