package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Opens what is in a directory: finds the segments, reads their indexes and what those do not cover, and replays it all
 * in the order in which it was written. Whatever a crash left behind, the result is a log that can be appended to.
 */
final class Recovery {
    private static final Logger LOG = System.getLogger(DiskStore.class.getName());

    private final Path directory;
    private final DiskSettings settings;
    private final FileLayer files;
    private final Space space;
    private final EntryTable table;

    private final Replay replay;
    private final TreeMap<Integer, Segment> segments = new TreeMap<>();
    private final Set<Path> indexes = new HashSet<>();
    private final Map<Segment, SegmentIndex> rebuilt = new LinkedHashMap<>();
    private final Map<Part, Log.Head> heads = new EnumMap<>(Part.class);
    private long salt;
    private boolean saltKnown;
    private int highestNumber;
    private long scanned;
    private long damaged;
    private long cut;
    private long setAside;

    Recovery(Path directory, DiskSettings settings, FileLayer files, Space space, EntryTable table) {
        this.directory = directory;
        this.settings = settings;
        this.files = files;
        this.space = space;
        this.table = table;
        this.replay = new Replay(table);
    }

    /**
     * What was found.
     *
     * @param ids numbers below this one have been given to entries
     * @param hidden keys whose removal has to be written
     */
    record Outcome(Log log, int ids, List<DiskKey> hidden, DiskStatistics.Recovered figures) {}

    /** @throws IOException if the directory, or a segment, cannot be read at all */
    Outcome run() throws IOException {
        long start = System.nanoTime();
        try {
            findSegments();
            for (Segment segment : List.copyOf(segments.values())) {
                replayOrSetAside(segment);
            }
            return outcome(start, replay.finish(settings.clock().millis()));
        } catch (IOException | RuntimeException | Error failure) {
            segments.values().forEach(Segment::release);
            throw failure;
        }
    }

    private Outcome outcome(long start, List<DiskKey> hidden) {
        long itsSalt = saltKnown ? salt : new SecureRandom().nextLong();
        long nextSequence =
                segments.values().stream().mapToLong(Segment::begins).reduce(replay.nextSequence(), Math::max);
        Log log = new Log(
                directory,
                files,
                space,
                settings.clock(),
                new Log.State(itsSalt, segments.values(), heads, highestNumber + 1, nextSequence));
        rebuilt.forEach(log::writeIndex);
        long millis = (System.nanoTime() - start) / 1_000_000;
        DiskStatistics.Recovered figures =
                new DiskStatistics.Recovered(millis, table.size(), segments.size(), scanned, damaged, cut, setAside);
        return new Outcome(log, replay.nextId(), hidden, figures);
    }

    private void findSegments() throws IOException {
        List<Path> found = new ArrayList<>(files.list(directory));
        found.sort(null);
        for (Path file : found) {
            StoreFile.number(file).ifPresent(number -> highestNumber = Math.max(highestNumber, number));
            if (StoreFile.isIndex(file)) {
                indexes.add(file);
            }
        }
        List<Path> segmentFiles = found.stream().filter(StoreFile::isSegment).toList();
        findSalt(segmentFiles);
        for (Path file : segmentFiles) {
            open(file);
        }
        for (Path file : found) {
            if (StoreFile.number(file).isEmpty() && !DirectoryLock.isOurs(file)) {
                addForeign(file);
            }
        }
        dropOrphanedIndexes();
    }

    /** It is the same in all segments, so that one whose header is damaged can be read with that of another. */
    private void findSalt(List<Path> segmentFiles) throws IOException {
        for (Path file : segmentFiles) {
            try (FileLayer.Handle handle = files.open(file)) {
                Optional<SegmentHeader> header = SegmentProbe.header(handle, handle.size())
                        .filter(found -> found.version() == SegmentHeader.VERSION);
                if (header.isPresent()) {
                    salt = header.get().salt();
                    saltKnown = true;
                    return;
                }
            }
        }
    }

    /** A file that is not ours takes up room all the same. */
    private void addForeign(Path file) {
        try (FileLayer.Handle handle = files.open(file)) {
            space.add(handle.size());
        } catch (IOException notForUs) {
            LOG.log(Level.DEBUG, "{0} is not counted, as it cannot be opened: {1}", file, notForUs);
        }
    }

    private void dropOrphanedIndexes() throws IOException {
        for (Segment segment : segments.values()) {
            indexes.remove(segment.indexFile());
        }
        for (Path orphan : indexes) {
            files.delete(orphan);
        }
        indexes.clear();
        for (Path file : files.list(directory)) {
            if (StoreFile.isIndex(file)) {
                indexes.add(file);
            }
        }
    }

