package dev.tomthumb.codec.jpeg.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.JpegCoding;
import dev.tomthumb.codec.Scratch;
import dev.tomthumb.codec.ScratchPool;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardDctTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void coefficientsAreThoseOfTheStandardsFormula(int count) {
        Random random = new Random(count);
        float[][] columns = new float[8][ColumnSink.BAND];
        for (float[] column : columns) {
            for (int y = 0; y < column.length; y++) {
                column[y] = random.nextFloat() * 255;
            }
        }
        for (int quality : new int[] {50, 90, 100}) {
            int[] steps = new QuantizationTables(quality, JpegCoding.DEFAULT).luma();
            byte[] blocks = transformed(columns, count, steps);
            for (int block = 0; block < count; block++) {
                compare(columns, 8 * block, steps, blocks, 200 * block);
            }
        }
    }

    private static byte[] transformed(float[][] columns, int count, int[] steps) {
        byte[] blocks = new byte[200 * count];
        try (Scratch scratch = new ScratchPool(0).lease()) {
            new ForwardDct(steps, scratch).transform(columns, count, blocks, 0, 200);
        }
        return blocks;
    }

    private static void compare(float[][] columns, int top, int[] steps, byte[] blocks, int at) {
        for (int k = 0; k < 64; k++) {
            int row = ZigZag.natural(k) / 8;
            int column = ZigZag.natural(k) % 8;
            double exact = coefficient(columns, top, row, column) / steps[row * 8 + column];
            // Half a step for the rounding, and what floats lose.
            assertThat(Math.abs(LittleEndian.getShort(blocks, at + 2 * k) - exact))
                    .isLessThan(0.5005);
        }
        byte[] between = Arrays.copyOfRange(blocks, at + 128, at + 200);
        assertThat(between).containsOnly(0);
    }

    /** T.81, A.3.3. */
    private static double coefficient(float[][] columns, int top, int v, int u) {
        double sum = 0;
        for (int x = 0; x < 8; x++) {
            for (int y = 0; y < 8; y++) {
                sum += (columns[x][top + y] - 128)
                        * Math.cos((2 * x + 1) * u * Math.PI / 16)
                        * Math.cos((2 * y + 1) * v * Math.PI / 16);
            }
        }
        return sum / 4 * (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1);
    }
}
