package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.util.List;

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

    /**
     * Decodes a file once for several takers, in no more memory than {@link #memory(ImageHeader, Demand)} says of all of
     * them together. Each gets the very samples that he would get alone; and it ends as soon as nobody is left to take any.
     *
     * <p>A decoder need not serve everybody, or anybody: whom it does not, it leaves {@linkplain Taker#isOpen open} and
     * untouched, to be served alone.
     *
     * @param file not copied, not changed
     * @param header what {@link Codecs#header} told of it
     * @param takers at least one. Their sinks are called on this thread; what these throw ends only their own taker
     * @param scratch where the working arrays of all come from
     * @throws ImageException {@code BROKEN_IMAGE} or {@code UNSUPPORTED_INPUT}: see {@link Taker#endedBy}
     */
    default void decode(byte[] file, ImageHeader header, List<Taker> takers, Scratch scratch) throws ImageException {
        // Each alone.
    }
}
