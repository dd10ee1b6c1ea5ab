package dev.tomthumb.cache.disk.ehcache;

import dev.tomthumb.cache.disk.DiskStatistics;
import dev.tomthumb.cache.disk.Labels;
import dev.tomthumb.cache.disk.Purge;
import java.nio.file.Path;
import java.util.List;

/**
 * The disk tier of one cache, for what {@code org.ehcache.Cache} has no methods for. Of use while its cache is open;
 * afterwards every method that asks the tier throws {@link IllegalStateException}.
 */
public interface DiskTierHandle {
    /** The name of its cache. */
    String alias();

    /** Where its files lie. */
    Path directory();

    /**
     * Removes entries for good, from the disk and from the tiers above it; also those that are being stored by somebody who
     * asks {@link #purgedSince}. Listeners hear nothing of it.
     *
     * @return how many there were on disk
     */
    long purge(Purge purge);

    /**
     * The keys, as their serializer writes them, of the entries on disk that a purge would mean; nothing is removed.
     *
     * @return in no order; for reading only
     */
    List<byte[]> keys(Purge meant);

    /** To be taken before a value is made that a purge might declare old. */
    long stamp();

    /**
     * Whether a purge since {@code stamp} means an entry, so that it must be removed again. To be asked after it was put. In
     * doubt, if the stamp is very old: yes.
     *
     * @param key as its serializer writes it
     */
    boolean purgedSince(long stamp, byte[] key, Labels labels);

    /** Its state, and what it has done since its cache was opened. */
    DiskStatistics statistics();

    /** Entries whose bytes were intact and whose serializer could not read them; they are gone. */
    long unreadable();
}
