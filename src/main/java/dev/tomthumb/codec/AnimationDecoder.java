package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;

/** Reads files of several frames in one format. Stateless; one instance serves all threads. */
public interface AnimationDecoder {
    /** The format this decoder reads. */
    ImageFormat format();

    /**
     * An upper bound of the memory that {@link #open} and its frames hold at once, in bytes, however many frames there
     * are; from the header alone.
     */
    long memory(ImageHeader header);

    /**
     * Gets ready to decode; decodes nothing yet.
     *
     * @param file not copied, not changed
     * @param header what {@link Codecs#header} told of it
     * @throws ImageException {@code BROKEN_IMAGE}, also if the file is not of the size that was checked
     */
    Frames open(byte[] file, ImageHeader header) throws ImageException;
}
