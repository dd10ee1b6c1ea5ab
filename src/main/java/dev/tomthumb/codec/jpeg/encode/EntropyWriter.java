package dev.tomthumb.codec.jpeg.encode;

import dev.tomthumb.codec.Scratch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes words of bits, the highest bit first, with a zero byte stuffed behind each byte of ones (T.81, F.1.2.3).
 *
 * <p>The bits go to a buffer first, eight bytes at each word whether they are complete or not, and bytes of ones are
 * looked for when it is full: asking at each word would cost more than the rest, for no processor can foresee the answer.
 */
final class EntropyWriter {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BUFFER_BYTES = 1 << 13;
    /** A block has at most 64 words of 27 bits. */
    private static final int BLOCK_ROOM = 64 * 27 / 8 + Long.BYTES;

    private final ChunkedOutput output;
    private final byte[] buffer;
    private int filled;
    /** Of its last bits {@code count}, less than eight, are in no complete byte yet. */
    private long bits;

    private int count;

    EntropyWriter(ChunkedOutput output, Scratch scratch) {
        this.output = output;
        buffer = scratch.bytes(BUFFER_BYTES);
    }

    /**
     * Writes a block sequentially (T.81, F.1.2).
     *
     * @param mask which of its coefficients are not zero
     * @param dc the complete word of its DC difference
     */
    void block(byte[] blocks, int at, long mask, int dc, AcWords words) {
        makeRoom(BLOCK_ROOM);
        int[] pairs = words.pairs();
        int[] symbols = words.symbols();
        byte[] out = buffer;
        int to = filled;
        long bits = this.bits << (dc & HuffmanCode.LENGTH) | dc >>> HuffmanCode.LENGTH_BITS;
        int count = this.count + (dc & HuffmanCode.LENGTH);
        long rest = mask & ~1L;
        int last = 0;
        while (rest != 0) {
            LONGS.set(out, to, bits << -count);
            to += count >> 3;
            count &= 7;
            int k = Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            int run = k - last - 1;
            last = k;
            while (run > 15) {
                int zeros = symbols[AcWords.SIXTEEN_ZEROS];
                bits = bits << (zeros & HuffmanCode.LENGTH) | zeros >>> HuffmanCode.LENGTH_BITS;
                count += zeros & HuffmanCode.LENGTH;
                LONGS.set(out, to, bits << -count);
                to += count >> 3;
                count &= 7;
                run -= 16;
            }
            int value = LittleEndian.getShort(blocks, at + 2 * k);
            int small = value + AcWords.SMALL;
            int word = (small & -2 * AcWords.SMALL) == 0
                    ? pairs[run << AcWords.PAIR_BITS | small]
                    : large(symbols, run, value);
            bits = bits << (word & HuffmanCode.LENGTH) | word >>> HuffmanCode.LENGTH_BITS;
            count += word & HuffmanCode.LENGTH;
        }
        if (last < 63) {
            int end = symbols[AcWords.END_OF_BLOCK];
            bits = bits << (end & HuffmanCode.LENGTH) | end >>> HuffmanCode.LENGTH_BITS;
            count += end & HuffmanCode.LENGTH;
        }
        // At most 7 bits, a coefficient's 26 and an end's 16: less than the 64 there are.
        LONGS.set(out, to, bits << -count);
        filled = to + (count >> 3);
        this.bits = bits;
        this.count = count & 7;
    }

    private static int large(int[] symbols, int run, int value) {
        int category = Magnitude.category(value);
        return symbols[run << 4 | category] | Magnitude.bits(value, category) << HuffmanCode.LENGTH_BITS;
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
        makeRoom(Long.BYTES);
        bits = bits << length | value;
        count += length;
        LONGS.set(buffer, filled, bits << -count);
        filled += count >> 3;
        count &= 7;
    }

    /** Ends a scan: what is left goes out, filled up with ones. */
    void finish() {
        int missing = -count & 7;
        bits((1 << missing) - 1, missing);
        drain();
    }

    private void makeRoom(int bytes) {
        if (BUFFER_BYTES - filled < bytes) {
            drain();
        }
    }

    private void drain() {
        byte[] out = output.room(2 * BUFFER_BYTES);
        int to = output.position();
        int from = 0;
        for (; from + Long.BYTES <= filled; from += Long.BYTES) {
            long eight = (long) LONGS.get(buffer, from);
            // A byte of ones is a zero byte of the complement: the well-known test for one in a word.
            if (((~eight - 0x0101010101010101L) & eight & 0x8080808080808080L) == 0) {
                LONGS.set(out, to, eight);
                to += Long.BYTES;
            } else {
                to = stuffed(from, from + Long.BYTES, out, to);
            }
        }
        output.position(stuffed(from, filled, out, to));
        filled = 0;
    }

    /** Copies bytes one by one; returns where the next go. */
    private int stuffed(int from, int end, byte[] out, int at) {
        int to = at;
        for (int i = from; i < end; i++) {
            byte next = buffer[i];
            out[to++] = next;
            if (next == (byte) 0xff) {
                out[to++] = 0;
            }
        }
        return to;
    }
}
