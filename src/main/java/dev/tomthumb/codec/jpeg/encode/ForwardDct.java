package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.ColumnSink;
import dev.tomthumb.codec.FloatRows;
import dev.tomthumb.codec.Scratch;
import java.util.function.IntToDoubleFunction;

/**
 * The forward cosine transform (T.81, A.3.3) with quantisation, of all blocks below each other in a band.
 *
 * <p>The rows of the blocks are transformed first and all at once, one vector instruction doing eight or sixteen of them: their
 * samples lie in the same columns. The columns of blocks follow one by one, by the factorisation of Arai, Agui and
 * Nakajima (1988), whose scale factors are part of the reciprocal quantisation steps.
 */
final class ForwardDct {
    /** Adding it leaves a float's integer part, rounded to nearest, in the lowest bits of its mantissa. */
    private static final float ROUNDER = 0x1.8p23f;

    private static final float C1 = cosine(1);
    private static final float C2 = cosine(2);
    private static final float C3 = cosine(3);
    private static final float C4 = cosine(4);
    private static final float C5 = cosine(5);
    private static final float C6 = cosine(6);
    private static final float C7 = cosine(7);

    /** By column of the coefficient, then row: what a transformed value is multiplied with. */
    private final float[][] reciprocals = new float[8][8];

    private final float[][] sums;
    private final float[][] differences;
    private final float[] transformed;

    /** @param steps the quantisation table, in natural order */
    ForwardDct(int[] steps, Scratch scratch) {
        this(at -> steps[at], scratch);
    }

    private ForwardDct(IntToDoubleFunction steps, Scratch scratch) {
        for (int column = 0; column < 8; column++) {
            for (int row = 0; row < 8; row++) {
                double scale = norm(column) * norm(row) / factored(row);
                reciprocals[column][row] = (float) (scale / steps.applyAsDouble(row * 8 + column));
            }
        }
        sums = scratch.floats(4, ColumnSink.BAND);
        differences = scratch.floats(4, ColumnSink.BAND);
        transformed = scratch.floats(ColumnSink.BAND);
    }

    /**
     * A transform that leaves the coefficients as they are, in parts of one.
     *
     * @param parts of one, at most 31: no coefficient is larger than 1024
     */
    static ForwardDct exact(int parts, Scratch scratch) {
        return new ForwardDct(at -> 1.0 / parts, scratch);
    }

    private static float cosine(int k) {
        return (float) Math.cos(k * Math.PI / 16);
    }

    /** What makes a row of the cosine matrix a vector of length one. */
    private static double norm(int k) {
        return k == 0 ? Math.sqrt(0.125) : 0.5;
    }

    /** How much too large the factored transform's result is. */
    private static double factored(int k) {
        return k == 0 ? 1 : 2 * Math.cos(k * Math.PI / 16);
    }

    /**
     * Transforms and quantises blocks that lie below each other.
     *
     * @param columns eight, 0..255, the first {@code 8 * count} samples of each
     * @param count of blocks, at most {@link ColumnSink#BAND} / 8
     * @param blocks where the coefficients go: two bytes each, little-endian, in zig-zag order
     * @param at the first block's place in it
     * @param step from one block to the next below
     */
    void transform(float[][] columns, int count, byte[] blocks, int at, int step) {
        int n = 8 * count;
        for (int k = 0; k < 4; k++) {
            FloatRows.plus(sums[k], columns[k], columns[7 - k], n);
            FloatRows.minus(differences[k], columns[k], columns[7 - k], n);
        }
        levelled(transformed, sums[0], sums[1], sums[2], sums[3], n);
        down(0, count, blocks, at, step);
        across(2, sums, C2, C6, -C6, -C2, count, blocks, at, step);
        across(4, sums, C4, -C4, -C4, C4, count, blocks, at, step);
        across(6, sums, C6, -C2, C2, -C6, count, blocks, at, step);
        across(1, differences, C1, C3, C5, C7, count, blocks, at, step);
        across(3, differences, C3, -C7, -C1, -C5, count, blocks, at, step);
        across(5, differences, C5, -C1, C7, C3, count, blocks, at, step);
        across(7, differences, C7, -C5, C3, -C1, count, blocks, at, step);
    }

    private void across(
            int column, float[][] in, float a, float b, float c, float d, int count, byte[] blocks, int at, int step) {
        FloatRows.weigh(transformed, in[0], a, in[1], b, in[2], c, in[3], d, 8 * count);
        down(column, count, blocks, at, step);
    }

    /** The sum of eight samples with T.81's level shift: 128 from each. */
    private static void levelled(float[] out, float[] a, float[] b, float[] c, float[] d, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] + b[i] + c[i] + d[i] - 1024f;
        }
    }

    /** One column of every block: transformed, quantised and stored. */
    private void down(int column, int count, byte[] blocks, int at, int step) {
        float[] t = transformed;
        float[] r = reciprocals[column];
        float r0 = r[0];
        float r1 = r[1];
        float r2 = r[2];
        float r3 = r[3];
        float r4 = r[4];
        float r5 = r[5];
        float r6 = r[6];
        float r7 = r[7];
        int z0 = 2 * ZigZag.place(0, column);
        int z1 = 2 * ZigZag.place(1, column);
        int z2 = 2 * ZigZag.place(2, column);
        int z3 = 2 * ZigZag.place(3, column);
        int z4 = 2 * ZigZag.place(4, column);
        int z5 = 2 * ZigZag.place(5, column);
        int z6 = 2 * ZigZag.place(6, column);
        int z7 = 2 * ZigZag.place(7, column);
        for (int i = 0, o = at; i < 8 * count; i += 8, o += step) {
            float s0 = t[i] + t[i + 7];
            float d0 = t[i] - t[i + 7];
            float s1 = t[i + 1] + t[i + 6];
            float d1 = t[i + 1] - t[i + 6];
            float s2 = t[i + 2] + t[i + 5];
            float d2 = t[i + 2] - t[i + 5];
            float s3 = t[i + 3] + t[i + 4];
            float d3 = t[i + 3] - t[i + 4];

            float e0 = s0 + s3;
            float e1 = s1 + s2;
            float e2 = s0 - s3;
            float e3 = (s1 - s2 + e2) * C4;
            store(blocks, o + z0, (e0 + e1) * r0);
            store(blocks, o + z4, (e0 - e1) * r4);
            store(blocks, o + z2, (e2 + e3) * r2);
            store(blocks, o + z6, (e2 - e3) * r6);

            float f0 = d3 + d2;
            float f1 = (d2 + d1) * C4;
            float f2 = d1 + d0;
            float g = (f0 - f2) * C6;
            float g0 = f0 * (C2 - C6) + g;
            float g2 = f2 * (C2 + C6) + g;
            float h0 = d0 + f1;
            float h1 = d0 - f1;
            store(blocks, o + z5, (h1 + g0) * r5);
            store(blocks, o + z3, (h1 - g0) * r3);
            store(blocks, o + z1, (h0 + g2) * r1);
            store(blocks, o + z7, (h0 - g2) * r7);
        }
    }

    private static void store(byte[] blocks, int at, float value) {
        LittleEndian.putShort(blocks, at, (short) Float.floatToRawIntBits(value + ROUNDER));
    }
}
