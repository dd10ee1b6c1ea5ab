package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sees to it that there is room for what is to be written, by having the {@link Reclaimer} give up segments.
 *
 * <p>One thread at a time does that, under a lock of its own: it is taken without the store's lock, never the other way
 * round, so that others read and write meanwhile.
 */
final class RoomMaker {
    /** Segments given up for one record, before there is no room for it. */
    private static final int MOST_RECLAIMS = 64;

    private final StoreState state;
    private final Reclaimer reclaimer;
    private final ReentrantLock reclaiming = new ReentrantLock();

    RoomMaker(StoreState state, Reclaimer reclaimer) {
        this.state = state;
        this.reclaimer = reclaimer;
    }

    /**
     * Makes room for a record; false if there is none. Holds the lock, once: it is let go while a segment is given up, so
     * that what the caller knew of the entries, and whether the store has ended, may have changed.
     */
    boolean make(int length) {
        for (int i = 0; i < MOST_RECLAIMS && state.health().writes(); i++) {
            if (state.space().allows(length, state.space().reserve())) {
                return true;
            }
            state.lock().unlock();
            try {
                if (!reclaimUnless(length, state.space().reserve())) {
                    break;
                }
            } finally {
                state.lock().lock();
            }
        }
        return state.health().writes()
                && state.space().allows(length, state.space().reserve());
    }

    /** Makes room that nobody has asked for yet: a segment's worth. Without the lock. */
    void makeAhead() {
        long ahead = state.space().reserve() + state.space().segmentSize();
        if (!state.space().allows(0, ahead)) {
            reclaimUnless(0, ahead);
        }
    }

    /** A smaller capacity than last time keeps what fits. To be called before anybody else uses the store. */
    void fitCapacity() {
        if (!state.space().allows(0, 0)) {
            state.log().seal();
        }
        while (!state.space().allows(0, 0) && reclaim(reclaimer::reclaim)) {
            // Until it fits, or nothing more can be given up.
        }
    }

    /** Segments without an entry cost nothing to give up. Without the lock. */
    void giveUpDead() {
        while (reclaim(reclaimer::reclaimEmpty)) {
            // One after the other.
        }
    }

    /** Gives up a segment, unless somebody else has made the room meanwhile; false if that is not possible. */
    private boolean reclaimUnless(long more, long reserve) {
        return reclaim(() -> state.space().allows(more, reserve) || reclaimer.reclaim());
    }

    /** A way to make room. */
    private interface Reclaim {
        boolean run() throws IOException;
    }

    /** Makes room, one thread at a time; false if there is nothing to give up or it fails. Without the lock. */
    private boolean reclaim(Reclaim way) {
        reclaiming.lock();
        try {
            return !state.isClosed() && way.run();
        } catch (IOException failure) {
            state.health().writeFailed("make room", failure);
            return false;
        } finally {
            reclaiming.unlock();
        }
    }

    /** Does something while no segment is being given up. Without the lock, which {@code work} may take. */
    void whileIdle(Runnable work) {
        reclaiming.lock();
        try {
            work.run();
        } finally {
            reclaiming.unlock();
        }
    }
}
