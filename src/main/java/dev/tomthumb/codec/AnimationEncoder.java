package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Size;

/** Writes files of several frames in one format. Stateless; one instance serves all threads. */
public interface AnimationEncoder {
    /** The format this encoder writes. */
    ImageFormat format();

    /** An upper bound of the memory that the writer holds beside the pixels of one frame, the file included, in bytes. */
    long memory(Size size, int frames);

    /**
     * Gets ready to write.
     *
     * @param size of every frame
     * @param plays how often all frames are shown; 0 = for ever
     * @throws ImageException {@code UNSUPPORTED_OUTPUT} for a size the format cannot hold
     */
    AnimationWriter begin(Size size, int plays, Encoding encoding) throws ImageException;
}
