package dev.tomthumb.cache.disk;

import java.util.ArrayList;
import java.util.List;

/**
 * Purges: finds the entries that are meant, removes them with one record in the log, and remembers the purge for values
 * that are being made meanwhile. Under the store's lock, but not while room is made.
 */
final class Purger {
    private final StoreState state;
    private final Ghosts ghosts;
    private final RoomMaker room;
    private final Removals removals;
    private final CatchUp catchUp;
    private final Recent<Purge> purges = new Recent<>();

    Purger(StoreState state, Ghosts ghosts, RoomMaker room, Removals removals, CatchUp catchUp) {
        this.state = state;
        this.ghosts = ghosts;
        this.room = room;
        this.removals = removals;
        this.catchUp = catchUp;
    }

    /** See {@link DiskStore#purge}. */
    long purge(Purge purge) {
        int number;
        state.lock().lock();
        try {
            if (state.isClosed()) {
                return 0;
            }
            room.make(PurgeRecord.of(purge, 0).length());
            purges.add(purge);
            boolean written = removals.write(purge);
            List<Entry> purged = new ArrayList<>();
            state.table().removeIf(Outline.Query.of(purge), PurgeRecord.test(purge), purged::add);
            number = purged.size();
            boolean byLabel = purge instanceof Purge.Original || purge instanceof Purge.Tag;
            purged.forEach(entry -> removals.purged(entry, written, byLabel));
            catchUp.payIfPossible();
        } finally {
            state.lock().unlock();
        }
        state.count().purged.add(number);
        state.listener().purged();
        return number;
    }

    /** See {@link DiskStore#clear}. */
    void clear() {
        purge(new Purge.All());
        state.lock().lock();
        try {
            state.log().seal();
            ghosts.clear();
        } finally {
            state.lock().unlock();
        }
        room.giveUpDead();
    }

    /** See {@link DiskStore#keys}. */
    List<byte[]> keys(Purge meant) {
        return state.table().matching(Outline.Query.of(meant), PurgeRecord.test(meant)).stream()
                .map(entry -> entry.key)
                .toList();
    }

    /** See {@link DiskStore#stamp}. */
    long stamp() {
        return purges.stamp();
    }

    /** See {@link DiskStore#purgedSince}. */
    boolean purgedSince(long stamp, byte[] key, Labels labels) {
        return purges.since(stamp, purge -> PurgeRecord.means(purge, key, labels));
    }
}
