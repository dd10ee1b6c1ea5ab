package dev.tomthumb.bench.eviction;

import java.util.Arrays;
import java.util.Random;

/** Ranks whose frequency is that of the first divided by a power of the rank. */
final class Zipf {
    private final double[] upTo;

    Zipf(int ranks, double exponent) {
        upTo = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += 1 / Math.pow(rank + 1, exponent);
            upTo[rank] = sum;
        }
    }

    /** The next rank, from 0. */
    int rank(Random random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(found < 0 ? ~found : found, upTo.length - 1);
    }
}
