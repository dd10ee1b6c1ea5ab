package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/**
 * A store of keys and values in a directory. Safe for all threads; operations are atomic one by one.
 *
 * <p>No operation throws because of the disk's condition: what cannot be read is absent, what cannot be written is not
 * stored, and never is anything returned but what was put under that key. Such failures are counted, logged once, and
 * seen in {@link #statistics}.
 */
public final class DiskStore implements AutoCloseable {
    /** The time of expiry of what never expires. */
    public static final long NEVER = -1;

    private DiskStore() {}

    /**
     * Opens the store in {@code directory}, making it if need be, with a thread that does its housekeeping.
     *
     * @throws IOException if the directory is held by somebody else, or cannot be read or written
     */
    public static DiskStore open(Path directory, DiskSettings settings, DiskListener listener) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** As {@link #open(Path, DiskSettings, DiskListener)}, over other files and without a thread: call {@link #maintain}. */
    static DiskStore open(Path directory, DiskSettings settings, DiskListener listener, FileLayer files)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads an entry. It counts as used.
     *
     * @return empty if there is none, it is expired or it cannot be read
     */
    public Optional<DiskEntry> get(DiskKey key) {
        throw new UnsupportedOperationException();
    }

    /** Whether there is an entry that is not expired. It does not count as used and may turn out to be unreadable. */
    public boolean contains(DiskKey key) {
        throw new UnsupportedOperationException();
    }

    /**
     * Stores an entry in place of any other of its key.
     *
     * @param value from position to limit, which are left alone
     * @param created milliseconds of the epoch
     * @param expires milliseconds of the epoch, or {@link #NEVER}
     * @return the id of the entry; empty if it could not be stored, and then there is none of that key
     */
    public Optional<Long> put(DiskKey key, Labels labels, ByteBuffer value, long created, long expires) {
        throw new UnsupportedOperationException();
    }

    /**
     * Removes an entry, for good.
     *
     * @return whether there was one
     */
    public boolean remove(DiskKey key) {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives an entry another time of expiry, in memory: after a restart it has the one it was put with.
     *
     * @param id the entry's; if the key has another by now, nothing happens
     */
    public void expireAt(DiskKey key, long id, long expires) {
        throw new UnsupportedOperationException();
    }

    /**
     * Keeps an entry from being evicted, because a copy of it is in use elsewhere, until {@link #unpin}. What is pinned
     * may still be replaced, removed, purged or expire. Not durable.
     */
    public void pin(DiskKey key, long id) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes back {@link #pin}; the entry counts as used.
     *
     * @return whether the entry is still there
     */
    public boolean unpin(DiskKey key, long id) {
        throw new UnsupportedOperationException();
    }

    /** Removes all entries, for good. */
    public void clear() {
        throw new UnsupportedOperationException();
    }

    /**
     * Removes entries, for good, at once and wherever they are: also those that are put later by somebody who took a
     * {@link #stamp} before, if it asks {@link #purgedSince}.
     *
     * @return how many there were
     */
    public long purge(Purge purge) {
        throw new UnsupportedOperationException();
    }

    /** To be taken before an entry's value is made from something that a purge may declare old. */
    public long stamp() {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether a purge since {@code stamp} means this entry, so that its value must not be used. To be asked after the
     * entry was put. Says yes in doubt, if the stamp is very old.
     */
    public boolean purgedSince(long stamp, byte[] key, Labels labels) {
        throw new UnsupportedOperationException();
    }

    /** The entries that are there now, read one by one; those that go meanwhile are left out. Nothing counts as used. */
    public Iterator<DiskEntry> entries() {
        throw new UnsupportedOperationException();
    }

    public DiskStatistics statistics() {
        throw new UnsupportedOperationException();
    }

    /** Does what is due: forces data, makes room ahead of need, tries a failed disk again. Called every 200 ms or so. */
    void maintain() {
        throw new UnsupportedOperationException();
    }

    /** Ends the store; what is in it stays. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
