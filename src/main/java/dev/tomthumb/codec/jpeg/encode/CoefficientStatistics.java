package dev.tomthumb.codec.jpeg.encode;

/**
 * How often each symbol will be needed to code the blocks of a component sequentially (T.81, K.2): counted, or for a large
 * picture estimated from some of its rows of blocks.
 */
final class CoefficientStatistics {
    /** In an estimate, a symbol that was not met counts as this share of one that was met once. */
    private static final int UNMET = 16;

    private static final int LARGEST_AC_CATEGORY = 10;
    private static final int LARGEST_DC_CATEGORY = 11;

    private final boolean estimated;
    // Counted as unsigned: the largest picture there can be has less than 2^32 samples in a plane.
    private final int[] pairs = new int[AcWords.PAIRS];
    private final int[] symbols = new int[256];
    private final int[] categories = new int[16];

    /** @param estimated whether some blocks stand for all, so that every symbol there is must get a code */
    CoefficientStatistics(boolean estimated) {
        this.estimated = estimated;
    }

    /** Whether some blocks stand for all. */
    boolean estimated() {
        return estimated;
    }

    /** Counts the AC coefficients of a block, of which {@code mask} tells those that are not zero. */
    void block(byte[] blocks, int at, long mask) {
        long rest = mask & ~1L;
        int last = 0;
        while (rest != 0) {
            int k = Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            int run = k - last - 1;
            last = k;
            int value = LittleEndian.getShort(blocks, at + 2 * k);
            int small = value + AcWords.SMALL;
            if ((run & ~15 | small & -2 * AcWords.SMALL) == 0) {
                pairs[run << AcWords.PAIR_BITS | small]++;
            } else {
                symbols[AcWords.SIXTEEN_ZEROS] += run >> 4;
                symbols[(run & 15) << 4 | Magnitude.category(value)]++;
            }
        }
        if (last < 63) {
            symbols[AcWords.END_OF_BLOCK]++;
        }
    }

    /** Counts a difference of DC coefficients. */
    void dc(int difference) {
        categories[Magnitude.category(difference)]++;
    }

    /** Adds to the frequencies of the AC symbols. */
    void addAc(long[] frequencies) {
        for (int pair = 0; pair < pairs.length; pair++) {
            int value = (pair & 2 * AcWords.SMALL - 1) - AcWords.SMALL;
            int symbol = pair >> AcWords.PAIR_BITS << 4 | Magnitude.category(value);
            frequencies[symbol] += Integer.toUnsignedLong(pairs[pair]);
        }
        add(symbols, frequencies);
        if (estimated) {
            for (int run = 0; run < 16; run++) {
                allow(frequencies, run << 4 | 1, run << 4 | LARGEST_AC_CATEGORY);
            }
            allow(frequencies, AcWords.END_OF_BLOCK, AcWords.END_OF_BLOCK);
            allow(frequencies, AcWords.SIXTEEN_ZEROS, AcWords.SIXTEEN_ZEROS);
        }
    }

    /** Adds to the frequencies of the categories of DC differences. */
    void addDc(long[] frequencies) {
        add(categories, frequencies);
        if (estimated) {
            allow(frequencies, 0, LARGEST_DC_CATEGORY);
        }
    }

    private static void allow(long[] frequencies, int from, int to) {
        for (int symbol = from; symbol <= to; symbol++) {
            frequencies[symbol] = frequencies[symbol] * UNMET + 1;
        }
    }

    private static void add(int[] counts, long[] frequencies) {
        for (int i = 0; i < counts.length; i++) {
            frequencies[i] += Integer.toUnsignedLong(counts[i]);
        }
    }
}
