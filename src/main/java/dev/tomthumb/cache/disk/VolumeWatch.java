package dev.tomthumb.cache.disk;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Watches how much of the volume others leave to the store, and tells when they have filled it and when they have not any
 * more. Looked at by one thread, without the store's lock; anybody may ask.
 */
final class VolumeWatch {
    private static final Logger LOG = System.getLogger(DiskStore.class.getName());

    private final StoreState state;
    /** Whether others have filled the volume. */
    private volatile boolean cramped;

    VolumeWatch(StoreState state) {
        this.state = state;
    }

    void look() {
        try {
            state.space().look();
        } catch (IOException unknown) {
            state.health().writeFailed("look for free space", unknown);
        }
        if (cramped ? state.space().isRoomy() : state.space().isCramped()) {
            cramped = !cramped;
            tellOfRoom();
        }
    }

    private void tellOfRoom() {
        if (cramped) {
            LOG.log(
                    Level.WARNING,
                    "The disk tier pauses: {0}. Entries are not stored until there is more; this is looked for all the"
                            + " time.",
                    state.space().cramped());
        } else {
            LOG.log(Level.INFO, "The disk tier in {0} stores entries again.", state.directory());
        }
    }

    /** Whether others have filled the volume, so that nothing can be stored. */
    boolean isCramped() {
        return cramped;
    }
}
