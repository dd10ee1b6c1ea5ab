package dev.tomthumb.codec.webp;

import dev.tomthumb.model.ImageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bits of a lossless picture, the least significant of each byte first (section 3.3). Behind the end come zeros. */
final class LosslessBits {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] data;
    private final int end;
    private int at;
    private long window;
    /** Bits in the window. */
    private int available;
    /** How many of them, the last ones, lie behind the end. */
    private int invented;

    /** @param data read from {@code from} to before {@code end}, not copied */
    LosslessBits(byte[] data, int from, int end) {
        this.data = data;
        this.at = from;
        this.end = end;
    }

    /** Sees to it that 32 bits can be looked at or skipped. */
    void fill() {
        if (available >= 32) {
            return;
        }
        if (end - at >= Integer.BYTES) {
            window |= ((int) WORDS.get(data, at) & 0xffff_ffffL) << available;
            at += Integer.BYTES;
            available += 32;
            return;
        }
        while (available < 32) {
            if (at < end) {
                window |= (data[at++] & 0xffL) << available;
            } else {
                invented += 8;
            }
            available += 8;
        }
    }

    /** The next bits, of which the lowest comes first. Call {@link #fill} before. */
    int look() {
        return (int) window;
    }

    /** Goes on by at most as many as were filled. */
    void skip(int count) {
        window >>>= count;
        available -= count;
    }

    /** A number of at most 24 bits. */
    int number(int count) {
        fill();
        int number = look() & (1 << count) - 1;
        skip(count);
        return number;
    }

    /** One bit. */
    boolean flag() {
        return number(1) != 0;
    }

    /** @throws ImageException {@code BROKEN_IMAGE} if more was read than there is */
    void requireMore() throws ImageException {
        if (available < invented) {
            throw Refusals.endsEarly();
        }
    }
}
