package dev.tomthumb.cache.disk;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record that is to be written. Most of it is made before the place it will have is known, and so outside of any lock.
 */
final class RecordWriter {
    private static final byte[] NOTHING = {};

    private final RecordHeader header;
    private final ByteBuffer record;
    private final byte[] key;
    private final int original;
    private final int @Nullable [] tags;

    private RecordWriter(RecordHeader header, ByteBuffer record, byte[] key, int original, int @Nullable [] tags) {
        this.header = header;
        this.record = record;
        this.key = key;
        this.original = original;
        this.tags = tags;
    }

    /** @param buffers lend the memory; to be given back by {@link #release} */
    static RecordWriter put(
            DiskKey key, LabelBytes labels, ByteBuffer value, long created, long expires, Buffers buffers) {
        ByteBuffer record = buffers.take(Math.toIntExact(length(key.bytes(), labels, value.remaining())));
        return of(RecordHeader.Kind.PUT, key.bytes(), key.hash(), labels, value, created, expires, record);
    }

    static RecordWriter remove(DiskKey key) {
        return bare(RecordHeader.Kind.REMOVE, key.bytes(), key.hash(), 0);
    }

    /** @param before the sequence before which the purge holds */
    static RecordWriter purge(RecordHeader.Kind kind, byte[] name, long before) {
        return bare(kind, name, 0, before);
    }

    static RecordWriter probe() {
        return bare(RecordHeader.Kind.PROBE, NOTHING, 0, 0);
    }

    private static RecordWriter bare(RecordHeader.Kind kind, byte[] key, int hash, long created) {
        ByteBuffer record = ByteBuffer.allocate(Math.toIntExact(length(key, LabelBytes.NONE, 0)));
        return of(kind, key, hash, LabelBytes.NONE, ByteBuffer.wrap(NOTHING), created, DiskStore.NEVER, record);
    }

    /** The length of the record that a key has gone. */
    static int lengthOfRemoval(DiskKey key) {
        return Math.toIntExact(length(key.bytes(), LabelBytes.NONE, 0));
    }

    /** The length that a record would have; more than {@link Integer#MAX_VALUE} if it can be none. */
    static long length(byte[] key, LabelBytes labels, int valueLength) {
        return RecordHeader.recordLength((long) key.length + labels.bytes().length + valueLength);
    }

    /** Gives back the memory. */
    void release(Buffers buffers) {
        buffers.give(record);
    }

    /** A record as it was read, to be written again. */
    static RecordWriter copy(RecordReader read, Descriptor known) {
        return new RecordWriter(read.header(), read.record(), known.key(), known.original(), known.tags());
    }

    private static RecordWriter of(
            RecordHeader.Kind kind,
            byte[] key,
            int hash,
            LabelBytes labels,
            ByteBuffer value,
            long created,
            long expires,
            ByteBuffer record) {
        record.position(RecordHeader.SIZE);
        record.put(key).put(labels.bytes()).put(value.duplicate());
        int bodyLength = record.position() - RecordHeader.SIZE;
        while (record.hasRemaining()) {
            record.put((byte) 0);
        }
        CRC32C crc = new CRC32C();
        crc.update(record.slice(RecordHeader.SIZE, bodyLength));
        RecordHeader header = new RecordHeader(
                (int) crc.getValue(),
                0,
                kind,
                key.length,
                labels.bytes().length,
                value.remaining(),
                hash,
                0,
                created,
                expires);
        return new RecordWriter(header, record, key, labels.original(), labels.tags());
    }

    int length() {
        return record.limit();
    }

    /** The bytes for a place in {@code segment}. */
    ByteBuffer in(Segment segment, long sequence) {
        header.at(segment.number(), sequence).write(record, 0, segment.salt());
        return record.position(0);
    }

    /** The record at {@code offset}, as the index knows it. */
    Descriptor at(int offset, long sequence) {
        return descriptor(header.at(0, sequence), offset, key, original, tags);
    }

    /** What an index knows of a record that was read. */
    static Descriptor descriptor(RecordHeader header, int offset, byte[] key, Labels labels) {
        return descriptor(
                header, offset, key, LabelBytes.originalHash(labels.original()), LabelBytes.hashes(labels.tags()));
    }

    private static Descriptor descriptor(
            RecordHeader header, int offset, byte[] key, int original, int @Nullable [] tags) {
        return new Descriptor(
                header.kind(),
                offset,
                header.length(),
                header.hash(),
                header.kind().isPurge() ? header.created() : header.sequence(),
                header.expires(),
                original,
                tags,
                key);
    }
}
