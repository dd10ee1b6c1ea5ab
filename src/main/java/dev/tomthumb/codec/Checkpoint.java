package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;

/** Asked now and then by work that takes long, so that it can be ended: between bands, between scans. */
@FunctionalInterface
public interface Checkpoint {
    /** Never ends anything. */
    Checkpoint NONE = () -> {};

    /** @throws ImageException if the work shall end */
    void check() throws ImageException;
}
