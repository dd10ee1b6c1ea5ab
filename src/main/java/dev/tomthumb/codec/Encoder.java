package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;

/** Writes files of one format. Stateless; one instance serves all threads. */
public interface Encoder {
    /** The format this encoder writes. */
    ImageFormat format();

    /** Whether {@link Encoding#profile} gets into the file. */
    default boolean embedsProfile() {
        return false;
    }

    /** Whether samples of 16 bits get into the file as they are; if not they are rounded to 8. */
    default boolean keepsDepth() {
        return false;
    }

    /** An upper bound of the memory {@link #encode} needs beside the pixels, in bytes; twice that for 16 bits. */
    long memory(Size size);

    /**
     * The file. For a format without alpha the pixels are already flattened. {@code YCBCR} only goes to a {@link
     * BandEncoder}.
     *
     * @throws ImageException {@code UNSUPPORTED_OUTPUT} for a size the format cannot hold
     */
    byte[] encode(Pixels pixels, Encoding encoding) throws ImageException;
}
