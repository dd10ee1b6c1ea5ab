package dev.tomthumb.codec.png;

import static dev.tomthumb.codec.png.Refusals.damaged;

import dev.tomthumb.model.ImageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Undoes the filters of section 9, in place. Most time of reading a PNG that is not spent in decompression is spent
 * here, so the common distances, 3 and 4 bytes, have loops of their own that keep the pixel before in registers.
 */
final class Reconstruction {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private Reconstruction() {}

    /**
     * Reconstructs one row.
     *
     * @param rows the row above lies {@code stride} bytes before
     * @param row where its filter byte is
     * @param stride bytes of a row, filter byte included
     * @param distance bytes of a pixel, at least 1
     * @throws ImageException {@code BROKEN_IMAGE} for a filter that does not exist
     */
    static void row(byte[] rows, int row, int stride, int distance) throws ImageException {
        int from = row + 1;
        int end = row + stride;
        switch (rows[row]) {
            case 0 -> {}
            case 1 -> sub(rows, from, end, distance);
            case 2 -> up(rows, from, end, stride);
            case 3 -> average(rows, from, end, stride, distance);
            case 4 -> paeth(rows, from, end, stride, distance);
            default -> throw damaged("uses a filter that does not exist");
        }
    }

    private static void sub(byte[] x, int from, int end, int distance) {
        for (int i = from + distance; i < end; i++) {
            x[i] += x[i - distance];
        }
    }

    /** Eight bytes at once: the upper bits are added without carry, lest it reach the next byte. */
    private static void up(byte[] x, int from, int end, int stride) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long a = (long) EIGHT.get(x, i);
            long b = (long) EIGHT.get(x, i - stride);
            EIGHT.set(x, i, (a & LOW_BITS) + (b & LOW_BITS) ^ (a ^ b) & ~LOW_BITS);
        }
        for (; i < end; i++) {
            x[i] += x[i - stride];
        }
    }

    private static void average(byte[] x, int from, int end, int stride, int distance) {
        for (int i = from; i < Math.min(end, from + distance); i++) {
            x[i] += (byte) ((x[i - stride] & 0xff) >> 1);
        }
        for (int i = from + distance; i < end; i++) {
            x[i] += (byte) ((x[i - distance] & 0xff) + (x[i - stride] & 0xff) >> 1);
        }
    }

    private static void paeth(byte[] x, int from, int end, int stride, int distance) {
        // The first pixel has nothing to its left, so that the one above is always the nearest.
        up(x, from, Math.min(end, from + distance), stride);
        switch (distance) {
            case 3 -> paeth3(x, from, end, stride);
            case 4 -> paeth4(x, from, end, stride);
            default -> paethAny(x, from + distance, end, stride, distance);
        }
    }

    private static void paethAny(byte[] x, int from, int end, int stride, int distance) {
        for (int i = from; i < end; i++) {
            int above = i - stride;
            x[i] += (byte) predicted(x[i - distance] & 0xff, x[above] & 0xff, x[above - distance] & 0xff);
        }
    }

    private static void paeth3(byte[] x, int from, int end, int stride) {
        int a0 = x[from] & 0xff;
        int a1 = x[from + 1] & 0xff;
        int a2 = x[from + 2] & 0xff;
        int c0 = x[from - stride] & 0xff;
        int c1 = x[from - stride + 1] & 0xff;
        int c2 = x[from - stride + 2] & 0xff;
        for (int i = from + 3; i < end - 2; i += 3) {
            int above = i - stride;
            int b0 = x[above] & 0xff;
            int b1 = x[above + 1] & 0xff;
            int b2 = x[above + 2] & 0xff;
            a0 = x[i] + predicted(a0, b0, c0) & 0xff;
            a1 = x[i + 1] + predicted(a1, b1, c1) & 0xff;
            a2 = x[i + 2] + predicted(a2, b2, c2) & 0xff;
            x[i] = (byte) a0;
            x[i + 1] = (byte) a1;
            x[i + 2] = (byte) a2;
            c0 = b0;
            c1 = b1;
            c2 = b2;
        }
    }

    private static void paeth4(byte[] x, int from, int end, int stride) {
        int a0 = x[from] & 0xff;
        int a1 = x[from + 1] & 0xff;
        int a2 = x[from + 2] & 0xff;
        int a3 = x[from + 3] & 0xff;
        int c0 = x[from - stride] & 0xff;
        int c1 = x[from - stride + 1] & 0xff;
        int c2 = x[from - stride + 2] & 0xff;
        int c3 = x[from - stride + 3] & 0xff;
        for (int i = from + 4; i < end - 3; i += 4) {
            int above = i - stride;
            int b0 = x[above] & 0xff;
            int b1 = x[above + 1] & 0xff;
            int b2 = x[above + 2] & 0xff;
            int b3 = x[above + 3] & 0xff;
            a0 = x[i] + predicted(a0, b0, c0) & 0xff;
            a1 = x[i + 1] + predicted(a1, b1, c1) & 0xff;
            a2 = x[i + 2] + predicted(a2, b2, c2) & 0xff;
            a3 = x[i + 3] + predicted(a3, b3, c3) & 0xff;
            x[i] = (byte) a0;
            x[i + 1] = (byte) a1;
            x[i + 2] = (byte) a2;
            x[i + 3] = (byte) a3;
            c0 = b0;
            c1 = b1;
            c2 = b2;
            c3 = b3;
        }
    }

    /**
     * Paeth's predictor (section 9.4): of left, above and upper left the one nearest to {@code a + b - c}, ties in this
     * order. The same as there: {@code c} lies between or beyond the others, and which of them is nearest shows in
     * whether {@code 3c - a - b} reaches the larger or the smaller. It has no absolute values and few steps that wait
     * for {@code a}, the pixel just made.
     */
    static int predicted(int a, int b, int c) {
        int threshold = 3 * c - b - a;
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        int beyondHigh = high <= threshold ? low : c;
        return threshold <= low ? high : beyondHigh;
    }
}
