package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that what has gone does not come back at the next start: an entry leaves the table together with a record in
 * the log that it has gone, if an older value could be found without it. What cannot be written now is owed, and written by
 * {@link CatchUp}; see {@code docs/decisions/009} for the rules.
 *
 * <p>Used under the store's lock, which guards what is owed; {@link #forget} takes it.
 */
final class Removals {
    /** Removals that could not be written and wait for the disk; beyond this many everything is forgotten instead. */
    private static final int MOST_OWED = 100_000;

    private final StoreState state;
    private final Map<ByteBuffer, DiskKey> owed = new LinkedHashMap<>();
    private boolean owesClear;

    Removals(StoreState state) {
        this.state = state;
    }

    /** Removes this very entry, which cannot be used any more; false if it was not there. Takes the lock. */
    boolean forget(Entry entry) {
        state.lock().lock();
        try {
            boolean there = state.table().remove(entry);
            if (there) {
                gone(entry);
            }
            return there;
        } finally {
            state.lock().unlock();
        }
    }

    /** An entry has left the table. If older values of its key lie somewhere they must not come back. Holds the lock. */
    private void gone(Entry entry) {
        entry.segment.addLive(-entry.length);
        if (entry.shadows()) {
            write(new BytesKey(entry.key, entry.hash));
        }
    }

    /** What the key had is not what was put last. Holds the lock. */
    void bury(DiskKey key) {
        Optional<Entry> old = state.table().remove(key);
        if (old.isPresent()) {
            old.get().segment.addLive(-old.get().length);
            // Its own bytes, which those of an equal key need not be.
            write(new BytesKey(old.get().key, old.get().hash));
        }
    }

    /**
     * An entry has left the table because of a purge. Holds the lock.
     *
     * @param written whether the purge is in the log
     * @param byLabel whether older values of the same key may have had other labels, and the purge not mean them
     */
    void purged(Entry entry, boolean written, boolean byLabel) {
        if (written && byLabel) {
            gone(entry);
            return;
        }
        entry.segment.addLive(-entry.length);
        if (!written) {
            owe(new BytesKey(entry.key, entry.hash));
        }
    }

    /** Writes that the key has gone, now or as soon as it can be. Holds the lock. */
    void write(DiskKey key) {
        if (!write(RecordWriter.remove(key), "remove")) {
            owe(key);
        }
    }

    /** Writes a purge and forces it to the device; false if it cannot be written now. Holds the lock. */
    boolean write(Purge purge) {
        if (!write(PurgeRecord.of(purge, state.log().nextSequence()), "purge")) {
            return false;
        }
        try {
            if (state.settings().sync() != Sync.NEVER) {
                state.log().force(true);
            }
        } catch (IOException failure) {
            state.health().writeFailed("force a purge to the device", failure);
        }
        return true;
    }

    /** Writes a record that is no entry; false if it cannot be written now. Holds the lock. */
    private boolean write(RecordWriter record, String operation) {
        if (!state.health().writes()
                || !state.space().allows(record.length(), state.space().reserve())) {
            return false;
        }
        try {
            state.log().append(record, state.log().entrance());
            state.count().written(record.length());
            return true;
        } catch (IOException failure) {
            state.health().writeFailed(operation, failure);
            return false;
        }
    }

    /** The removal of a key has to be written. Holds the lock, or nobody else uses the store yet. */
    void owe(DiskKey key) {
        owed.put(ByteBuffer.wrap(key.bytes()), key);
        if (owed.size() > MOST_OWED) {
            forgetAll();
        }
    }

    /** Everything goes, because what must not come back is not known any more. Holds the lock. */
    void forgetAll() {
        owed.clear();
        state.table().removeIf(any -> true, old -> old.segment.addLive(-old.length));
        owesClear = !write(new Purge.All());
    }

    /** Whether something could not be written yet. Holds the lock. */
    boolean owes() {
        return owesClear || !owed.isEmpty();
    }

    /** How many removals could not be written yet, in words. Holds the lock. */
    String number() {
        return owesClear ? "All" : String.valueOf(owed.size());
    }

    /** Writes that everything has gone, if that is owed. Holds the lock. */
    void writeOwedClear() {
        if (owesClear) {
            owesClear = !write(new Purge.All());
        }
    }

    /** The keys whose removal is owed, in the order in which they went; nothing is owed any more then. Holds the lock. */
    List<DiskKey> takeOwed() {
        List<DiskKey> keys = List.copyOf(owed.values());
        owed.clear();
        return keys;
    }
}
