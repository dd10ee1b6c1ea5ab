package dev.tomthumb.pixel;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.codec.FloatRows;
import dev.tomthumb.model.ImageException;
import java.util.Arrays;

/**
 * Convolves a channel with a symmetric kernel, first down and then across. Beyond the edges the outermost sample goes
 * on.
 *
 * <p>A wide kernel hardly changes from sample to sample: from a sigma of {@value #DIRECT} on, cells of a sixth of sigma
 * are averaged, the cells are convolved, and the result is drawn through their middles in straight lines. The kernel is
 * narrowed by what averaging and drawing widen it. So the work for each sample stays the same for every sigma; it differs
 * from the full sum by less than one level.
 */
final class SeparableBlur {
    /** Below this sigma every sample is weighed. */
    private static final int DIRECT = 12;

    private static final int CELLS_IN_SIGMA = 6;
    /** Variances in squares of a cell: of averaging over it, of binning the kernel, and of drawing straight lines. */
    private static final double WIDENED = 1 / 12.0 + 1 / 6.0 + 1 / 6.0;
    /** Lines that are convolved at once: as arrays of this length they stay in the nearest cache. */
    private static final int LANES = 64;

    private final int cell;
    private final float[] weights;

    /**
     * @param sigma of the Gaussian in samples, &gt; 0
     * @param leastAmplitude see {@link GaussianKernel}
     */
    SeparableBlur(double sigma, double leastAmplitude) {
        double[] exact = GaussianKernel.of(sigma, leastAmplitude);
        cell = sigma < DIRECT ? 1 : (int) (sigma / CELLS_IN_SIGMA);
        weights = floats(cell == 1 ? exact : binned(exact, cell));
    }

    private static double[] binned(double[] exact, int cell) {
        int reach = exact.length / 2;
        double variance = 0;
        for (int i = 0; i < exact.length; i++) {
            variance += exact[i] * (i - reach) * (i - reach);
        }
        double narrowed = Math.sqrt(1 - WIDENED * cell * cell / variance) / cell;
        int cells = (int) Math.ceil(reach * narrowed) + 1;
        double[] binned = new double[2 * cells + 1];
        for (int i = 0; i < exact.length; i++) {
            double at = (i - reach) * narrowed + cells;
            int left = (int) at;
            binned[left] += exact[i] * (left + 1 - at);
            binned[left + 1] += exact[i] * (at - left);
        }
        return binned;
    }

    private static float[] floats(double[] exact) {
        float[] floats = new float[exact.length];
        for (int i = 0; i < exact.length; i++) {
            floats[i] = (float) exact[i];
        }
        return floats;
    }

    /** Whether nothing is changed. */
    boolean isNothing() {
        return weights.length == 1;
    }

    /** Blurs in place. */
    void apply(Field field, Checkpoint checkpoint) throws ImageException {
        if (isNothing()) {
            return;
        }
        down(field, checkpoint);
        across(field, checkpoint);
    }

    private void down(Field field, Checkpoint checkpoint) throws ImageException {
        Line line = new Line(field.height());
        for (int x = 0; x < field.width(); x += LANES) {
            checkpoint.check();
            int lanes = Math.min(LANES, field.width() - x);
            for (int y = 0; y < field.height(); y++) {
                System.arraycopy(field.rows()[y], x, line.samples[y], 0, lanes);
            }
            line.convolve();
            for (int y = 0; y < field.height(); y++) {
                System.arraycopy(line.results[y], 0, field.rows()[y], x, lanes);
            }
        }
    }

    private void across(Field field, Checkpoint checkpoint) throws ImageException {
        Line line = new Line(field.width());
        for (int y = 0; y < field.height(); y += LANES) {
            checkpoint.check();
            int lanes = Math.min(LANES, field.height() - y);
            for (int lane = 0; lane < lanes; lane++) {
                turn(field.rows()[y + lane], line.samples, lane);
            }
            line.convolve();
            for (int lane = 0; lane < lanes; lane++) {
                turnBack(line.results, lane, field.rows()[y + lane], field.width());
            }
        }
    }

    private static void turn(float[] row, float[][] columns, int lane) {
        for (int x = 0; x < columns.length; x++) {
            columns[x][lane] = row[x];
        }
    }

    private static void turnBack(float[][] columns, int lane, float[] row, int n) {
        for (int x = 0; x < n; x++) {
            row[x] = columns[x][lane];
        }
    }

    /** Many lines of samples side by side: position, then lane. */
    private final class Line {
        final float[][] samples;
        final float[][] results;
        private final int reach = weights.length / 2;
        private final int cells;
        private final float[][] averages;
        /** Averages that have been convolved, from one before the first to one behind the last. */
        private final float[][] smooth;
        /** What is convolved, with the outermost samples going on for as far as the kernel reaches. */
        private final float[][] extended;

        private final float[][] taps = new float[weights.length][];

        Line(int length) {
            samples = new float[length][LANES];
            results = new float[length][LANES];
            cells = (length + cell - 1) / cell;
            averages = cell == 1 ? samples : new float[cells][LANES];
            smooth = cell == 1 ? results : new float[cells + 2][LANES];
            extended = extended();
        }

        private float[][] extended() {
            int beyond = cell == 1 ? reach : reach + 1;
            float[][] all = new float[cells + 2 * beyond][];
            Arrays.fill(all, 0, beyond, samples[0]);
            System.arraycopy(averages, 0, all, beyond, cells);
            Arrays.fill(all, beyond + cells, all.length, samples[samples.length - 1]);
            return all;
        }

        void convolve() {
            if (cell > 1) {
                average();
            }
            for (int i = 0; i < smooth.length; i++) {
                System.arraycopy(extended, i, taps, 0, taps.length);
                FloatRows.weigh(smooth[i], taps, weights, LANES);
            }
            if (cell > 1) {
                draw();
            }
        }

        private void average() {
            for (int i = 0; i < cells; i++) {
                Arrays.fill(averages[i], 0);
                for (int k = 0; k < cell; k++) {
                    int at = Math.min(i * cell + k, samples.length - 1);
                    FloatRows.add(averages[i], samples[at], 1f / cell, LANES);
                }
            }
        }

        private void draw() {
            for (int i = 0; i < results.length; i++) {
                double at = (i + 0.5) / cell + 0.5;
                int left = (int) at;
                float share = (float) (at - left);
                FloatRows.weigh(results[i], smooth[left], 1 - share, smooth[left + 1], share, LANES);
            }
        }
    }
}
