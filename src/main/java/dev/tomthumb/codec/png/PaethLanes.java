package dev.tomthumb.codec.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Paeth's filter (section 9.4), done or undone for all samples of a pixel at once: they lie in the four lanes of 16 bits of a
 * {@code long}, and what would be a comparison is the sign of a difference, spread over its lane. A loop over samples
 * has a branch for each that noise makes unpredictable; this one has none, and takes the same time whatever the picture.
 */
final class PaethLanes {
    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long BYTES = 0x00ff00ff00ff00ffL;
    private static final long PAIRS = 0x0000ffff0000ffffL;
    /** Added before a subtraction: it keeps a lane from borrowing of the next, and is left over if it was not below 0. */
    private static final long SIGN = 0x8000800080008000L;

    private PaethLanes() {}

    /**
     * Reconstructs a row from its second pixel on.
     *
     * @param x the row above lies {@code stride} bytes before
     * @param from the second pixel
     * @param end behind the last pixel
     * @param distance bytes of a pixel, 3 or 4
     * @return where it stopped: a pixel is read as four bytes, so that the last of three is left to the caller
     */
    static int row(byte[] x, int from, int end, int stride, int distance) {
        if (from > end - 4) {
            return from;
        }
        int i = from;
        long a = spread(x, i - distance);
        long c = spread(x, i - distance - stride);
        for (; i <= end - 4; i += distance) {
            long b = spread(x, i - stride);
            a = spread(x, i) + predicted(a, b, c) & BYTES;
            x[i] = (byte) a;
            x[i + 1] = (byte) (a >>> 16);
            x[i + 2] = (byte) (a >>> 32);
            if (distance == 4) {
                x[i + 3] = (byte) (a >>> 48);
            }
            c = b;
        }
        return i;
    }

    /**
     * Filters a row, as far as whole groups of four bytes reach.
     *
     * @param row samples from {@code distance} on, zeros before
     * @param above the row above, alike
     * @param result receives the differences from its second byte on
     * @return how many bytes were filtered
     */
    static int filter(byte[] row, byte[] above, int distance, byte[] result) {
        int i = 0;
        for (; i < row.length - distance - 3; i += 4) {
            long prediction = predicted(spread(row, i), spread(above, i + distance), spread(above, i));
            long difference = (spread(row, i + distance) | SIGN) - prediction;
            result[i + 1] = (byte) difference;
            result[i + 2] = (byte) (difference >>> 16);
            result[i + 3] = (byte) (difference >>> 32);
            result[i + 4] = (byte) (difference >>> 48);
        }
        return i;
    }

    /** Four bytes in four lanes; for a pixel of three the last one is of no meaning and does no harm. */
    private static long spread(byte[] x, int at) {
        long four = (int) FOUR.get(x, at) & 0xffffffffL;
        long pairs = (four | four << 16) & PAIRS;
        return (pairs | pairs << 8) & BYTES;
    }

    /** {@link Reconstruction#predicted}, lane by lane. */
    static long predicted(long a, long b, long c) {
        long difference = (a ^ b) & where((a | SIGN) - b);
        long high = b ^ difference;
        long low = a ^ difference;
        long threshold = SIGN + 3 * c - b - a;
        long beyondHigh = where(threshold - high);
        long belowLow = where((low | SIGN) - (threshold - SIGN));
        // Both hold only if all three are equal.
        return c ^ ((c ^ low) & beyondHigh) ^ ((c ^ high) & belowLow);
    }

    /** Ones in the lower half of each lane whose sign is left over. */
    private static long where(long lanes) {
        long signs = lanes & SIGN;
        return (signs >>> 7) - (signs >>> 15);
    }
}
