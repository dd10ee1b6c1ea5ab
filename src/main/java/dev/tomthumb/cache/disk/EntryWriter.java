package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Puts entries and removes them: makes room, appends to the log, and changes the table to say the same.
 *
 * <p>All under the store's lock, but for making the record of a put, and while room is made.
 */
final class EntryWriter {
    private final StoreState state;
    private final Buffers buffers;
    private final Ghosts ghosts;
    private final RoomMaker room;
    private final Removals removals;
    private final CatchUp catchUp;
    /** The number of the next entry. Guarded by the store's lock. */
    private int nextId;

    /** @param nextId a number that no entry has */
    EntryWriter(
            StoreState state,
            Buffers buffers,
            Ghosts ghosts,
            RoomMaker room,
            Removals removals,
            CatchUp catchUp,
            int nextId) {
        this.state = state;
        this.buffers = buffers;
        this.ghosts = ghosts;
        this.room = room;
        this.removals = removals;
        this.catchUp = catchUp;
        this.nextId = nextId;
    }

    /** See {@link DiskStore#put}. */
    Optional<Long> put(DiskKey key, Labels labels, ByteBuffer value, long created, long expires) {
        if (state.isClosed()) {
            return Optional.empty();
        }
        LabelBytes encoded = LabelBytes.of(labels);
        if (RecordWriter.length(key.bytes(), encoded, value.remaining())
                > state.space().largestRecord()) {
            state.count().dropped.increment();
            remove(key);
            return Optional.empty();
        }
        RecordWriter record = RecordWriter.put(key, encoded, value, created, expires, buffers);
        state.lock().lock();
        try {
            Optional<Long> stored = store(key, record);
            if (stored.isEmpty() && !state.isClosed()) {
                state.count().dropped.increment();
                removals.bury(key);
            }
            return stored;
        } finally {
            state.lock().unlock();
            record.release(buffers);
        }
    }

    /** Holds the lock, but not while room is made. */
    private Optional<Long> store(DiskKey key, RecordWriter record) {
        if (state.isClosed() || !room.make(record.length()) || state.isClosed()) {
            return Optional.empty();
        }
        try {
            Optional<Entry> replaced = state.table().find(key);
            if (replaced.isPresent() && !Arrays.equals(replaced.get().key, key.bytes())) {
                // An equal key with other bytes: the log does not know that they are equal.
                removals.write(new BytesKey(replaced.get().key, replaced.get().hash));
            }
            Log.Place place = state.log().append(record, part(key, replaced.isPresent()));
            Entry entry = new Entry(place.record(), place.segment(), nextId++, replaced.orElse(null));
            place.segment().addLive(entry.length);
            state.table().put(key, entry).ifPresent(old -> old.segment.addLive(-old.length));
            state.count().puts.increment();
            state.count().written(record.length());
            return Optional.of((long) entry.id);
        } catch (IOException failure) {
            state.health().writeFailed("put", failure);
            return Optional.empty();
        }
    }

    /** Where an entry begins; one that was evicted too early is not put to the test again. Holds the lock. */
    private Part part(DiskKey key, boolean known) {
        boolean returns = !known && ghosts.take(key.hash(), key.bytes());
        return returns ? Part.MAIN : state.log().entrance();
    }

    /** See {@link DiskStore#remove}. */
    boolean remove(DiskKey key) {
        state.lock().lock();
        try {
            if (state.isClosed()) {
                return false;
            }
            if (state.table().find(key).isPresent()) {
                room.make(RecordWriter.lengthOfRemoval(key));
            }
            Optional<Entry> old = state.table().find(key);
            removals.bury(key);
            catchUp.payIfPossible();
            if (old.isEmpty() || old.get().isExpired(state.settings().clock().millis())) {
                return false;
            }
            state.count().removals.increment();
            return true;
        } finally {
            state.lock().unlock();
        }
    }
}
