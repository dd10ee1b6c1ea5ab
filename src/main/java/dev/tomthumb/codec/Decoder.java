package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import java.util.Optional;
import java.util.Set;

/** Reads files of some formats. Stateless; one instance serves all threads. */
public interface Decoder {
    /** The formats this decoder reads. */
    Set<ImageFormat> formats();

    /**
     * The same decoder for pictures that keep up to 16 bits of each sample, where this one reduces them to 8; empty if there
     * is none. What has no more than 8 bits may come out as either.
     */
    default Optional<Decoder> deep() {
        return Optional.empty();
    }

    /**
     * An upper bound of the memory {@link #decode} needs at once, result included, in bytes; from the header alone.
     */
    long memory(ImageHeader header);

    /**
     * What the pictures inside a file need on top of {@link #memory}, in bytes; most files have none.
     *
     * @throws ImageException {@code BROKEN_IMAGE}: it cannot be told
     */
    default long memoryOfEmbedded(byte[] file) throws ImageException {
        return 0;
    }

    /**
     * Decodes the first frame, as stored: orientation not applied, colours in the space of {@link ImageHeader#profile}.
     *
     * @throws ImageException {@code BROKEN_IMAGE} or {@code UNSUPPORTED_INPUT}; nothing else escapes, whatever the bytes are
     */
    Pixels decode(byte[] file, ImageHeader header) throws ImageException;
}
