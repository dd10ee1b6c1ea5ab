package dev.tomthumb.codec.jpeg.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Writes words of bits, the highest bit first, with a zero byte stuffed behind each byte of ones (T.81, F.1.2.3). */
final class EntropyWriter {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    /** A block has at most 64 words of 27 bits, and each byte may need one stuffed. */
    private static final int BLOCK_ROOM = 64 * 27 / 8 * 2 + 16;

    private static final int WORD_ROOM = 16;

    private final ChunkedOutput output;
    /** The last bits, of which {@code count}, less than 32, have not been written yet. */
    private long bits;

    private int count;

    EntropyWriter(ChunkedOutput output) {
        this.output = output;
    }

    /**
     * Writes a block sequentially (T.81, F.1.2).
     *
     * @param mask which of its coefficients are not zero
     * @param dc the complete word of its DC difference
     */
    void block(byte[] blocks, int at, long mask, int dc, AcWords words) {
        byte[] out = output.room(BLOCK_ROOM);
        int to = output.position();
        int[] pairs = words.pairs();
        int[] symbols = words.symbols();
        long bits = this.bits << (dc & HuffmanCode.LENGTH) | dc >>> HuffmanCode.LENGTH_BITS;
        int count = this.count + (dc & HuffmanCode.LENGTH);
        if (count >= 32) {
            count -= 32;
            to = put(out, to, (int) (bits >>> count));
        }
        long rest = mask & ~1L;
        int last = 0;
        while (rest != 0) {
            int k = Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            int run = k - last - 1;
            last = k;
            while (run > 15) {
                int zeros = symbols[AcWords.SIXTEEN_ZEROS];
                bits = bits << (zeros & HuffmanCode.LENGTH) | zeros >>> HuffmanCode.LENGTH_BITS;
                count += zeros & HuffmanCode.LENGTH;
                if (count >= 32) {
                    count -= 32;
                    to = put(out, to, (int) (bits >>> count));
                }
                run -= 16;
            }
            int value = LittleEndian.getShort(blocks, at + 2 * k);
            int small = value + AcWords.SMALL;
            int word = (small & -2 * AcWords.SMALL) == 0
                    ? pairs[run << AcWords.PAIR_BITS | small]
                    : large(symbols, run, value);
            bits = bits << (word & HuffmanCode.LENGTH) | word >>> HuffmanCode.LENGTH_BITS;
            count += word & HuffmanCode.LENGTH;
            if (count >= 32) {
                count -= 32;
                to = put(out, to, (int) (bits >>> count));
            }
        }
        if (last < 63) {
            int end = symbols[AcWords.END_OF_BLOCK];
            bits = bits << (end & HuffmanCode.LENGTH) | end >>> HuffmanCode.LENGTH_BITS;
            count += end & HuffmanCode.LENGTH;
            if (count >= 32) {
                count -= 32;
                to = put(out, to, (int) (bits >>> count));
            }
        }
        this.bits = bits;
        this.count = count;
        output.position(to);
    }

    private static int large(int[] symbols, int run, int value) {
        int category = Magnitude.category(value);
        return symbols[run << 4 | category] | Magnitude.bits(value, category) << HuffmanCode.LENGTH_BITS;
    }

    /** Writes four bytes; returns where the next go. */
    private static int put(byte[] out, int at, int four) {
        // A byte of ones is a zero byte of the complement: the well-known test for one in a word.
        if (((~four - 0x01010101) & four & 0x80808080) == 0) {
            INTS.set(out, at, four);
            return at + 4;
        }
        return putStuffed(out, at, four);
    }

    private static int putStuffed(byte[] out, int at, int four) {
        int to = at;
        for (int shift = 24; shift >= 0; shift -= 8) {
            byte next = (byte) (four >>> shift);
            out[to++] = next;
            if (next == (byte) 0xff) {
                out[to++] = 0;
            }
        }
        return to;
    }

    /** Writes a word of {@link HuffmanCode}'s form. */
    void word(int word) {
        bits(word >>> HuffmanCode.LENGTH_BITS, word & HuffmanCode.LENGTH);
    }

    /**
     * Writes some bits.
     *
     * @param value has no others
     * @param length 0..31
     */
    void bits(int value, int length) {
        bits = bits << length | value;
        count += length;
        if (count >= 32) {
            count -= 32;
            byte[] out = output.room(WORD_ROOM);
            output.position(put(out, output.position(), (int) (bits >>> count)));
        }
    }

    /** Ends a scan: what is left goes out, filled up with ones. */
    void finish() {
        int missing = -count & 7;
        bits((1 << missing) - 1, missing);
        byte[] out = output.room(WORD_ROOM);
        int to = output.position();
        while (count > 0) {
            count -= 8;
            byte next = (byte) (bits >>> count);
            out[to++] = next;
            if (next == (byte) 0xff) {
                out[to++] = 0;
            }
        }
        output.position(to);
    }
}
