package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.codec.Scratch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entropy-coded data of a scan, one restart interval after the other, freed from the zero bytes that are stuffed in
 * behind each 0xFF (T.81, B.1.1.5). It passes through a window, so that a file needs no second copy.
 *
 * <p>Decoders copy {@link #bits}, {@link #count} and {@link #at} to local variables and refill as follows; hence the
 * bits from the highest down, and hence a window that goes on with zeros for longer than one MCU can be.
 *
 * <pre>
 *   bits |= next 8 bytes at {@code at}, shifted right by count;  at += (63 - count) / 8;  count |= 56
 * </pre>
 *
 * They may begin an MCU while {@code at <= stop}; else they {@link #fill}, and when the interval is in the window to its
 * end, ask after each MCU whether it {@link #overran}.
 */
final class EntropyReader {
    /** Eight bytes as one number, the first highest. */
    static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bytes in the window: as much as stays in the processor's caches beside tables and coefficients. */
    private static final int WINDOW = 1 << 14;
    /** What a block takes up at most: 64 codes of 16 bits with 15 bits of magnitude. */
    private static final int BLOCK_BYTES = 64 * 31 / 8;

    private static final int WORD_BYTES = 8;
    private static final byte MARK = (byte) 0xff;

    final byte[] window;
    long bits;
    int count;
    int at;
    int stop;

    private final byte[] file;
    private final int mcuBytes;
    private int next;
    private int end;
    private boolean complete;

    /**
     * @param start where the data begins
     * @param mcuBlocks the most blocks that are decoded between two looks at {@link #stop}
     * @param window of {@link #window}, for at least as many blocks
     */
    EntropyReader(byte[] file, int start, int mcuBlocks, byte[] window) {
        this.file = file;
        this.mcuBytes = mcuBytes(mcuBlocks);
        this.window = window;
        begin(start);
    }

    private static int mcuBytes(int blocks) {
        return blocks * BLOCK_BYTES + 2 * WORD_BYTES;
    }

    /** A window for scans with at most so many blocks in an MCU. */
    static byte[] window(int mcuBlocks, Scratch scratch) {
        return scratch.bytes(WINDOW + 2 * mcuBytes(mcuBlocks) + 4 * WORD_BYTES);
    }

    private void begin(int start) {
        next = start;
        bits = 0;
        count = 0;
        at = 0;
        end = 0;
        complete = false;
        fill();
    }

    /** Sees to it that at least 56 bits can be taken. */
    void refill() {
        bits |= (long) BIG.get(window, at) >>> count;
        at += 63 - count >>> 3;
        count |= 56;
    }

    /** Takes the next {@code n} bits, 1..32. */
    int take(int n) {
        int taken = (int) (bits >>> 64 - n);
        bits <<= n;
        count -= n;
        return taken;
    }

    /** Whether the interval's last byte is in the window. */
    boolean complete() {
        return complete;
    }

    /** Whether more bits have been taken than the interval has. */
    boolean overran() {
        return complete && 8L * at - count > 8L * end;
    }

    /** Moves on in the interval: what has been read makes room for what follows. */
    void fill() {
        int kept = end - at;
        System.arraycopy(window, at, window, 0, kept);
        at = 0;
        end = unstuff(kept);
        if (complete) {
            Arrays.fill(window, end, end + mcuBytes + WORD_BYTES, (byte) 0);
            stop = end - 1;
        } else {
            stop = end - mcuBytes;
        }
    }

    /** Appends data from {@code to} on, until the window is full or there is a marker; returns its end. */
    private int unstuff(int to) {
        int room = WINDOW + mcuBytes - WORD_BYTES;
        int out = to;
        int in = next;
        while (out <= room) {
            if (in <= file.length - WORD_BYTES) {
                long word = (long) WORD.get(file, in);
                if (!hasMark(word)) {
                    WORD.set(window, out, word);
                    in += WORD_BYTES;
                    out += WORD_BYTES;
                    continue;
                }
            }
            while (in < file.length && file[in] != MARK) {
                window[out++] = file[in++];
            }
            if (in >= file.length - 1 || file[in + 1] != 0 && file[in + 1] != MARK) {
                complete = true;
                break;
            }
            if (file[in + 1] == 0) {
                window[out++] = MARK;
                in++;
            }
            in++;
        }
        next = in;
        return out;
    }

    /** Whether one of the bytes is 0xFF. */
    private static boolean hasMark(long word) {
        return (~word - 0x0101010101010101L & word & 0x8080808080808080L) != 0;
    }

    /**
     * Goes to the next interval, over what is left of this one.
     *
     * @return the number of the restart marker that begins it, 0..7; -1 if there is none
     */
    int restart() {
        int marker = complete ? next : nextMarker(file, next);
        int code = marker < file.length - 1 ? file[marker + 1] & 0xff : 0;
        if (!Markers.isRestart(code)) {
            return -1;
        }
        begin(marker + 2);
        return code - Markers.RST0;
    }

    /** The first byte of the first marker from {@code from} on; the file's length if there is none. */
    static int nextMarker(byte[] file, int from) {
        int at = from;
        while (true) {
            while (at <= file.length - WORD_BYTES && !hasMark((long) WORD.get(file, at))) {
                at += WORD_BYTES;
            }
            while (at < file.length && file[at] != MARK) {
                at++;
            }
            if (at >= file.length - 1) {
                return file.length;
            }
            int second = file[at + 1] & 0xff;
            if (second != 0 && second != 0xff) {
                return at;
            }
            at += second == 0 ? 2 : 1;
        }
    }

    /** Where the data of a scan ends: the first marker from {@code from} on that does not restart it. */
    static int scanEnd(byte[] file, int from) {
        int at = nextMarker(file, from);
        while (at < file.length && Markers.isRestart(file[at + 1] & 0xff)) {
            at = nextMarker(file, at + 2);
        }
        return at;
    }
}
