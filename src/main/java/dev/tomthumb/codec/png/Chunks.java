package dev.tomthumb.codec.png;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The chunks of a PNG, one after the other (section 5.3). Begins before the first. */
final class Chunks {
    static final int IHDR = type("IHDR");
    static final int PLTE = type("PLTE");
    static final int TRNS = type("tRNS");
    static final int IDAT = type("IDAT");
    static final int IEND = type("IEND");

    private static final int SIGNATURE_BYTES = 8;
    private static final int HEAD_BYTES = 8;
    private static final int CRC_BYTES = 4;
    /** Bit 5 of a type's first byte: lower case, the picture can be shown without this chunk (section 5.4). */
    private static final int ANCILLARY = 1 << 29;

    private final byte[] file;
    private long next = SIGNATURE_BYTES;
    private int type;
    private int start;
    private int length;
    private boolean whole;

    Chunks(byte[] file) {
        this.file = file;
    }

    /** The number that four letters make. */
    static int type(String name) {
        return word(name.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /** Moves on to the next chunk; false if no further one begins before the end of the file. */
    boolean next() {
        if (next + HEAD_BYTES > file.length) {
            return false;
        }
        int head = (int) next;
        long claimed = word(file, head) & 0xffffffffL;
        type = word(file, head + 4);
        start = head + HEAD_BYTES;
        length = (int) Math.min(claimed, file.length - start);
        next = start + claimed + CRC_BYTES;
        whole = next <= file.length;
        return true;
    }

    boolean is(int wanted) {
        return type == wanted;
    }

    boolean isCritical() {
        return (type & ANCILLARY) == 0;
    }

    /** Where its content begins in the file. */
    int start() {
        return start;
    }

    /** Bytes of its content, as far as the file has them. */
    int length() {
        return length;
    }

    /** A copy of its content. */
    byte[] content() {
        return Arrays.copyOfRange(file, start, start + length);
    }

    /** Whether all of it is there, checksum included. */
    boolean isWhole() {
        return whole;
    }

    /** Whether its checksum is right, as far as there is one: that of type and content (section 5.5). */
    boolean isIntact() {
        if (!whole) {
            return true;
        }
        CRC32 crc = new CRC32();
        crc.update(file, start - 4, length + 4);
        return (int) crc.getValue() == word(file, start + length);
    }

    /** Four bytes, most significant first. */
    static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }
}
