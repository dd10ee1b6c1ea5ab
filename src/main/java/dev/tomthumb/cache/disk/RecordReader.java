package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read, whole and checked.
 *
 * @param record all of its bytes, from 0 on
 */
record RecordReader(RecordHeader header, ByteBuffer record) {

    /**
     * Reads a record.
     *
     * @return empty if its checksums, or what its header says, are wrong
     * @throws IOException if it cannot be read
     */
    static Optional<RecordReader> read(Segment segment, int offset, int length) throws IOException {
        ByteBuffer record = segment.read(offset, length);
        return RecordHeader.read(record, 0, segment.salt())
                .filter(header -> header.segment() == segment.number() && header.length() == length)
                .filter(header -> header.bodyCheck() == check(record, header))
                .map(header -> new RecordReader(header, record));
    }

    /** The value of a record; null if it cannot be read. */
    static byte @Nullable [] value(Segment segment, int offset, int length) {
        try {
            return read(segment, offset, length).map(RecordReader::valueBytes).orElse(null);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private byte[] valueBytes() {
        ByteBuffer value = value();
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }

    private static int check(ByteBuffer record, RecordHeader header) {
        CRC32C crc = new CRC32C();
        crc.update(record.array(), RecordHeader.SIZE, header.bodyLength());
        return (int) crc.getValue();
    }

    boolean hasKey(byte[] key) {
        int from = RecordHeader.SIZE;
        return header.kind() == RecordHeader.Kind.PUT
                && Arrays.equals(record.array(), from, from + header.keyLength(), key, 0, key.length);
    }

    /** The value's bytes, from position to limit. */
    ByteBuffer value() {
        int from = RecordHeader.SIZE + header.keyLength() + header.labelsLength();
        return record.duplicate().limit(from + header.valueLength()).position(from);
    }
}
