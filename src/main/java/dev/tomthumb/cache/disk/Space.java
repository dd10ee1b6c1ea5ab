package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How many bytes the directory holds and may hold. Files are counted in blocks, as the file system does. Used under the
 * store's lock, except for {@link #used}.
 */
final class Space {
    /** The most common size of a block; where it is smaller, we count a little too much. */
    static final long BLOCK = 4096;

    /** Lock and owner. */
    private static final long FIXED = 2 * BLOCK;

    private static final long LARGEST_SEGMENT = 64 << 20;
    private static final long SMALLEST_SEGMENT = 64 << 10;
    private static final double MB = 1 << 20;
    private static final int SEGMENTS = 64;
    private static final int LEAST_TO_DIVIDE = 12;

    private final DiskSettings settings;
    private final FileLayer files;
    private final Path directory;

    /** Of all files but the segments that are being written. */
    private long closed = FIXED;

    private volatile long open;
    private volatile long used;
    /** What others leave us on the volume, as it was seen last. */
    private volatile long allowance = Long.MAX_VALUE;

    Space(DiskSettings settings, FileLayer files, Path directory) {
        this.settings = settings;
        this.files = files;
        this.directory = directory;
    }

    /** Bytes of a segment: a 64th of the capacity, within limits that keep files few and their loss small. */
    long segmentSize() {
        return Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, settings.capacity() / SEGMENTS));
    }

    /** Whether there are segments enough to divide them. */
    boolean hasTwoParts() {
        return settings.capacity() / segmentSize() >= LEAST_TO_DIVIDE;
    }

    /** Segments in all. */
    long segments() {
        return settings.capacity() / segmentSize();
    }

    /** The largest record that is taken at all. */
    long largestRecord() {
        return Math.min(Integer.MAX_VALUE - LARGEST_SEGMENT, settings.capacity() / 8);
    }

    /** What may be written again of the entries of a segment that is given up. */
    long copyBudget() {
        return segmentSize() / 2;
    }

    /** What must be free so that a segment can be given up: at most what is in it is written again. */
    long reserve() {
        return segmentSize() + 2 * BLOCK;
    }

    static long blocks(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** A file is there that will not grow. */
    void add(long bytes) {
        closed += blocks(bytes);
        used = closed + open;
    }

    /** A file has gone. */
    void remove(long bytes) {
        closed -= blocks(bytes);
        used = closed + open;
    }

    /** What the segments that are being written, and their indexes, have come to. */
    void open(long bytes) {
        open = bytes;
        used = closed + open;
    }

    /** Bytes in the directory. */
    long used() {
        return used;
    }

    /** Whether {@code more} bytes may be added, in files of their own if need be, and {@code reserve} be left. */
    boolean allows(long more, long reserve) {
        return used + blocks(more) + 2 * BLOCK + reserve <= Math.min(settings.capacity(), allowance);
    }

    /** Looks how much of the volume is left to us; a look costs some microseconds, so not at every write. */
    void look() throws IOException {
        if (settings.minimumFree() > 0) {
            allowance = used + files.usableSpace(directory) - settings.minimumFree();
        }
    }

    /** Whether others have left so little of the volume that nothing can be stored, however much of ours is given up. */
    boolean isCramped() {
        return allowance < least();
    }

    /** The opposite, and some more, so that one does not become the other all the time. */
    boolean isRoomy() {
        return allowance >= least() + segmentSize();
    }

    /** What the smallest record needs. */
    private long least() {
        return FIXED + 3 * BLOCK + reserve();
    }

    /** Why there is no room, for operators. */
    String cramped() {
        long free = Math.max(0, allowance - used + settings.minimumFree());
        return String.format(
                Locale.ROOT,
                "no room in %s: %.0f MB are free on its volume, of which %.0f MB are to stay so (minimum-free)",
                directory,
                free / MB,
                settings.minimumFree() / MB);
    }

    long capacity() {
        return settings.capacity();
    }
}
