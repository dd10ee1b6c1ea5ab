package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.util.Optional;

/** The sequence headers of an AV1 bitstream: the size its decoder will allocate by, whatever the file around it says. */
final class Av1Sequence {
    private static final int SEQUENCE_HEADER = 1;

    private final BitReader bits;

    private Av1Sequence(ByteReader header) {
        this.bits = new BitReader(header);
    }

    /** The largest frame that a low-overhead bitstream announces (AV1 specification, section 5.3); empty if none does. */
    static Optional<Size> largest(ByteReader units) throws ImageException {
        int width = 0;
        int height = 0;
        for (long at = 0; at < units.length(); ) {
            int header = units.u8(at);
            at += 1 + (header >> 2 & 1);
            long length = units.length() - at;
            if ((header & 2) != 0) {
                length = leb128(units, at);
                at += leb128Bytes(units, at);
            }
            if ((header >> 3 & 15) == SEQUENCE_HEADER) {
                Size size = new Av1Sequence(units.slice(at, length)).size();
                width = Math.max(width, size.width());
                height = Math.max(height, size.height());
            }
            at += length;
        }
        return width == 0 ? Optional.empty() : Optional.of(new Size(width, height));
    }

    /** Section 4.10.5. */
    private static long leb128(ByteReader bytes, long at) throws ImageException {
        long value = 0;
        int count = leb128Bytes(bytes, at);
        for (int i = 0; i < count; i++) {
            value |= (long) (bytes.u8(at + i) & 0x7f) << (7 * i);
        }
        return value;
    }

    private static int leb128Bytes(ByteReader bytes, long at) throws ImageException {
        int count = 1;
        while ((bytes.u8(at + count - 1) & 0x80) != 0 && count < 8) {
            count++;
        }
        return count;
    }

    /** Section 5.5.1, up to the size. */
    private Size size() throws ImageException {
        bits.skip(4);
        if (bits.flag()) {
            bits.skip(5);
        } else {
            operatingPoints();
        }
        int widthBits = (int) bits.bits(4) + 1;
        int heightBits = (int) bits.bits(4) + 1;
        return new Size((int) bits.bits(widthBits) + 1, (int) bits.bits(heightBits) + 1);
    }

    private void operatingPoints() throws ImageException {
        int delayBits = 0;
        boolean decoderModel = false;
        if (bits.flag()) {
            timing();
            decoderModel = bits.flag();
            if (decoderModel) {
                delayBits = (int) bits.bits(5) + 1;
                bits.skip(32 + 5 + 5);
            }
        }
        boolean displayDelay = bits.flag();
        long points = bits.bits(5) + 1;
        for (int i = 0; i < points; i++) {
            bits.skip(12);
            if (bits.bits(5) > 7) {
                bits.skip(1);
            }
            if (decoderModel && bits.flag()) {
                bits.skip(2 * delayBits + 1);
            }
            if (displayDelay && bits.flag()) {
                bits.skip(4);
            }
        }
    }

    /** Section 5.5.3. */
    private void timing() throws ImageException {
        bits.skip(32 + 32);
        if (bits.flag()) {
            bits.golomb();
        }
    }
}
