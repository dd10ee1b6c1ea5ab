package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    private final TreeMap<Integer, Segment> segments = new TreeMap<>();
    private final Set<Path> indexes = new HashSet<>();
    private final PurgesInLog purges = new PurgesInLog();
    private final List<Segment> unindexed = new ArrayList<>();
    private final List<SegmentIndex> rebuilt = new ArrayList<>();
    private SegmentIndex newestIndex = new SegmentIndex();
    private long salt;
    private boolean saltKnown;
    private int highestNumber;
    private int ids;
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
    }

    /**
     * What was found.
     *
     * @param ids numbers below this one have been given to entries
     */
    record Outcome(Log log, int ids, DiskStatistics.Recovered figures) {}

    /** @throws IOException if the directory, or a segment, cannot be read at all */
    Outcome run() throws IOException {
        long start = System.nanoTime();
        try {
            findSegments();
            for (Segment segment : segments.values()) {
                replay(segment);
            }
            applyPurges();
            forgetExpired();
            return outcome(start);
        } catch (IOException | RuntimeException failure) {
            segments.values().forEach(Segment::release);
            throw failure;
        }
    }

    private Outcome outcome(long start) {
        Log log = new Log(
                directory,
                files,
                space,
                settings.clock(),
                saltKnown ? salt : new SecureRandom().nextLong(),
                segments.values(),
                newestIndex,
                highestNumber + 1);
        account();
        for (int i = 0; i < unindexed.size(); i++) {
            log.writeIndex(unindexed.get(i), rebuilt.get(i));
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        DiskStatistics.Recovered figures =
                new DiskStatistics.Recovered(millis, table.size(), segments.size(), scanned, damaged, cut, setAside);
        return new Outcome(log, ids, figures);
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
    private void addForeign(Path file) throws IOException {
        try (FileLayer.Handle handle = files.open(file)) {
            space.add(handle.size());
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
            if (header.isEmpty() && length <= SegmentHeader.SIZE) {
                // A crash while it was made: nothing was in it yet.
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
        int number = header.isPresent()
                ? header.get().number()
                : StoreFile.number(file).orElseThrow();
        if (number < 1 || segments.containsKey(number)) {
            return setAside(file, length, "its number " + number + " is taken");
        }
        highestNumber = Math.max(highestNumber, number);
        long itsSalt = header.map(SegmentHeader::salt).orElse(salt);
        segments.put(number, new Segment(file, number, itsSalt, handle, length));
        return true;
    }

    private boolean setAside(Path file, long length, String reason) throws IOException {
        Path aside = StoreFile.aside(file);
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

    private void replay(Segment segment) throws IOException {
        boolean newest = segment.number() == segments.lastKey();
        boolean hasIndex = indexes.contains(segment.indexFile());
        SegmentContents contents = SegmentContents.of(segment, hasIndex, files);
        SegmentIndex index = new SegmentIndex();
        for (Descriptor record : contents.records()) {
            apply(record, segment);
            if (newest || !contents.indexed()) {
                index.add(record);
            }
        }
        scanned += contents.scanned();
        damaged += contents.damaged();
        if (newest) {
            newestIndex = index;
            cutTail(segment, contents.end());
        } else if (!contents.indexed()) {
            unindexed.add(segment);
            rebuilt.add(index);
        } else {
            segment.indexBytes(sizeOf(segment.indexFile()));
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

    private void apply(Descriptor record, Segment segment) {
        DiskKey key = new BytesKey(record.key(), record.hash());
        switch (record.kind()) {
            case PUT -> {
                Entry entry = new Entry(record, segment, ids++);
                segment.addLive(entry.length);
                table.put(key, entry).ifPresent(Recovery::buried);
            }
            case REMOVE -> table.remove(key).ifPresent(Recovery::buried);
            case PROBE -> {
                // Says nothing.
            }
            default -> purges.add(record, Position.of(segment.number(), record.offset()));
        }
    }

    private static void buried(Entry entry) {
        entry.segment.addLive(-entry.length);
    }

    private void applyPurges() {
        if (!purges.isEmpty()) {
            table.removeIf(purges::cover, Recovery::buried);
        }
    }

    private void forgetExpired() {
        long now = settings.clock().millis();
        table.removeIf(entry -> entry.isExpired(now), Recovery::buried);
    }

    private void account() {
        for (Segment segment : segments.values()) {
            if (segment.number() == segments.lastKey()) {
                space.open(segment.length(), newestIndex.size());
            } else {
                space.add(segment.length());
                space.add(segment.indexBytes());
            }
        }
    }
}
