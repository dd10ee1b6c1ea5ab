package dev.tomthumb.codec.gif;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Writes the indices of one frame as codes of variable length, in sub-blocks (appendix F). Used once. */
final class LzwWriter {
    private static final int MOST_CODES = 4096;
    private static final int MOST_BITS = 12;
    /** A prime above 5/4 of the codes, so that open addressing stays short. */
    private static final int SLOTS = 5_003;

    private static final int BLOCK_BYTES = 255;

    private final ByteArrayOutputStream out;
    private final int minimum;
    /** Prefix code and index of a string, plus one; 0 = free. */
    private final int[] keys = new int[SLOTS];

    private final short[] codes = new short[SLOTS];
    private final byte[] block = new byte[BLOCK_BYTES];

    private int blockLength;
    private int bits;
    private int bitCount;
    private int size;
    private int next;

    /** @param minimum bits of an index, 2..8 */
    LzwWriter(ByteArrayOutputStream out, int minimum) {
        this.out = out;
        this.minimum = minimum;
    }

    /** Writes the code size, all indices (at least one) and the terminator. */
    void write(byte[] indices) {
        int clear = 1 << minimum;
        out.write(minimum);
        startOver(clear);
        put(clear);
        int prefix = indices[0] & 0xff;
        for (int i = 1; i < indices.length; i++) {
            int index = indices[i] & 0xff;
            int slot = slot(prefix, index);
            if (keys[slot] != 0) {
                prefix = codes[slot];
                continue;
            }
            put(prefix);
            if (next < MOST_CODES) {
                remember(slot, prefix, index);
            } else {
                put(clear);
                startOver(clear);
            }
            prefix = index;
        }
        put(prefix);
        grow();
        put(clear + 1);
        finish();
    }

    private void startOver(int clear) {
        Arrays.fill(keys, 0);
        size = minimum + 1;
        next = clear + 2;
    }

    /** Where the string is, or would be. */
    private int slot(int prefix, int index) {
        int key = key(prefix, index);
        int slot = (index << 4 ^ prefix) % SLOTS;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot == 0 ? SLOTS - 1 : slot - 1;
        }
        return slot;
    }

    private static int key(int prefix, int index) {
        return (prefix << 8 | index) + 1;
    }

    private void remember(int slot, int prefix, int index) {
        keys[slot] = key(prefix, index);
        codes[slot] = (short) next;
        grow();
    }

    /** One code more: the reader learns it one code later, and then reads longer ones. */
    private void grow() {
        if (next == 1 << size && size < MOST_BITS) {
            size++;
        }
        next++;
    }

    private void put(int code) {
        bits |= code << bitCount;
        bitCount += size;
        while (bitCount >= 8) {
            put8(bits);
            bits >>>= 8;
            bitCount -= 8;
        }
    }

    private void put8(int value) {
        block[blockLength++] = (byte) value;
        if (blockLength == BLOCK_BYTES) {
            flush();
        }
    }

    private void flush() {
        out.write(blockLength);
        out.write(block, 0, blockLength);
        blockLength = 0;
    }

    private void finish() {
        if (bitCount > 0) {
            put8(bits);
        }
        if (blockLength > 0) {
            flush();
        }
        out.write(0);
    }
}
