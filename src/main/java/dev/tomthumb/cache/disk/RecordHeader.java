package dev.tomthumb.cache.disk;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The header of a record, and with it the layout of records, version 1. Numbers are big-endian.
 *
 * <pre>
 *   0       4       8       12      16  17      20      24      28      32      36    40         48         56         64
 *  +-------+-------+-------+-------+---+-------+-------+-------+-------+-------+-----+----------+----------+----------+
 *  | magic | check | check |segment| k |   0   |  key  |labels | value | hash  |  0  | sequence | created  | expires  |
 *  | TTR1  |header | body  |number |   |       |length |length |length |of key |     |          |          |          |
 *  +-------+-------+-------+-------+---+-------+-------+-------+-------+-------+-----+----------+----------+----------+
 *  | key                      | labels                    | value                                | zeros up to 8 n    |
 *  +--------------------------+---------------------------+--------------------------------------+--------------------+
 * </pre>
 *
 * <ul>
 *   <li>Records begin at multiples of {@value #ALIGNMENT} bytes.
 *   <li>{@code check}: CRC32C (RFC 3720, appendix B.4). That of the header goes over the store's salt (8 bytes, see
 *       {@link SegmentHeader}) and bytes 8 to 63; that of the body over key, labels and value. The salt keeps what
 *       somebody put into a value from being taken for a record when the bytes before it are damaged.
 *   <li>{@code segment number}: that of the segment, so that a record says where it belongs even if the segment's own
 *       header is damaged.
 *   <li>{@code k}: its {@link Kind}.
 *   <li>{@code sequence}: counts the records of the store. What the record of a key with the highest one says is true.
 *   <li>{@code created}, {@code expires}: milliseconds of the epoch; expires is -1 for never. A purge has in place of
 *       {@code created} the sequence before which it holds.
 * </ul>
 *
 * @param bodyCheck CRC32C of the body
 * @param segment number of the segment it lies in
 * @param keyLength bytes; of a purge, of what it names
 * @param labelsLength bytes
 * @param valueLength bytes
 */
record RecordHeader(
        int bodyCheck,
        int segment,
        Kind kind,
        int keyLength,
        int labelsLength,
        int valueLength,
        int hash,
        long sequence,
        long created,
        long expires) {
    static final int SIZE = 64;
    static final int ALIGNMENT = 8;

    static final int MAGIC = 0x54545231;
    private static final int CHECK = 4;
    private static final int CHECKED = 8;

    /** What a record says. The numbers are stored. */
    enum Kind {
        /** A key has this value from here on. */
        PUT(1),
        /** A key has no value from here on. */
        REMOVE(2),
        /** Nothing; it was written to see whether the disk can be written. */
        PROBE(3),
        PURGE_ALL(4),
        PURGE_PREFIX(5),
        PURGE_ORIGINAL(6),
        PURGE_TAG(7);

        private final byte number;

        Kind(int number) {
            this.number = (byte) number;
        }

        byte number() {
            return number;
        }

        boolean isPurge() {
            return compareTo(PURGE_ALL) >= 0;
        }

        static Optional<Kind> of(byte number) {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    private long bodyLengthLong() {
        return (long) keyLength + labelsLength + valueLength;
    }

    /** Bytes of key, labels and value. */
    int bodyLength() {
        return (int) bodyLengthLong();
    }

    /** Bytes of the whole record, padding included. */
    int length() {
        return (int) recordLength(bodyLengthLong());
    }

    static long recordLength(long bodyLength) {
        return SIZE + bodyLength + ALIGNMENT - 1 & -ALIGNMENT;
    }

    /** The same record somewhere else. */
    RecordHeader at(int itsSegment, long itsSequence) {
        return new RecordHeader(
                bodyCheck, itsSegment, kind, keyLength, labelsLength, valueLength, hash, itsSequence, created, expires);
    }

    /** Writes the header at {@code at}, where {@value #SIZE} bytes are. */
    void write(ByteBuffer out, int at, long salt) {
        out.putInt(at, MAGIC)
                .putInt(at + 8, bodyCheck)
                .putInt(at + 12, segment)
                .putInt(at + 16, kind.number << 24)
                .putInt(at + 20, keyLength)
                .putInt(at + 24, labelsLength)
                .putInt(at + 28, valueLength)
                .putInt(at + 32, hash)
                .putInt(at + 36, 0)
                .putLong(at + 40, sequence)
                .putLong(at + 48, created)
                .putLong(at + 56, expires)
                .putInt(at + CHECK, check(out, at, salt));
    }

    /** The header at {@code at}; empty if there is none that is whole. */
    static Optional<RecordHeader> read(ByteBuffer in, int at, long salt) {
        if (in.limit() - at < SIZE || in.getInt(at) != MAGIC || in.getInt(at + CHECK) != check(in, at, salt)) {
            return Optional.empty();
        }
        RecordHeader header = new RecordHeader(
                in.getInt(at + 8),
                in.getInt(at + 12),
                Kind.of(in.get(at + 16)).orElse(Kind.PROBE),
                in.getInt(at + 20),
                in.getInt(at + 24),
                in.getInt(at + 28),
                in.getInt(at + 32),
                in.getLong(at + 40),
                in.getLong(at + 48),
                in.getLong(at + 56));
        boolean possible = (header.keyLength | header.labelsLength | header.valueLength) >= 0
                && recordLength(header.bodyLengthLong()) <= Integer.MAX_VALUE;
        return possible ? Optional.of(header) : Optional.empty();
    }

    private static int check(ByteBuffer bytes, int at, long salt) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, salt));
        crc.update(bytes.duplicate().limit(at + SIZE).position(at + CHECKED));
        return (int) crc.getValue();
    }
}
