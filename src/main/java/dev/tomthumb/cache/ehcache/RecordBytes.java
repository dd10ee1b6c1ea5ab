package dev.tomthumb.cache.ehcache;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * What the records of all caches are written with. Numbers are big-endian; a block is its length in bytes (4) and the bytes,
 * a text a block of UTF-8, a time seconds of the epoch (8) and nanoseconds (4).
 */
final class RecordBytes {
    /** Bytes of a time. */
    static final int TIME = Long.BYTES + Integer.BYTES;

    private RecordBytes() {}

    /** The CRC32C (RFC 3720, appendix B.4) of what lies between position and limit. */
    static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** How many bytes a block takes. */
    static long block(byte[] bytes) {
        return (long) Integer.BYTES + bytes.length;
    }

    static void putBlock(ByteBuffer out, byte[] bytes) {
        out.putInt(bytes.length).put(bytes);
    }

    /** @throws BufferUnderflowException for a length that is more than what is left, before anything is allocated */
    static byte[] block(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws BufferUnderflowException as {@link #block(ByteBuffer)} */
    static String text(ByteBuffer in) {
        return new String(block(in), StandardCharsets.UTF_8);
    }

    static void putTime(ByteBuffer out, Instant time) {
        out.putLong(time.getEpochSecond()).putInt(time.getNano());
    }

    /** @throws java.time.DateTimeException for one that no clock shows */
    static Instant time(ByteBuffer in) {
        long seconds = in.getLong();
        return Instant.ofEpochSecond(seconds, in.getInt());
    }
}
