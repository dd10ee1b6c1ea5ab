package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;

/** A file that is being written from planes. Used once, by one thread. */
public interface PictureWriter {
    /** Where the bands of a plane go, by its place in the layout. The planes may come in any order or interleaved. */
    ColumnSink plane(int index);

    /**
     * The file, once all bands of all planes are there.
     *
     * @throws ImageException {@code UNSUPPORTED_OUTPUT} for a size the format cannot hold
     */
    byte[] finish() throws ImageException;
}
