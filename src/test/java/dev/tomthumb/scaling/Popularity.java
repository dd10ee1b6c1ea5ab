package dev.tomthumb.scaling;

import java.util.SplittableRandom;

/** Draws renditions as often as they are asked for, in constant time: the alias method (Walker 1977; Vose 1991). */
final class Popularity {
    private final double[] own;
    private final int[] other;

    /** @param shares of all requests; their sum is 1 */
    Popularity(double[] shares) {
        int number = shares.length;
        own = new double[number];
        other = new int[number];
        int[] small = new int[number];
        int[] large = new int[number];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < number; i++) {
            own[i] = shares[i] * number;
            other[i] = i;
            if (own[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int less = small[--smalls];
            int more = large[--larges];
            other[less] = more;
            own[more] -= 1 - own[less];
            if (own[more] < 1) {
                small[smalls++] = more;
            } else {
                large[larges++] = more;
            }
        }
    }

    /** The next one. */
    int next(SplittableRandom random) {
        int place = random.nextInt(own.length);
        return random.nextDouble() < own[place] ? place : other[place];
    }
}
