package dev.tomthumb.cache.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What is in a segment, so that opening the store need not read it: one descriptor for each record up to a certain
 * length, in their order. It is collected while records are appended and written when the segment is full, and at close.
 * It is only a shortcut: without it, or when its checksum is wrong, the segment itself is read.
 *
 * <p>The file, version 1, big-endian:
 *
 * <pre>
 *   0          8        12       16           24        28        32                           end - 4
 *  +----------+--------+--------+------------+---------+---------+---- descriptors ----+----------+
 *  | TTINDEX_ | version| number |    salt    | covered |  count  |                     |  CRC32C  |
 *  |          |        | of seg.|            | length  |         |                     | of all   |
 *  +----------+--------+--------+------------+---------+---------+---------------------+----------+
 *
 *  a descriptor:
 *  +------+------+--------+--------+------+----------+---------+----------+------------+------- - - -+-----------+
 *  | kind | tags | offset | length | hash | sequence | expires | original | key length | tags' hashes|    key    |
 *  |  1   |  1   |   4    |   4    |  4   |    8     |    8    |    4     |     4      |   4 each    |           |
 *  +------+------+--------+--------+------+----------+---------+----------+------------+------- - - -+-----------+
 * </pre>
 */
final class SegmentIndex {
    static final String SUFFIX = ".idx";
    private static final long MAGIC = 0x5454_494e_4445_585fL;
    private static final int VERSION = 1;
    private static final int HEADER = 32;
    private static final int CHECK = 4;
    private static final int DESCRIPTOR = 38;
    private static final int FIRST_ROOM = 4096;
    /** Tags are counted in one byte; an entry with more of them is found by reading its segment only. */
    private static final int MOST_TAGS = 255;

    private byte[] bytes = new byte[FIRST_ROOM];
    private int length = HEADER;
    private int count;
    private int covered = SegmentHeader.SIZE;
    private boolean whole = true;

    /** Bytes of the file if it were written now. */
    long size() {
        return length + (long) CHECK;
    }

    /** Whether it says all that is to be known; one that does not is not written. */
    boolean isWhole() {
        return whole;
    }

    int count() {
        return count;
    }

    /** Adds the next record. */
    void add(Descriptor record) {
        int[] tags = record.tags() == null ? new int[0] : record.tags();
        if (tags.length > MOST_TAGS) {
            whole = false;
            tags = new int[0];
        }
        int size = DESCRIPTOR + Integer.BYTES * tags.length + record.key().length;
        makeRoom(size);
        ByteBuffer out = ByteBuffer.wrap(bytes, length, size);
        out.put(record.kind().number())
                .put((byte) tags.length)
                .putInt(record.offset())
                .putInt(record.length())
                .putInt(record.hash())
                .putLong(record.sequence())
                .putLong(record.expires())
                .putInt(record.original())
                .putInt(record.key().length);
        for (int tag : tags) {
            out.putInt(tag);
        }
        out.put(record.key());
        length += size;
        count++;
        covered = record.end();
    }

    private void makeRoom(int size) {
        int needed = Math.addExact(length, size + CHECK);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 16)));
        }
    }

    /** Writes the file. */
    void write(Path file, Segment segment, FileLayer files) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        out.putLong(0, MAGIC)
                .putInt(8, VERSION)
                .putInt(12, segment.number())
                .putLong(16, segment.salt())
                .putInt(24, covered)
                .putInt(28, count);
        out.limit(length + CHECK);
        out.putInt(length, check(out, length));
        try (FileLayer.Handle handle = files.open(file)) {
            handle.write(out.position(0), 0);
            handle.truncate(size());
        }
    }

    private static int check(ByteBuffer bytes, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(end));
        return (int) crc.getValue();
    }

    /**
     * Reads the file of a segment.
     *
     * @return the records up to the segment's length; empty if there is no such file, or it is damaged or another
     *     segment's
     */
    static Optional<List<Descriptor>> read(Path file, Segment segment, FileLayer files) {
        try {
            ByteBuffer in = whole(file, segment, files);
            if (in.limit() < HEADER + CHECK
                    || in.getLong(0) != MAGIC
                    || in.getInt(8) != VERSION
                    || in.getInt(12) != segment.number()
                    || in.getLong(16) != segment.salt()
                    || in.getInt(in.limit() - CHECK) != check(in, in.limit() - CHECK)) {
                return Optional.empty();
            }
            return Optional.of(descriptors(in, segment.length()));
        } catch (IOException | BufferUnderflowException unreadable) {
            return Optional.empty();
        }
    }

    private static ByteBuffer whole(Path file, Segment segment, FileLayer files) throws IOException {
        try (FileLayer.Handle handle = files.open(file)) {
            long size = handle.size();
            // A descriptor is never longer than its record.
            if (size > segment.length() + HEADER + CHECK) {
                throw new IOException(file + " is too large for an index");
            }
            ByteBuffer in = ByteBuffer.allocate((int) size);
            while (in.hasRemaining()) {
                if (handle.read(in, in.position()) < 0) {
                    throw new EOFException(file + " has become shorter");
                }
            }
            return in.flip();
        }
    }

    private static List<Descriptor> descriptors(ByteBuffer in, long segmentLength) {
        int count = in.getInt(28);
        in.limit(in.limit() - CHECK).position(HEADER);
        List<Descriptor> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Descriptor record = descriptor(in);
            if (record.offset() >= SegmentHeader.SIZE
                    && record.length() >= RecordHeader.SIZE
                    && (long) record.offset() + record.length() <= segmentLength) {
                records.add(record);
            }
        }
        return records;
    }

    private static Descriptor descriptor(ByteBuffer in) {
        RecordHeader.Kind kind = RecordHeader.Kind.of(in.get()).orElse(RecordHeader.Kind.PROBE);
        int tagCount = in.get() & 0xff;
        int offset = in.getInt();
        int recordLength = in.getInt();
        int hash = in.getInt();
        long sequence = in.getLong();
        long expires = in.getLong();
        int original = in.getInt();
        int keyLength = in.getInt();
        int @Nullable [] tags = null;
        if (tagCount > 0) {
            tags = new int[tagCount];
            for (int i = 0; i < tagCount; i++) {
                tags[i] = in.getInt();
            }
        }
        if (keyLength < 0 || keyLength > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] key = new byte[keyLength];
        in.get(key);
        return new Descriptor(kind, offset, recordLength, hash, sequence, expires, original, tags, key);
    }
}
