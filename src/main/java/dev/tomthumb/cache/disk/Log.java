package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The segments in their order: records are appended to the newest, room is made by giving up the oldest, and never any
 * other. So the log is always the end of all that was ever written, and what it says of a key last is true: a removal
 * need not be kept any longer than itself, as all that it could be about is older.
 *
 * <p>Used under the store's lock, except for the views.
 */
final class Log {
    /** More make the index of a segment large; small entries fill smaller segments. */
    private static final int MOST_RECORDS = 1 << 16;

    private final Path directory;
    private final FileLayer files;
    private final Space space;
    private final long salt;
    private final InstantSource clock;
    private final ConcurrentSkipListMap<Integer, Segment> segments = new ConcurrentSkipListMap<>();
    private SegmentIndex index;
    private int nextNumber;

    /**
     * @param found the segments there are; the last one is appended to
     * @param index of the last one
     * @param nextNumber a number that no segment and no file has
     */
    Log(
            Path directory,
            FileLayer files,
            Space space,
            InstantSource clock,
            long salt,
            Collection<Segment> found,
            SegmentIndex index,
            int nextNumber) {
        this.directory = directory;
        this.files = files;
        this.space = space;
        this.clock = clock;
        this.salt = salt;
        this.index = index;
        this.nextNumber = nextNumber;
        found.forEach(segment -> segments.put(segment.number(), segment));
    }

    /** Oldest first. */
    Collection<Segment> segments() {
        return segments.values();
    }

    /** The oldest segment, unless it is the one that is written. */
    Optional<Segment> oldest() {
        return segments.size() < 2
                ? Optional.empty()
                : Optional.of(segments.firstEntry().getValue());
    }

    private Optional<Segment> active() {
        return Optional.ofNullable(segments.lastEntry()).map(Map.Entry::getValue);
    }

    /** Where a record was written. */
    record Place(Segment segment, Descriptor record) {}

    /** Appends a record. */
    Place append(RecordWriter record) throws IOException {
        Segment segment = segmentFor(record.length());
        int offset = (int) segment.length();
        segment.append(record.in(segment));
        Descriptor written = record.at(offset);
        index.add(written);
        space.open(segment.length(), index.size());
        return new Place(segment, written);
    }

    private Segment segmentFor(int length) throws IOException {
        Optional<Segment> active = active();
        if (active.isPresent() && hasRoom(active.get(), length)) {
            return active.get();
        }
        return roll();
    }

    private boolean hasRoom(Segment active, int length) {
        boolean empty = active.length() == SegmentHeader.SIZE;
        return empty || active.length() + length <= space.segmentSize() && index.count() < MOST_RECORDS;
    }

    /** Begins a new segment. */
    Segment roll() throws IOException {
        Segment next = create(nextNumber);
        active().ifPresent(this::seal);
        nextNumber++;
        segments.put(next.number(), next);
        index = new SegmentIndex();
        space.open(next.length(), index.size());
        return next;
    }

    private Segment create(int number) throws IOException {
        Path file = directory.resolve(String.format(Locale.ROOT, "%08d%s", number, Segment.SUFFIX));
        SegmentHeader header = new SegmentHeader(SegmentHeader.VERSION, number, salt, clock.millis());
        FileLayer.Handle handle = files.open(file);
        try {
            handle.write(header.bytes(), 0);
            return new Segment(file, number, salt, handle, SegmentHeader.SIZE);
        } catch (IOException failure) {
            handle.close();
            files.delete(file);
            throw failure;
        }
    }

    private void seal(Segment full) {
        space.open(0, 0);
        space.add(full.length());
        writeIndex(full, index);
    }

    /** Writes the index of the newest segment, for the next start. */
    void writeIndex() {
        active().ifPresent(segment -> writeIndex(segment, index));
    }

    /** An index that cannot be written is missing, and costs the next start some time. */
    void writeIndex(Segment segment, SegmentIndex descriptors) {
        try {
            descriptors.write(segment.indexFile(), segment, files);
            segment.indexBytes(descriptors.size());
            space.add(descriptors.size());
        } catch (IOException missing) {
            deleteIndex(segment);
        }
    }

    private void deleteIndex(Segment segment) {
        try {
            files.delete(segment.indexFile());
        } catch (IOException stays) {
            // Its checksum tells that it is not whole.
            segment.indexBytes(0);
        }
    }

    /** Gives up a segment that no entry lies in; readers may read it to their end. */
    void retire(Segment segment) throws IOException {
        segments.remove(segment.number());
        segment.release();
        space.remove(segment.length());
        space.remove(segment.indexBytes());
        files.delete(segment.indexFile());
        files.delete(segment.file());
    }

    /** Forces what is not on the device yet, of all segments or of those that are full. */
    void force(boolean alsoNewest) throws IOException {
        Optional<Segment> newest = active();
        for (Segment segment : segments.values()) {
            if (alsoNewest || newest.isEmpty() || newest.get() != segment) {
                segment.force();
            }
        }
    }

    void close() {
        segments.values().forEach(Segment::release);
        segments.clear();
    }
}
