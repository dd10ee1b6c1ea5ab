package dev.tomthumb.cache.disk;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A record that is to be written. Most of it is made before the place it will have is known, and so outside of any lock.
 */
final class RecordWriter {
    private static final byte[] NOTHING = {};

    private final RecordHeader header;
    private final ByteBuffer record;
    private final Descriptor nowhere;

    private RecordWriter(RecordHeader header, ByteBuffer record, Descriptor nowhere) {
        this.header = header;
        this.record = record;
        this.nowhere = nowhere;
    }

    static RecordWriter put(DiskKey key, Labels labels, ByteBuffer value, long created, long expires) {
        return of(RecordHeader.Kind.PUT, key.bytes(), key.hash(), labels, value, created, expires);
    }

    static RecordWriter remove(DiskKey key) {
        return of(
                RecordHeader.Kind.REMOVE,
                key.bytes(),
                key.hash(),
                Labels.NONE,
                ByteBuffer.wrap(NOTHING),
                0,
                DiskStore.NEVER);
    }

    static RecordWriter purge(RecordHeader.Kind kind, byte[] name) {
        return of(kind, name, 0, Labels.NONE, ByteBuffer.wrap(NOTHING), 0, DiskStore.NEVER);
    }

    static RecordWriter probe() {
        return of(RecordHeader.Kind.PROBE, NOTHING, 0, Labels.NONE, ByteBuffer.wrap(NOTHING), 0, DiskStore.NEVER);
    }

    /** A record as it was read, to be written again. */
    static RecordWriter copy(RecordHeader header, ByteBuffer record, Descriptor known) {
        return new RecordWriter(header, record, known);
    }

    /** The length that a put would have; more than {@link Integer#MAX_VALUE} if it can be none. */
    static long length(DiskKey key, Labels labels, ByteBuffer value) {
        return RecordHeader.recordLength((long) key.bytes().length + LabelBytes.of(labels).length + value.remaining());
    }

    private static RecordWriter of(
            RecordHeader.Kind kind, byte[] key, int hash, Labels labels, ByteBuffer value, long created, long expires) {
        byte[] labelBytes = LabelBytes.of(labels);
        int bodyLength = Math.addExact(Math.addExact(key.length, labelBytes.length), value.remaining());
        ByteBuffer record = ByteBuffer.allocate(Math.toIntExact(RecordHeader.recordLength(bodyLength)));
        record.position(RecordHeader.SIZE);
        record.put(key).put(labelBytes).put(value.duplicate());
        CRC32C crc = new CRC32C();
        crc.update(record.array(), RecordHeader.SIZE, bodyLength);
        RecordHeader header = new RecordHeader(
                (int) crc.getValue(),
                0,
                kind,
                key.length,
                labelBytes.length,
                value.remaining(),
                hash,
                created,
                expires);
        return new RecordWriter(header, record, descriptor(header, 0, key, labels));
    }

    int length() {
        return record.capacity();
    }

    /** The bytes for a place in {@code segment}. */
    ByteBuffer in(Segment segment) {
        header.inSegment(segment.number()).write(record, 0, segment.salt());
        return record.clear();
    }

    /** The record at {@code offset}, as the index knows it. */
    Descriptor at(int offset) {
        return nowhere.at(offset);
    }

    static Descriptor descriptor(RecordHeader header, int offset, byte[] key, Labels labels) {
        return new Descriptor(
                header.kind(),
                offset,
                (int) header.recordLength(),
                header.hash(),
                header.expires(),
                labels.original().isEmpty() ? 0 : LabelBytes.hash(labels.original()),
                LabelBytes.hashes(labels.tags()),
                key);
    }
}
