package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;

/** An animation that is being written. Used once, by one thread. */
public interface AnimationWriter {
    /**
     * Appends a frame. Its pixels are not kept.
     *
     * @throws ImageException {@code INTERNAL} if a library refuses to write it
     */
    void add(Frame frame) throws ImageException;

    /**
     * The file, once all frames are there; at least one.
     *
     * @throws ImageException as {@link #add}
     */
    byte[] finish() throws ImageException;
}
