package dev.tomthumb.codec.png;

import static dev.tomthumb.codec.png.Refusals.damaged;

import dev.tomthumb.model.ImageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Undoes the filters of section 9, in place. Most time of reading a PNG that is not spent in decompression is spent
 * here, most of that with Paeth's filter, so its common distances, 3 and 4 bytes, have a {@link PaethLanes loop of their
 * own}.
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
        int second = Math.min(end, from + distance);
        up(x, from, second, stride);
        int done = distance == 3 || distance == 4 ? PaethLanes.row(x, second, end, stride, distance) : second;
        for (int i = done; i < end; i++) {
            int above = i - stride;
            x[i] += (byte) predicted(x[i - distance] & 0xff, x[above] & 0xff, x[above - distance] & 0xff);
        }
    }

    /**
     * Paeth's predictor (section 9.4): of left, above and upper left the one nearest to {@code a + b - c}, ties in this
     * order. The same as there, put differently: {@code c} is nearest exactly if {@code 3c - a - b} lies between the
     * other two; beyond them it is the one on the other side.
     */
    static int predicted(int a, int b, int c) {
        int threshold = 3 * c - b - a;
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        int beyondHigh = high <= threshold ? low : c;
        return threshold <= low ? high : beyondHigh;
    }
}
