package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The sequence parameter sets of an HEVC picture: the size its decoder will allocate by. */
final class HevcSequence {
    private static final int ARRAYS_AT = 22;
    private static final int PARAMETER_SET = 33;
    /** Real ones have dozens of bytes; the size stands near their beginning. */
    private static final int MOST_BYTES = 1024;

    private static final int PROFILE_BITS = 88;
    private static final int LEVEL_BITS = 8;

    private HevcSequence() {}

    /** The largest picture that the sets of a decoder configuration record announce (ISO/IEC 14496-15, 8.3.3.1). */
    static Optional<Size> largest(ByteReader record) throws ImageException {
        int width = 0;
        int height = 0;
        long at = ARRAYS_AT + 1;
        for (int arrays = record.u8(ARRAYS_AT); arrays > 0; arrays--) {
            boolean sets = (record.u8(at) & 0x3f) == PARAMETER_SET;
            int units = record.u16(at + 1);
            at += 3;
            for (; units > 0; units--) {
                int length = record.u16(at);
                if (sets) {
                    Size size = size(record.slice(at + 2, length));
                    width = Math.max(width, size.width());
                    height = Math.max(height, size.height());
                }
                at += 2 + length;
            }
        }
        return width == 0 ? Optional.empty() : Optional.of(new Size(width, height));
    }

    /** ITU-T H.265, section 7.3.2.2.1, up to the size. */
    private static Size size(ByteReader unit) throws ImageException {
        BitReader bits = new BitReader(payload(unit));
        bits.skip(4);
        int subLayers = (int) bits.bits(3);
        bits.skip(1 + PROFILE_BITS + LEVEL_BITS);
        skipSubLayers(bits, subLayers);
        bits.golomb();
        if (bits.golomb() == 3) {
            bits.skip(1);
        }
        long width = bits.golomb();
        long height = bits.golomb();
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw unit.damaged("its size is " + width + "x" + height);
        }
        return new Size((int) width, (int) height);
    }

    /** Section 7.3.3. */
    private static void skipSubLayers(BitReader bits, int count) throws ImageException {
        int skipped = 0;
        for (int i = 0; i < count; i++) {
            skipped += bits.flag() ? PROFILE_BITS : 0;
            skipped += bits.flag() ? LEVEL_BITS : 0;
        }
        bits.skip(skipped + (count > 0 ? 2 * (8 - count) : 0));
    }

    /** The bytes behind the unit's header, without those that only keep start codes from occurring (section 7.3.1.1). */
    private static ByteReader payload(ByteReader unit) throws ImageException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int zeros = 0;
        for (int at = 2; at < Math.min(unit.length(), MOST_BYTES); at++) {
            int value = unit.u8(at);
            if (zeros >= 2 && value == 3) {
                zeros = 0;
                continue;
            }
            zeros = value == 0 ? zeros + 1 : 0;
            payload.write(value);
        }
        return ByteReader.bigEndian(payload.toByteArray(), "HEIC");
    }
}
