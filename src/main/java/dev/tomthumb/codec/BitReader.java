package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;

/** Numbers of any count of bits, the most significant bit first. Never reads beyond its bytes. */
final class BitReader {
    private final ByteReader bytes;
    private long at;

    BitReader(ByteReader bytes) {
        this.bytes = bytes;
    }

    /** The next 0..32 bits. */
    long bits(int count) throws ImageException {
        long value = 0;
        for (int i = 0; i < count; i++, at++) {
            value = value << 1 | (bytes.u8(at >> 3) >> (7 - (at & 7)) & 1);
        }
        return value;
    }

    boolean flag() throws ImageException {
        return bits(1) != 0;
    }

    void skip(int count) {
        at += count;
    }

    /** An unsigned Exp-Golomb code (ITU-T H.265, section 9.2; AV1's uvlc() is the same), at most 32 zeros long. */
    long golomb() throws ImageException {
        int zeros = 0;
        while (!flag()) {
            if (++zeros > 32) {
                throw bytes.damaged("a number in its header is endless");
            }
        }
        return (1L << zeros) - 1 + bits(zeros);
    }
}
