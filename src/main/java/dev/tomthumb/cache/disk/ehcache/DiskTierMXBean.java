package dev.tomthumb.cache.disk.ehcache;

/**
 * The disk tier of a cache over JMX, as {@code dev.tomthumb:type=DiskTier,cache=<alias>,directory=<path>}. Counters begin at
 * zero when the cache is opened; bytes are bytes of files.
 */
public interface DiskTierMXBean {
    /** The name of the cache. */
    String getAlias();

    /** Where its files lie. */
    String getDirectory();

    /** The most bytes the files of entries may take. */
    long getCapacity();

    /** What they take. */
    long getDiskBytes();

    /** Records that can be read. */
    long getLiveBytes();

    /** Records that wait to be compacted. */
    long getDeadBytes();

    /** Share of the records' bytes that can be read, 0..1. */
    double getLiveRatio();

    /** Entries that can be read. */
    long getEntries();

    /** Files of records. */
    long getSegments();

    /** Reads that found an entry. */
    long getHits();

    /** Reads that did not. */
    long getMisses();

    /** Entries stored. */
    long getPuts();

    /** Entries not stored: the disk failed or has no room. */
    long getDropped();

    /** Entries removed by their key. */
    long getRemovals();

    /** Entries removed by a purge. */
    long getPurged();

    /** Entries that made room for others. */
    long getEvictions();

    /** Entries found to be expired. */
    long getExpirations();

    /** Records that failed their checksum. */
    long getDamaged();

    /** Entries that were intact and could not be read by their serializer. */
    long getUnreadable();

    /** Bytes written again by eviction and compaction. */
    long getCopiedBytes();

    /** Bytes written in all. */
    long getWrittenBytes();

    /** Reads and writes that the operating system refused. */
    long getFailures();

    /** Whether the tier writes: not while the disk is full or dead. */
    boolean isServing();

    /** The last such refusal, with its path and reason; empty if there was none. */
    String getLastFailure();

    /** How long opening took, in milliseconds. */
    long getRecoveryMillis();

    /** Entries found at opening. */
    long getRecoveredEntries();

    /** Bytes read record by record at opening, because no index covered them. */
    long getRecoveryScannedBytes();

    /** Stretches found at opening that were no valid records. */
    long getRecoveryDamaged();

    /** Bytes cut off at opening: records that were being written when the process ended. */
    long getRecoveryCutBytes();

    /** Files found at opening that are not of this version; they were renamed. */
    long getRecoverySetAside();

    /** Removes the entries that were made from this original. @return how many there were */
    long purgeOriginal(String original);

    /** Removes the entries that carry this tag. @return how many there were */
    long purgeTag(String tag);

    /**
     * Removes the entries whose key, as its serializer writes it, begins with this text in UTF-8: what one expects of keys
     * that are text.
     *
     * @return how many there were
     */
    long purgePrefix(String prefix);

    /** Removes all entries. @return how many there were */
    long purgeAll();
}
