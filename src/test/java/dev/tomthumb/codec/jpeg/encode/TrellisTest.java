package dev.tomthumb.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrellisTest {
    private static final double LAMBDA = 0.05;

    private final HuffmanCode code = StandardCodes.ac(false);
    private final Trellis trellis = new Trellis(code);

    /** What a block costs, reckoned coefficient by coefficient as it is coded (T.81, F.1.2.2). */
    private double cost(float[] values, int[] levels) {
        double cost = 0;
        int run = 0;
        for (int k = 1; k < 64; k++) {
            cost += Math.pow(values[k] - levels[k], 2);
            if (levels[k] == 0) {
                run++;
                continue;
            }
            for (; run > 15; run -= 16) {
                cost += LAMBDA * length(AcWords.SIXTEEN_ZEROS);
            }
            int category = Magnitude.category(levels[k]);
            cost += LAMBDA * (length(run << 4 | category) + category);
            run = 0;
        }
        return cost + (run > 0 ? LAMBDA * length(AcWords.END_OF_BLOCK) : 0);
    }

    private int length(int symbol) {
        return code.word(symbol) & HuffmanCode.LENGTH;
    }

    private int[] rounded(float[] values) {
        int[] levels = new int[64];
        for (int k = 1; k < 64; k++) {
            levels[k] = Math.round(Math.abs(values[k])) * (int) Math.signum(values[k]);
        }
        return levels;
    }

    /** The cheapest of all blocks whose levels are the nearest, one less, or nothing. */
    private double cheapest(float[] values, int[] levels, int k) {
        if (k == 64) {
            return cost(values, levels);
        }
        int nearest = Math.round(Math.abs(values[k]));
        int sign = (int) Math.signum(values[k]);
        double least = Double.MAX_VALUE;
        for (int level = nearest; level >= 0; level = level > 1 && level == nearest ? level - 1 : level == 0 ? -1 : 0) {
            levels[k] = sign * level;
            least = Math.min(least, cheapest(values, levels, k + 1));
        }
        return least;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void noOtherChoiceCostsLess(int seed) {
        Random random = new Random(seed);
        float[] values = new float[64];
        for (int i = 0; i < 7; i++) {
            values[1 + random.nextInt(63)] = (float) random.nextGaussian() * 2;
        }
        int[] chosen = rounded(values);
        trellis.choose(values, chosen);

        assertThat(cost(values, chosen)).isCloseTo(cheapest(values, new int[64], 1), within(1e-4));
    }

    @Test
    void isNeverDearerThanRounding() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            float[] values = new float[64];
            for (int k = 0; k < 64; k++) {
                values[k] = (float) (random.nextGaussian() * 40 / (1 + k));
            }
            int[] levels = rounded(values);
            double before = cost(values, levels);
            trellis.choose(values, levels);
            assertThat(cost(values, levels)).isLessThanOrEqualTo(before + 1e-3);
        }
    }

    @Test
    void aBlockOfNothingStaysOne() {
        int[] levels = {5, 1, 1};
        int[] all = Arrays.copyOf(levels, 64);
        trellis.choose(new float[64], all);
        assertThat(all).startsWith(5, 0, 0, 0).hasSize(64);
    }

    @Test
    void aLoneFarCoefficientOfOneIsNotWorthItsBits() {
        float[] values = new float[64];
        values[60] = 0.6f;
        int[] levels = rounded(values);
        assertThat(levels[60]).isEqualTo(1);
        trellis.choose(values, levels);
        assertThat(levels[60]).isZero();
    }
}
