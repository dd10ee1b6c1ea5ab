package dev.tomthumb.cache.disk;

import java.util.Optional;

/**
 * The state of a store and what it has done since it was opened. Bytes are bytes of files.
 *
 * @param entries that can be read
 * @param capacity the most bytes the directory may hold
 * @param diskBytes what it holds, in blocks of the file system
 * @param liveBytes records that can be read
 * @param deadBytes records that are waiting to be compacted: replaced, removed, expired, damaged
 * @param segments files of records
 * @param hits reads that found an entry
 * @param misses reads that did not
 * @param puts entries stored
 * @param dropped entries that were not stored because the disk failed or has no room
 * @param removals entries removed by their key
 * @param purged entries removed by a purge
 * @param evictions entries that made room for others
 * @param expirations entries found to be expired
 * @param damaged records that failed their checksum
 * @param copiedBytes written again by eviction and compaction
 * @param writtenBytes written in all
 * @param failures reads and writes that the operating system refused
 * @param serving whether the store writes: not while the disk is full or dead
 * @param lastFailure the last such refusal: operation, path and reason; or why there is no room now
 * @param recovery how the store was opened
 */
public record DiskStatistics(
        long entries,
        long capacity,
        long diskBytes,
        long liveBytes,
        long deadBytes,
        long segments,
        long hits,
        long misses,
        long puts,
        long dropped,
        long removals,
        long purged,
        long evictions,
        long expirations,
        long damaged,
        long copiedBytes,
        long writtenBytes,
        long failures,
        boolean serving,
        Optional<String> lastFailure,
        Recovered recovery) {

    /**
     * How a store was opened.
     *
     * @param millis how long it took
     * @param entries found
     * @param segments found
     * @param scannedBytes read record by record, because no index covered them
     * @param damaged stretches that were no valid records
     * @param cutBytes cut off at the end of a segment: a record that was being written
     * @param setAside files that are not of this version, renamed
     */
    public record Recovered(
            long millis, long entries, long segments, long scannedBytes, long damaged, long cutBytes, long setAside) {}

    /** @param cramped whether others have filled the volume */
    static DiskStatistics of(StoreState state, boolean cramped, Recovered recovery) {
        Counters count = state.count();
        long live = 0;
        long dead = 0;
        for (Segment segment : state.log().segments()) {
            live += segment.live();
            dead += segment.dead();
        }
        return new DiskStatistics(
                state.table().size(),
                state.space().capacity(),
                state.space().used(),
                live,
                dead,
                state.log().segments().size(),
                count.hits.sum(),
                count.misses.sum(),
                count.puts.sum(),
                count.dropped.sum(),
                count.removals.sum(),
                count.purged.sum(),
                count.evictions.sum(),
                count.expirations.sum(),
                count.damaged.sum(),
                count.copiedBytes.sum(),
                count.writtenBytes.sum(),
                state.health().failures(),
                state.health().writes() && !cramped,
                cramped ? Optional.of(state.space().cramped()) : state.health().last(),
                recovery);
    }

    /** Share of the records' bytes that can be read, 0..1; 1 when there are none. */
    public double liveRatio() {
        return liveBytes + deadBytes == 0 ? 1 : (double) liveBytes / (liveBytes + deadBytes);
    }
}
