package dev.tomthumb.cache.disk;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first {@value #SIZE} bytes of a segment: twice the same, so that one damaged block of it costs nothing. Behind it
 * come records, see {@link RecordHeader}. Numbers are big-endian.
 *
 * <pre>
 *   0             8        12       16            24            32            40    41           44       48
 *  +-------------+--------+--------+-------------+-------------+-------------+-----+------------+--------+---- ... ----+
 *  | TTSEGMNT    | version| number |   salt      |   created   |   begins    | part|     0      | CRC32C | zeros to 64 |
 *  +-------------+--------+--------+-------------+-------------+-------------+-----+------------+--------+---- ... ----+
 * </pre>
 *
 * The version is that of all that follows; the checksum goes over bytes 0 to 43 in every version to come, so that a
 * later version is told from a damaged header.
 *
 * @param version of the layout
 * @param number the segment's own, from 1; a later one has a higher one
 * @param salt the store's, drawn when it was made, see {@link RecordHeader}
 * @param created milliseconds of the epoch
 * @param begins no record in it has a lower sequence
 */
record SegmentHeader(int version, int number, long salt, long created, long begins, Part part) {
    static final int VERSION = 1;
    static final int SIZE = 128;

    static final long MAGIC = 0x5454_5345_474d_4e54L;
    private static final int COPY = 64;
    private static final int CHECK = 44;

    ByteBuffer bytes() {
        ByteBuffer out = ByteBuffer.allocate(SIZE);
        for (int at = 0; at < SIZE; at += COPY) {
            out.putLong(at, MAGIC)
                    .putInt(at + 8, version)
                    .putInt(at + 12, number)
                    .putLong(at + 16, salt)
                    .putLong(at + 24, created)
                    .putLong(at + 32, begins)
                    .put(at + 40, part.number())
                    .putInt(at + CHECK, check(out, at));
        }
        return out;
    }

    /** The header, of any version; empty if neither copy is whole. */
    static Optional<SegmentHeader> read(ByteBuffer in) {
        for (int at = 0; at + COPY <= in.limit(); at += COPY) {
            if (in.getLong(at) == MAGIC && in.getInt(at + CHECK) == check(in, at)) {
                return Optional.of(new SegmentHeader(
                        in.getInt(at + 8),
                        in.getInt(at + 12),
                        in.getLong(at + 16),
                        in.getLong(at + 24),
                        in.getLong(at + 32),
                        Part.of(in.get(at + 40))));
            }
        }
        return Optional.empty();
    }

    private static int check(ByteBuffer bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(at + CHECK).position(at));
        return (int) crc.getValue();
    }
}
