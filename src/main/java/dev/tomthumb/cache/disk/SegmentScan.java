package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Reads a segment record by record, as is needed where no index covers it. What is no whole record is passed over: the
 * next one begins at one of the following multiples of {@value RecordHeader#ALIGNMENT} bytes, is told by its header's
 * checksum and believed by its body's.
 */
final class SegmentScan {
    private static final int WINDOW = 1 << 20;

    private final FileLayer.Handle handle;
    private final int number;
    private final long salt;
    private final long end;

    /** A part of the file, which begins at {@link #windowStart}. */
    private final ByteBuffer window;

    private long windowStart;

    private long damagedStretches;
    private long lastEnd;

    private SegmentScan(Segment segment, long from) {
        this.handle = segment.handle();
        this.number = segment.number();
        this.salt = segment.salt();
        this.end = segment.length();
        this.lastEnd = from;
        // Most scans find nothing behind what the index covers, and need no room.
        this.window = ByteBuffer.allocate((int) Math.max(0, Math.min(WINDOW, end - from)));
        this.window.limit(0);
    }

    /**
     * What was found.
     *
     * @param end of the last whole record
     * @param damaged stretches between whole records that were none
     */
    record Result(long end, long damaged) {}

    /**
     * Reads the records from {@code from} up to the segment's length, in their order.
     *
     * @throws IOException if the file cannot be read; what was found until then has been told
     */
    static Result of(Segment segment, long from, Consumer<Descriptor> records) throws IOException {
        SegmentScan scan = new SegmentScan(segment, from);
        scan.run(from, records);
        return new Result(scan.lastEnd, scan.damagedStretches);
    }

    private void run(long from, Consumer<Descriptor> records) throws IOException {
        boolean lost = false;
        for (long at = from; at + RecordHeader.SIZE <= end; ) {
            Optional<Descriptor> record = record(at);
            if (record.isPresent()) {
                damagedStretches += lost ? 1 : 0;
                lost = false;
                records.accept(record.get());
                at += record.get().length();
                lastEnd = at;
            } else {
                lost = true;
                at += RecordHeader.ALIGNMENT;
            }
        }
    }

    private Optional<Descriptor> record(long at) throws IOException {
        if (!inWindow(at, RecordHeader.SIZE)) {
            return Optional.empty();
        }
        Optional<RecordHeader> header = RecordHeader.read(window, (int) (at - windowStart), salt);
        if (header.isEmpty()
                || header.get().segment() != number
                || at + header.get().length() > end) {
            return Optional.empty();
        }
        return body(at, header.get());
    }

    private Optional<Descriptor> body(long at, RecordHeader header) throws IOException {
        byte[] key = new byte[header.keyLength()];
        byte[] labels = new byte[header.labelsLength()];
        CRC32C crc = new CRC32C();
        long bodyAt = at + RecordHeader.SIZE;
        boolean whole = copy(bodyAt, key, crc)
                && copy(bodyAt + key.length, labels, crc)
                && pass(bodyAt + key.length + labels.length, header.valueLength(), crc);
        if (!whole || (int) crc.getValue() != header.bodyCheck()) {
            return Optional.empty();
        }
        return Optional.of(RecordWriter.descriptor(header, (int) at, key, readLabels(labels)));
    }

    private static Labels readLabels(byte[] labels) {
        try {
            return LabelBytes.read(ByteBuffer.wrap(labels));
        } catch (BufferUnderflowException unknown) {
            return Labels.NONE;
        }
    }

    private boolean copy(long at, byte[] target, CRC32C crc) throws IOException {
        for (int done = 0; done < target.length; ) {
            int piece = Math.min(target.length - done, WINDOW);
            if (!inWindow(at + done, piece)) {
                return false;
            }
            window.get((int) (at + done - windowStart), target, done, piece);
            done += piece;
        }
        crc.update(target);
        return true;
    }

    private boolean pass(long at, int size, CRC32C crc) throws IOException {
        for (int done = 0; done < size; ) {
            int piece = Math.min(size - done, WINDOW);
            if (!inWindow(at + done, piece)) {
                return false;
            }
            crc.update(window.array(), (int) (at + done - windowStart), piece);
            done += piece;
        }
        return true;
    }

    /** Sees to it that so many bytes, at most {@value #WINDOW}, are in the window; false if the file has ended. */
    private boolean inWindow(long at, int size) throws IOException {
        if (at < windowStart || at + size > windowStart + window.limit()) {
            fill(at);
        }
        return at + size <= windowStart + window.limit();
    }

    private void fill(long at) throws IOException {
        Arrays.fill(window.array(), (byte) 0);
        window.clear().limit((int) Math.max(0, Math.min(window.capacity(), end - at)));
        windowStart = at;
        while (window.hasRemaining() && handle.read(window, at + window.position()) >= 0) {
            // Until the window is full or the file has ended.
        }
        window.flip();
    }
}
