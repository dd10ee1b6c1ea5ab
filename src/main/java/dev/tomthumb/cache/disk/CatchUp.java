package dev.tomthumb.cache.disk;

import java.io.IOException;

/**
 * Makes up for what the disk did not take: tries it again, and writes the removals that are owed. Under the store's lock,
 * which is let go while room is made for them.
 */
final class CatchUp {
    private final StoreState state;
    private final RoomMaker room;
    private final Removals removals;

    CatchUp(StoreState state, RoomMaker room, Removals removals) {
        this.state = state;
        this.room = room;
        this.removals = removals;
    }

    /** Tries a disk that failed, by writing to it. Takes the lock. */
    void tryAgain() {
        state.lock().lock();
        try {
            if (state.isClosed()) {
                return;
            }
            state.log().append(RecordWriter.probe(), state.log().entrance());
            state.log().force(true);
            state.health().recovered();
        } catch (IOException stillBroken) {
            state.health().writeFailed("try again", stillBroken);
        } finally {
            state.lock().unlock();
        }
    }

    /** Writes what is owed, if the disk can be written. Takes the lock. */
    void pay() {
        state.lock().lock();
        try {
            payIfPossible();
        } finally {
            state.lock().unlock();
        }
    }

    /** What was removed must have been written when the caller goes on: his process may be killed then. Holds the lock. */
    void payIfPossible() {
        if (removals.owes() && state.health().writes()) {
            payOwed();
        }
    }

    /** Removals that could not be written would be undone by the next start: a last attempt. Takes the lock. */
    void settle() {
        state.lock().lock();
        try {
            if (state.isClosed() || !removals.owes()) {
                return;
            }
            if (!state.health().writes()) {
                tryAgain();
            }
            payOwed();
        } finally {
            state.lock().unlock();
        }
    }

    /** Writes the removals that could not be written when they happened. Holds the lock, but not while room is made. */
    private void payOwed() {
        removals.writeOwedClear();
        for (DiskKey key : removals.takeOwed()) {
            room.make(RecordWriter.lengthOfRemoval(key));
            // What came since goes on hiding what is older.
            state.table().find(key).ifPresentOrElse(Entry::shadow, () -> removals.write(key));
        }
    }
}
