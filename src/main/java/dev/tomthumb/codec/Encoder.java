package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;

/** Writes files of one format. Stateless; one instance serves all threads. */
public interface Encoder {
    /** The format this encoder writes. */
    ImageFormat format();

    /** An upper bound of the memory {@link #encode} needs beside the pixels, in bytes. */
    long memory(Size size);

    /**
     * The file. Pixels are sRGB; for a format without alpha they are already flattened.
     *
     * @param quality 1..100; ignored by formats that have none
     * @throws ImageException {@code UNSUPPORTED_OUTPUT} for a size the format cannot hold
     */
    byte[] encode(Pixels pixels, int quality) throws ImageException;
}
