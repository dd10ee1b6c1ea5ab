package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
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
        return read(segment, offset, ByteBuffer.allocate(length));
    }

    /** The same, into a room as large as the record. */
    static Optional<RecordReader> read(Segment segment, int offset, ByteBuffer room) throws IOException {
        int length = room.remaining();
        ByteBuffer record = segment.read(offset, room);
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

    /** The value, in an array of its own. */
    byte[] valueBytes() {
        ByteBuffer value = value();
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }

    private static int check(ByteBuffer record, RecordHeader header) {
        CRC32C crc = new CRC32C();
        crc.update(record.slice(RecordHeader.SIZE, header.bodyLength()));
        return (int) crc.getValue();
    }

    boolean hasKey(byte[] key) {
        return header.kind() == RecordHeader.Kind.PUT
                && record.slice(RecordHeader.SIZE, header.keyLength()).equals(ByteBuffer.wrap(key));
    }

    /** The value's bytes, from position to limit. */
    ByteBuffer value() {
        int from = RecordHeader.SIZE + header.keyLength() + header.labelsLength();
        return record.duplicate().limit(from + header.valueLength()).position(from);
    }
}
