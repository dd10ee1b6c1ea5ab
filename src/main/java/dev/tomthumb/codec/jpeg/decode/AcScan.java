package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;

/** A progressive scan of other coefficients than the mean; always of one component. */
abstract class AcScan extends ProgressiveScan {
    final int first;
    final int last;
    final int low;
    final HuffmanTable table;
    final short[] values;
    /** Bits of the coefficients known not to be zero; of no length if nobody will ask. */
    final long[] history;

    final boolean remembers;
    final int[] places;
    /** Blocks that end, or go on to be ended, without further symbols (T.81, G.1.2.2). */
    int endOfBlocks;

    /** Block x is at {@code start + x * step} of {@link #values}. */
    int start;

    int step;
    /** Block x is at {@code historyStart + x} of {@link #history}. */
    int historyStart;

    private final CoefficientStore store;

    AcScan(byte[] file, Scan scan, McuGrid grid, CoefficientStore store, boolean lenient, byte[] window)
            throws ImageException {
        super(file, scan, grid, lenient, window);
        this.first = scan.first();
        this.last = scan.last();
        this.low = scan.low();
        this.table = HuffmanTable.of(scan.parts().get(0).ac(), HuffmanTable.Kind.AC_PROGRESSIVE);
        this.store = store;
        this.values = store.values();
        this.history = store.history();
        this.remembers = store.remembers();
        this.places = store.places();
    }

    @Override
    final void restarted() {
        endOfBlocks = 0;
    }

    @Override
    final void begin(int row, boolean kept) {
        step = kept ? store.stride() : 0;
        start = kept ? store.place(row, 0) : store.nowhere();
        historyStart = store.historyStart(row);
    }
}
