package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;

/**
 * A decoder that hands out a picture band by band, so that its memory need not grow with the picture, and that may
 * decode a part of it, or all of it at less than full size.
 */
public interface BandDecoder extends Decoder {
    /** Whether this file can be read in bands; if not, only {@link #decode} reads it. */
    boolean hasBands(ImageHeader header);

    /**
     * An upper bound of the memory that {@link #open} and its bands hold, in bytes, the sinks' own excluded; from the
     * header alone.
     */
    long memory(ImageHeader header, Demand demand);

    /**
     * Gets ready to decode.
     *
     * @param file not copied, not changed
     * @param header what {@link Codecs#header} told of it
     * @param demand its eighths are all 8 unless the header has {@link ImageHeader#components}
     * @param scratch where working arrays come from; they go back when it is closed
     * @throws ImageException {@code BROKEN_IMAGE} or {@code UNSUPPORTED_INPUT}
     */
    Bands open(byte[] file, ImageHeader header, Demand demand, Scratch scratch) throws ImageException;
}
