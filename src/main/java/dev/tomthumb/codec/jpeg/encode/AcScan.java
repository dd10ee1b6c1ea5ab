package dev.tomthumb.codec.jpeg.encode;

/**
 * AC coefficients of one component. Blocks in which nothing more comes are counted, and told together (T.81, G.1.2.2);
 * bits that correct their coefficients wait until then (G.1.2.3).
 */
abstract class AcScan {
    private static final int LONGEST_RUN = 0x7fff;
    /** Bits that may wait when another block begins. */
    private static final int MOST_WAITING = 937;

    private final ProgressiveScript.Step step;
    private final int table;
    private final SymbolSink sink;
    private final long band;
    private final byte[] corrections = new byte[MOST_WAITING + 64];
    /** Bits that wait, of which the first {@code ofRun} belong to the blocks that were counted. */
    private int waiting;

    private int ofRun;
    private int run;

    AcScan(ProgressiveScript.Step step, int table, SymbolSink sink) {
        this.step = step;
        this.table = table;
        this.sink = sink;
        band = -1L << step.first() & -1L >>> 63 - step.last();
    }

    /** Tells what the scan tells of a block. */
    final void block(byte[] blocks, int at, long mask) {
        coefficients(blocks, at, mask & band);
    }

    /** @param mask of the coefficients in the scan, those that are not zero */
    abstract void coefficients(byte[] blocks, int at, long mask);

    final int first() {
        return step.first();
    }

    final int last() {
        return step.last();
    }

    /** What the scan tells of a coefficient, without its sign: rounded towards zero (T.81, A.4). */
    final int magnitude(int value) {
        return Math.abs(value) >> step.low();
    }

    /** Tells a symbol, after all that waited. */
    final void symbol(int symbol) {
        endRun();
        sink.symbol(table, symbol);
    }

    final void bits(int value, int length) {
        sink.bits(value, length);
    }

    /** Lets a bit wait that corrects a coefficient of this block. */
    final void correct(int bit) {
        corrections[waiting++] = (byte) bit;
    }

    /** Tells the waiting bits, which are of this block. */
    final void corrections() {
        tell(waiting);
        waiting = 0;
    }

    /** Whether bits of this block wait. */
    final boolean hasCorrections() {
        return waiting > ofRun;
    }

    /** Says that nothing but corrections comes in this block any more. */
    final void endOfBlock() {
        run++;
        ofRun = waiting;
        if (run == LONGEST_RUN || ofRun > MOST_WAITING) {
            endRun();
        }
    }

    /** Tells the blocks that were counted, with their corrections. */
    private void endRun() {
        if (run == 0) {
            return;
        }
        int length = Magnitude.category(run) - 1;
        sink.symbol(table, length << 4);
        sink.bits(run - (1 << length), length);
        tell(ofRun);
        System.arraycopy(corrections, ofRun, corrections, 0, waiting - ofRun);
        waiting -= ofRun;
        ofRun = 0;
        run = 0;
    }

    private void tell(int count) {
        for (int i = 0; i < count; i++) {
            sink.bits(corrections[i], 1);
        }
    }

    /** Ends the scan. */
    final void finish() {
        endRun();
    }
}
