package dev.tomthumb.cache;

/**
 * How often keys have been asked for lately, of all keys there are, in a few bytes for each that is cached: a count-min
 * sketch (Cormode and Muthukrishnan, 2005) of four rows with counters of four bits, of which only the smallest are raised,
 * and which are all halved from time to time (TinyLFU: Einziger, Friedman and Manes, 2017). An estimate is never too low
 * but for halving, and seldom too high.
 *
 * <p>Safe for all threads without a lock: two that count at once may lose one of the counts. A key that is asked for all
 * the time stands at the top of its counters, where counting only reads.
 */
public final class FrequencySketch {
    /** The most an estimate can be. */
    public static final int MOST = 15;

    private static final int COUNTERS_IN_WORD = 16;
    private static final long ONES = 0x7777_7777_7777_7777L;
    /** Counts between two halvings, for each key that the sketch is made for. */
    private static final int SAMPLE = 16;

    private static final int SMALLEST = 64;
    private static final int LARGEST = 1 << 22;
    /** Odd numbers with as many bits set as not, one for each row. */
    private static final long[] SEEDS = {
        0x9e3779b97f4a7c15L, 0xc2b2ae3d27d4eb4fL, 0x165667b19e3779f9L, 0xd6e8feb86659fd93L
    };

    private final long[][] rows;
    private final int bits;
    private final int sample;
    private int counted;

    /** @param keys how many keys shall be told apart; from 64 to some millions are */
    public FrequencySketch(long keys) {
        long wanted = Math.max(SMALLEST, Math.min(LARGEST, keys));
        // Four counters in each row for a key: those of keys that are asked for once then seldom meet.
        bits = Long.SIZE - Long.numberOfLeadingZeros(4 * wanted - 1);
        rows = new long[SEEDS.length][(1 << bits) / COUNTERS_IN_WORD];
        sample = (int) Math.min(Integer.MAX_VALUE, SAMPLE * wanted);
    }

    /**
     * Counts one more question for a key.
     *
     * @param hash of the key
     */
    public void count(int hash) {
        int before = estimate(hash);
        if (before == MOST) {
            return;
        }
        for (int row = 0; row < rows.length; row++) {
            int at = place(hash, row);
            int shift = shift(at);
            long word = rows[row][at / COUNTERS_IN_WORD];
            if ((word >>> shift & MOST) == before) {
                rows[row][at / COUNTERS_IN_WORD] = word + (1L << shift);
            }
        }
        counted++;
        if (counted >= sample) {
            halve();
        }
    }

    /** How often it was asked for lately, 0 to {@value #MOST}. */
    public int estimate(int hash) {
        int least = MOST;
        for (int row = 0; row < rows.length; row++) {
            int at = place(hash, row);
            least = Math.min(least, (int) (rows[row][at / COUNTERS_IN_WORD] >>> shift(at)) & MOST);
        }
        return least;
    }

    private int place(int hash, int row) {
        long mixed = (hash ^ SEEDS[row]) * SEEDS[row];
        return (int) ((mixed ^ mixed >>> 29) * SEEDS[0] >>> Long.SIZE - bits);
    }

    private static int shift(int at) {
        return at % COUNTERS_IN_WORD * 4;
    }

    private synchronized void halve() {
        if (counted < sample) {
            return;
        }
        counted /= 2;
        for (long[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] >>> 1 & ONES;
            }
        }
    }
}
