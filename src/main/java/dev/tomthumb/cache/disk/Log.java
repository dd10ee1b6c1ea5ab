package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The segments. Each {@link Part} has one that is written, its head; all others are full and are given up one after the
 * other to make room. Used under the store's lock, except for the views.
 */
final class Log {
    /** More make the index of a segment large; small entries fill smaller segments. */
    private static final int MOST_RECORDS = 1 << 16;

    private final Path directory;
    private final FileLayer files;
    private final Space space;
    private final InstantSource clock;
    private final long salt;
    private final ConcurrentSkipListMap<Integer, Segment> segments = new ConcurrentSkipListMap<>();
    private final Map<Part, Head> heads = new EnumMap<>(Part.class);
    private int nextNumber;
    private long nextSequence;

    /**
     * A segment that is written.
     *
     * @param index of what has been written to it
     */
    record Head(Segment segment, SegmentIndex index) {}

    /**
     * What a log goes on from.
     *
     * @param found the segments there are
     * @param heads those of them that are not full
     * @param nextNumber a number that no segment and no file has
     * @param nextSequence a sequence that no record has
     */
    record State(long salt, Collection<Segment> found, Map<Part, Head> heads, int nextNumber, long nextSequence) {}

    Log(Path directory, FileLayer files, Space space, InstantSource clock, State state) {
        this.directory = directory;
        this.files = files;
        this.space = space;
        this.clock = clock;
        this.salt = state.salt();
        this.nextNumber = state.nextNumber();
        this.nextSequence = state.nextSequence();
        this.heads.putAll(state.heads());
        state.found().forEach(segment -> segments.put(segment.number(), segment));
        account();
    }

    /** All of them, in the order in which they were made. */
    Collection<Segment> segments() {
        return segments.values();
    }

    /** Those of a part that are full, the oldest first. */
    List<Segment> full(Part part) {
        return full().filter(segment -> segment.part() == part).toList();
    }

    /** Those that are full, in the order in which they were made. */
    Stream<Segment> full() {
        return segments.values().stream().filter(segment -> !isHead(segment));
    }

    private boolean isHead(Segment segment) {
        Head head = heads.get(segment.part());
        return head != null && head.segment() == segment;
    }

    /** Whether a record with this sequence could be about something that lies in a segment other than {@code own}. */
    boolean isNeeded(long sequence, Segment own) {
        return segments.values().stream().anyMatch(segment -> segment != own && segment.begins() < sequence);
    }

    /** The sequence of the next record. */
    long nextSequence() {
        return nextSequence;
    }

    /** Where a record was written. */
    record Place(Segment segment, Descriptor record) {}

    /** Appends a record to a part. */
    Place append(RecordWriter record, Part part) throws IOException {
        Head head = head(part, record.length());
        Segment segment = head.segment();
        int offset = (int) segment.length();
        segment.append(record.in(segment, nextSequence));
        Descriptor written = record.at(offset, nextSequence);
        nextSequence++;
        head.index().add(written);
        segment.retain(written);
        account();
        return new Place(segment, written);
    }

    private Head head(Part part, int length) throws IOException {
        Head head = heads.get(part);
        return head != null && hasRoom(head, length) ? head : roll(part);
    }

    private boolean hasRoom(Head head, int length) {
        Segment segment = head.segment();
        boolean empty = segment.length() == SegmentHeader.SIZE;
        return empty
                || segment.length() + length <= space.segmentSize()
                        && head.index().count() < MOST_RECORDS;
    }

    private Head roll(Part part) throws IOException {
        Head next = new Head(create(part), new SegmentIndex());
        Head full = heads.get(part);
        nextNumber++;
        // In this order: a segment that is no head counts as full.
        heads.put(part, next);
        segments.put(next.segment().number(), next.segment());
        if (full != null) {
            space.add(full.segment().length());
            writeIndex(full.segment(), full.index());
        }
        account();
        return next;
    }

    private Segment create(Part part) throws IOException {
        Path file = directory.resolve(String.format(Locale.ROOT, "%08d%s", nextNumber, Segment.SUFFIX));
        SegmentHeader header =
                new SegmentHeader(SegmentHeader.VERSION, nextNumber, salt, clock.millis(), nextSequence, part);
        FileLayer.Handle handle = files.open(file);
        try {
            handle.write(header.bytes(), 0);
            return new Segment(file, header, handle, SegmentHeader.SIZE);
        } catch (IOException failure) {
            handle.close();
            files.delete(file);
            throw failure;
        }
    }

    private void account() {
        long open = 0;
        for (Head head : heads.values()) {
            open += Space.blocks(head.segment().length())
                    + Space.blocks(head.index().size());
        }
        space.open(open);
    }

    /** Ends the segments that are being written, so that they can be given up. */
    void seal() {
        for (Head head : List.copyOf(heads.values())) {
            if (head.segment().length() > SegmentHeader.SIZE) {
                heads.remove(head.segment().part());
                space.add(head.segment().length());
                writeIndex(head.segment(), head.index());
            }
        }
        account();
    }

    /** Writes the indexes of the segments that are being written, for the next start. */
    void writeIndexes() {
        heads.values().forEach(head -> writeIndex(head.segment(), head.index()));
        heads.clear();
        account();
    }

    /** An index that cannot be written is missing, and costs the next start some time. */
    void writeIndex(Segment segment, SegmentIndex descriptors) {
        if (!descriptors.isWhole()) {
            return;
        }
        try {
            descriptors.write(segment.indexFile(), segment, files);
            segment.indexBytes(descriptors.size());
            space.add(descriptors.size());
        } catch (IOException missing) {
            deleteIndex(segment);
        }
    }

    private void deleteIndex(Segment segment) {
        segment.indexBytes(0);
        try {
            files.delete(segment.indexFile());
        } catch (IOException stays) {
            // Its checksum tells that it is not whole.
            segment.indexBytes(0);
        }
    }

    /**
     * Gives up a segment that no entry lies in; readers may read it to their end. One whose files cannot be deleted stays
     * the oldest: forgotten, it would outlive later records which say that its entries are gone.
     */
    void retire(Segment segment) throws IOException {
        files.delete(segment.indexFile());
        space.remove(segment.indexBytes());
        segment.indexBytes(0);
        files.delete(segment.file());
        segments.remove(segment.number());
        segment.release();
        space.remove(segment.length());
    }

    /** Forces what is not on the device yet, of all segments or of those that are full. */
    void force(boolean alsoHeads) throws IOException {
        for (Segment segment : segments.values()) {
            if ((alsoHeads || !isHead(segment)) && segment.tryAcquire()) {
                try {
                    segment.force();
                } finally {
                    segment.release();
                }
            }
        }
    }

    /** The part that what is new goes to. */
    Part entrance() {
        return space.hasTwoParts() ? Part.PROBATION : Part.MAIN;
    }

    void close() {
        segments.values().forEach(Segment::release);
        segments.clear();
        heads.clear();
    }

    /** The full segment that is best compacted: an empty one, else that with the most dead bytes, if they are this share of it. */
    Optional<Segment> deadest(double share) {
        return full().filter(segment -> segment.isEmpty() || segment.dead() >= share * segment.length())
                .max(Comparator.comparing(Segment::isEmpty).thenComparing(Segment::dead));
    }
}
