package dev.tomthumb.codec.gif;

import dev.tomthumb.codec.ByteReader;
import dev.tomthumb.model.ImageException;

/** The indices of one frame, out of codes of variable length (appendix F). Used once. */
final class LzwReader {
    private static final int MOST_CODES = 4096;
    private static final int MOST_BITS = 12;
    private static final int NONE = -1;

    private final ByteReader bytes;
    private final int minimum;

    private final short[] prefix = new short[MOST_CODES];
    private final byte[] suffix = new byte[MOST_CODES];
    private final byte[] reversed = new byte[MOST_CODES + 1];

    private long at;
    private int blockLeft;
    private boolean blocksEnded;
    private int bits;
    private int bitCount;
    private int count;

    /** @param at where the code size stands */
    LzwReader(ByteReader bytes, long at) throws ImageException {
        this.bytes = bytes;
        if (!bytes.has(at, 1)) {
            throw ended();
        }
        this.minimum = bytes.u8(at);
        if (minimum < 1 || minimum > 8) {
            throw bytes.damaged("its code size is " + minimum);
        }
        this.at = at + 1;
    }

    /**
     * Decodes at most so many indices.
     *
     * @throws ImageException {@code BROKEN_IMAGE} if the file ends before, or a code means nothing. Data that end
     *     properly but early are accepted, as everywhere; {@link #count} tells
     */
    byte[] read(int most) throws ImageException {
        byte[] indices = new byte[most];
        int clear = 1 << minimum;
        int size = minimum + 1;
        int next = clear + 2;
        int previous = NONE;
        int first = 0;
        while (count < most) {
            int code = code(size);
            if (code == NONE || code == clear + 1) {
                break;
            }
            if (code == clear) {
                size = minimum + 1;
                next = clear + 2;
                previous = NONE;
                continue;
            }
            if (code > next || code == next && previous == NONE || previous == NONE && code > clear) {
                throw bytes.damaged("a code in its pixels means nothing");
            }
            int length = 0;
            int walk = code;
            if (code == next) {
                reversed[length++] = (byte) first;
                walk = previous;
            }
            while (walk > clear) {
                reversed[length++] = suffix[walk];
                walk = prefix[walk];
            }
            first = walk;
            reversed[length++] = (byte) walk;
            if (previous != NONE && next < MOST_CODES) {
                prefix[next] = (short) previous;
                suffix[next] = (byte) first;
                next++;
                if (next == 1 << size && size < MOST_BITS) {
                    size++;
                }
            }
            previous = code;
            while (length > 0 && count < most) {
                indices[count++] = reversed[--length];
            }
        }
        return indices;
    }

    /** How many indices there were. */
    int count() {
        return count;
    }

    /** Where the next block begins. */
    long end() throws ImageException {
        return blocksEnded ? at : Blocks.behindBlocks(bytes, at + blockLeft);
    }

    /** The next code; {@link #NONE} if the data end. */
    private int code(int size) throws ImageException {
        while (bitCount < size) {
            if (blockLeft == 0 && !nextBlock()) {
                return NONE;
            }
            bits |= bytes.u8(at++) << bitCount;
            bitCount += 8;
            blockLeft--;
        }
        int code = bits & (1 << size) - 1;
        bits >>>= size;
        bitCount -= size;
        return code;
    }

    private boolean nextBlock() throws ImageException {
        if (blocksEnded) {
            return false;
        }
        if (!bytes.has(at, 1)) {
            throw ended();
        }
        blockLeft = bytes.u8(at++);
        blocksEnded = blockLeft == 0;
        if (!bytes.has(at, blockLeft)) {
            throw ended();
        }
        return !blocksEnded;
    }

    private ImageException ended() {
        return bytes.damaged("it ends before its last pixel");
    }
}
