package dev.tomthumb.codec.webp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decodes single bits of known probability (RFC 6386, section 7). Behind the end it reads zeros and says so. */
final class BoolReader {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int EVEN = 128;

    private final byte[] data;
    private final int end;
    private int at;

    /** 128..255 after every bit. */
    private int range = 255;
    /** What has been read and not used; {@link #bits} tells how many bits lie below the eight that are compared. */
    private long value;

    private int bits = -8;
    private boolean exhausted;

    /** @param data read from {@code from} to before {@code end}, not copied */
    BoolReader(byte[] data, int from, int end) {
        this.data = data;
        this.at = from;
        this.end = end;
    }

    /** The next bit, which is 0 with a probability of {@code probability} / 256. */
    int bit(int probability) {
        if (bits < 0) {
            load();
        }
        int split = 1 + ((range - 1) * probability >> 8);
        long scaled = (long) split << bits;
        int rest;
        int bit;
        if (value >= scaled) {
            value -= scaled;
            rest = range - split;
            bit = 1;
        } else {
            rest = split;
            bit = 0;
        }
        int shift = Integer.numberOfLeadingZeros(rest) - 24;
        range = rest << shift;
        bits -= shift;
        return bit;
    }

    private void load() {
        if (end - at >= Integer.BYTES) {
            value = value << 32 | (int) WORDS.get(data, at) & 0xffff_ffffL;
            at += Integer.BYTES;
            bits += 32;
            return;
        }
        int next = 0;
        if (at < end) {
            next = data[at++] & 0xff;
        } else {
            exhausted = true;
        }
        value = value << 8 | next;
        bits += 8;
    }

    /** A bit that is as likely 0 as 1. */
    boolean flag() {
        return bit(EVEN) != 0;
    }

    /** An unsigned number, its most significant bit first. */
    int number(int length) {
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 1 | bit(EVEN);
        }
        return number;
    }

    /** A number of that many bits and its sign behind. */
    int signed(int length) {
        int number = number(length);
        return flag() ? -number : number;
    }

    /** As {@link #signed} if a flag before it says that it is there, else 0. */
    int optional(int length) {
        return flag() ? signed(length) : 0;
    }

    /** Whether more was asked for than there is. */
    boolean exhausted() {
        return exhausted;
    }
}
