package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Checkpoint;
import dev.tomthumb.model.ImageException;

/**
 * What the scans of a progressive frame have in common (T.81, G.2): MCU after MCU, row by row, down to the end of what
 * is kept; damage and restart markers.
 */
abstract class ProgressiveScan {
    final EntropyReader in;
    private final RestartIntervals intervals;
    private final McuGrid grid;

    ProgressiveScan(byte[] file, Scan scan, McuGrid grid, boolean lenient, byte[] window) {
        this.in = new EntropyReader(file, scan.dataStart(), scan.mcuBlocks(), window);
        this.intervals = new RestartIntervals(in, scan.restartInterval(), lenient);
        this.grid = grid;
    }

    /** Decodes the scan. */
    final void decode(Checkpoint checkpoint) throws ImageException {
        for (int row = 0; row < grid.endRow(); row++) {
            checkpoint.check();
            if (row < grid.firstRow()) {
                run(row, false, 0, grid.across());
            } else {
                run(row, false, 0, grid.firstColumn());
                run(row, true, grid.firstColumn(), grid.endColumn());
                run(row, false, grid.endColumn(), grid.across());
            }
        }
    }

    private void run(int row, boolean kept, int from, int to) throws ImageException {
        int x = from;
        while (x < to) {
            if (intervals.isOver()) {
                intervals.next();
                restarted();
            }
            int end = x + intervals.atMost(to - x);
            if (!intervals.isLost()) {
                begin(row, kept);
                decodeOrLose(x, end);
            }
            intervals.passed(end - x);
            x = end;
        }
    }

    private void decodeOrLose(int from, int to) throws ImageException {
        try {
            int x = from;
            while (x < to) {
                x = decode(x, to);
            }
        } catch (ImageException damage) {
            intervals.lose(damage);
        }
    }

    /** Decodes as many MCUs as can be without a look at the end of the data; returns the next one. */
    private int decode(int from, int to) throws ImageException {
        int x;
        if (in.at <= in.stop) {
            x = mcus(from, to, in.stop);
        } else if (in.complete()) {
            x = mcus(from, from + 1, Integer.MAX_VALUE);
        } else {
            in.fill();
            return from;
        }
        if (in.overran()) {
            throw Refusals.cutOff();
        }
        return x;
    }

    /** Forgets what does not hold beyond a restart marker. */
    abstract void restarted();

    /** Says where the MCUs of the following calls lie, and whether they are kept. */
    abstract void begin(int row, boolean kept);

    /** Decodes MCUs of the row while they begin at or before {@code stop}; returns the next one, more than {@code from}. */
    abstract int mcus(int from, int to, int stop) throws ImageException;
}