    private void open(Path file) throws IOException {
        FileLayer.Handle handle = files.open(file);
        boolean used = false;
        try {
            long length = Math.min(handle.size(), Integer.MAX_VALUE);
            Optional<SegmentHeader> header = SegmentProbe.header(handle, length);
            boolean ours = header.isEmpty() || header.get().version() == SegmentHeader.VERSION;
            if (ours && (length < SegmentHeader.SIZE || header.isEmpty() && length == SegmentHeader.SIZE)) {
                // A crash while it was made: nothing was in it yet. Records begin behind a whole header.
                files.delete(file);
                return;
            }
            used = add(file, handle, length, header);
        } finally {
            if (!used) {
                handle.close();
            }
        }
    }

    private boolean add(Path file, FileLayer.Handle handle, long length, Optional<SegmentHeader> header)
            throws IOException {
        if (header.isPresent() && header.get().version() != SegmentHeader.VERSION) {
            return setAside(
                    file, length, "it is of version " + header.get().version() + ", this is " + SegmentHeader.VERSION);
        }
        if (header.isEmpty() && !saltKnown) {
            return setAside(file, length, "its header is damaged");
        }
        // A damaged header tells nothing, but each record has its segment's number, which is in the name as well.
        SegmentHeader known = header.orElse(
                new SegmentHeader(SegmentHeader.VERSION, StoreFile.number(file).orElseThrow(), salt, 0, 0, Part.MAIN));
        int number = known.number();
        if (number < 1 || number > StoreFile.LARGEST_NUMBER || segments.containsKey(number)) {
            return setAside(file, length, "another segment has its number " + number + ", or none can have it");
        }
        highestNumber = Math.max(highestNumber, number);
        segments.put(number, new Segment(file, known, handle, length));
        return true;
    }

    private boolean setAside(Path file, long length, String reason) throws IOException {
        Path aside = StoreFile.aside(file, files.list(directory));
        LOG.log(
                Level.WARNING,
                "{0} cannot be used: {1}. It is kept as {2} and takes up room until it is deleted.",
                file,
                reason,
                aside.getFileName());
        files.move(file, aside);
        space.add(length);
        setAside++;
        return false;
    }

    private void replayOrSetAside(Segment segment) throws IOException {
        Optional<SegmentContents> contents = contents(segment);
        if (contents.isPresent()) {
            replay(segment, contents.get());
        } else {
            segments.remove(segment.number());
            segment.release();
            setAside(segment.file(), segment.length(), "it cannot be read");
        }
    }

    private Optional<SegmentContents> contents(Segment segment) {
        try {
            return Optional.of(SegmentContents.of(segment, indexes.contains(segment.indexFile()), files));
        } catch (IOException unreadable) {
            LOG.log(Level.WARNING, segment.file() + " cannot be read", unreadable);
            return Optional.empty();
        }
    }

    private void replay(Segment segment, SegmentContents contents) throws IOException {
        SegmentIndex index = new SegmentIndex();
        boolean head = isHead(segment);
        for (Descriptor record : contents.records()) {
            replay.add(record, segment);
            segment.retain(record);
            if (head || !contents.indexed()) {
                index.add(record);
            }
        }
        scanned += contents.scanned();
        damaged += contents.damaged();
        if (head) {
            cutTail(segment, contents.end());
            heads.put(segment.part(), new Log.Head(segment, index));
        } else {
            space.add(segment.length());
            keepIndex(segment, contents.indexed(), index);
        }
    }

    /** The last of each part is written on. */
    private boolean isHead(Segment segment) {
        return segments.tailMap(segment.number(), false).values().stream()
                .noneMatch(later -> later.part() == segment.part());
    }

    private void keepIndex(Segment segment, boolean good, SegmentIndex index) throws IOException {
        if (good) {
            segment.indexBytes(sizeOf(segment.indexFile()));
            space.add(segment.indexBytes());
        } else {
            rebuilt.put(segment, index);
        }
    }

    private long sizeOf(Path file) throws IOException {
        try (FileLayer.Handle handle = files.open(file)) {
            return handle.size();
        }
    }

    /** Behind the last whole record lies at most one that was being written. */
    private void cutTail(Segment newest, long end) throws IOException {
        if (end < newest.length()) {
            cut += newest.length() - end;
            newest.cut(end);
        }
        files.delete(newest.indexFile());
    }
}
