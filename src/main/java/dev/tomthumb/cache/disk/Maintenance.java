package dev.tomthumb.cache.disk;

import java.io.IOException;

/**
 * What is due from time to time, in its order. Done by one thread, the {@link Housekeeper} if there is one; each step takes
 * the locks it needs.
 */
final class Maintenance {
    private static final long SYNC_MILLIS = 1_000;

    private final StoreState state;
    private final VolumeWatch volume;
    private final RoomMaker room;
    private final CatchUp catchUp;
    private long lastSync;

    Maintenance(StoreState state, VolumeWatch volume, RoomMaker room, CatchUp catchUp) {
        this.state = state;
        this.volume = volume;
        this.room = room;
        this.catchUp = catchUp;
        this.lastSync = state.settings().clock().millis();
    }

    /** See {@link DiskStore#maintain}. */
    void run() {
        if (state.isClosed()) {
            return;
        }
        volume.look();
        if (state.health().isDue()) {
            catchUp.tryAgain();
        }
        if (state.health().writes()) {
            sync();
            room.giveUpDead();
            room.makeAhead();
            catchUp.pay();
        }
    }

    private void sync() {
        long now = state.settings().clock().millis();
        try {
            if (state.settings().sync() == Sync.SECOND && now - lastSync >= SYNC_MILLIS) {
                lastSync = now;
                state.log().force(true);
            } else if (state.settings().sync() == Sync.SEGMENT) {
                state.log().force(false);
            }
        } catch (IOException failure) {
            state.health().writeFailed("force to the device", failure);
        }
    }
}
