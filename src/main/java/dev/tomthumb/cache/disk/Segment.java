package dev.tomthumb.cache.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file of records, see {@link SegmentHeader} and {@link RecordHeader}. It is only appended to; only the newest one is.
 *
 * <p>Its file stays open until the store and the last reader have {@linkplain #release released} it, so that what is
 * evicted under a reader can still be read to its end.
 */
final class Segment {
    static final String SUFFIX = ".seg";

    private final Path file;
    private final SegmentHeader header;
    private final FileLayer.Handle handle;
    private volatile long length;

    /** Bytes of records that are the newest of their key. */
    private final AtomicLong live = new AtomicLong();
    /** Bytes of removals and purges, which are needed as long as there is anything they could be about. */
    private final AtomicLong retained = new AtomicLong();
    /** The store itself, and readers. */
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile boolean forced;
    private volatile long indexBytes;

    /** @param length where the next record goes */
    Segment(Path file, SegmentHeader header, FileLayer.Handle handle, long length) {
        this.file = file;
        this.header = header;
        this.handle = handle;
        this.length = length;
    }

    Path file() {
        return file;
    }

    int number() {
        return header.number();
    }

    long salt() {
        return header.salt();
    }

    Part part() {
        return header.part();
    }

    /** No record in it has a lower sequence. */
    long begins() {
        return header.begins();
    }

    FileLayer.Handle handle() {
        return handle;
    }

    long length() {
        return length;
    }

    /** Writes behind the last record; if that fails nothing has changed that anybody reads. */
    void append(ByteBuffer record) throws IOException {
        int size = record.remaining();
        handle.write(record, length);
        forced = false;
        length += size;
    }

    /** Fills {@code target} with what lies at {@code offset}, and sets its position back. */
    void read(ByteBuffer target, long offset) throws IOException {
        int start = target.position();
        while (target.hasRemaining()) {
            if (handle.read(target, offset + target.position() - start) < 0) {
                throw new EOFException(file + " ends before " + (offset + target.limit() - start));
            }
        }
        target.position(start);
    }

    /** Cuts off what is no record. */
    void cut(long end) throws IOException {
        handle.truncate(end);
        length = end;
    }

    /** Returns when all that was written before the call is on the device, whoever has forced it. */
    synchronized void force() throws IOException {
        if (!forced) {
            forced = true;
            try {
                handle.force();
            } catch (IOException failure) {
                forced = false;
                throw failure;
            }
        }
    }

    void addLive(long bytes) {
        live.addAndGet(bytes);
    }

    long live() {
        return live.get();
    }

    /** A record has been found or written: what it needs beside its being read. */
    void retain(Descriptor record) {
        if (record.kind() == RecordHeader.Kind.REMOVE || record.kind().isPurge()) {
            retained.addAndGet(record.length());
        }
    }

    /** Whether it can be given up at no cost. */
    boolean isEmpty() {
        return live.get() == 0 && retained.get() == 0;
    }

    /** Bytes of entries that nobody can read any more. */
    long dead() {
        return Math.max(0, length - SegmentHeader.SIZE - live.get() - retained.get());
    }

    /** Bytes of its file of descriptors; 0 if there is none. */
    long indexBytes() {
        return indexBytes;
    }

    void indexBytes(long bytes) {
        indexBytes = bytes;
    }

    /** The file of its descriptors. */
    Path indexFile() {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()) + SegmentIndex.SUFFIX);
    }

    /** Keeps the file open until {@link #release}. The caller knows that it is open. */
    void acquire() {
        users.incrementAndGet();
    }

    /** The same for who does not know; false if the file has been given up. */
    boolean tryAcquire() {
        int seen = users.get();
        while (seen > 0 && !users.compareAndSet(seen, seen + 1)) {
            seen = users.get();
        }
        return seen > 0;
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            try {
                handle.close();
            } catch (IOException harmless) {
                // What was read from it is read, and what was written has been written.
                users.set(0);
            }
        }
    }
}
