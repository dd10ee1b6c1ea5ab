package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers out of a foreign file: every access is checked, so that a parser built on this can neither run over the end
 * nor allocate more than the file holds. Positions are {@code long}: a sum of claimed lengths cannot wrap around.
 */
public final class ByteReader {
    private final byte[] data;
    private final int from;
    private final int to;
    private final boolean littleEndian;
    private final String what;

    private ByteReader(byte[] data, int from, int to, boolean littleEndian, String what) {
        this.data = data;
        this.from = from;
        this.to = to;
        this.littleEndian = littleEndian;
        this.what = what;
    }

    /** The whole of {@code data}; {@code what} names it in refusals, e.g. {@code JPEG}. */
    public static ByteReader bigEndian(byte[] data, String what) {
        return new ByteReader(data, 0, data.length, false, what);
    }

    /** The whole of {@code data}, least significant byte first. */
    public static ByteReader littleEndian(byte[] data, String what) {
        return new ByteReader(data, 0, data.length, true, what);
    }

    /** The same bytes in another order. */
    public ByteReader ordered(boolean little) {
        return new ByteReader(data, from, to, little, what);
    }

    /** The part of {@code length} bytes from {@code at}; positions start at 0 again. */
    public ByteReader slice(long at, long length) throws ImageException {
        require(at, length);
        return new ByteReader(data, from + (int) at, from + (int) (at + length), littleEndian, what);
    }

    /** Where in the whole file these bytes begin. */
    int start() {
        return from;
    }

    /** Bytes in all. */
    public int length() {
        return to - from;
    }

    /** Whether {@code count} bytes lie at {@code at}. */
    public boolean has(long at, long count) {
        return at >= 0 && count >= 0 && at <= length() && count <= length() - at;
    }

    /** The byte at {@code at}, 0..255; what lies outside is refused, here and below. */
    public int u8(long at) throws ImageException {
        require(at, 1);
        return data[from + (int) at] & 0xff;
    }

    /** Two bytes as a number. */
    public int u16(long at) throws ImageException {
        int first = u8(at);
        int second = u8(at + 1);
        return littleEndian ? second << 8 | first : first << 8 | second;
    }

    /** Three bytes as a number. */
    public int u24(long at) throws ImageException {
        return littleEndian ? u8(at + 2) << 16 | u16(at) : u8(at) << 16 | u16(at + 1);
    }

    /** Four bytes as a number, not negative. */
    public long u32(long at) throws ImageException {
        long first = u16(at);
        long second = u16(at + 2);
        return littleEndian ? second << 16 | first : first << 16 | second;
    }

    /** Whether the ASCII {@code text} stands at {@code at}; false beyond the end. */
    public boolean isText(long at, String text) {
        byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
        if (!has(at, expected.length)) {
            return false;
        }
        int start = from + (int) at;
        return Arrays.equals(data, start, start + expected.length, expected, 0, expected.length);
    }

    /** A copy of {@code count} bytes. */
    public byte[] bytes(long at, long count) throws ImageException {
        require(at, count);
        int start = from + (int) at;
        return Arrays.copyOfRange(data, start, start + (int) count);
    }

    /** A refusal of the file: {@code The JPEG is damaged: <detail>.} */
    public ImageException damaged(String detail) {
        return new ImageException(Problem.BROKEN_IMAGE, "The " + what + " is damaged: " + detail + ".");
    }

    private void require(long at, long count) throws ImageException {
        if (!has(at, count)) {
            throw damaged("it ends inside its header");
        }
    }
}
