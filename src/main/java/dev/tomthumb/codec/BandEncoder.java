package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Size;

/** An encoder that takes the planes a resampler makes, without a picture in between. */
public interface BandEncoder extends Encoder {
    /** How finely the chroma planes of a {@code YCBCR} picture must sample it to be written with this quality. */
    Sampling chroma(Encoding encoding);

    /**
     * Gets ready to write.
     *
     * @param layout {@code GREY}, or {@code YCBCR} with chroma planes of {@link #chroma}, rounded up
     * @param scratch where working arrays come from; they go back when it is closed
     * @throws ImageException {@code UNSUPPORTED_OUTPUT} for a size the format cannot hold
     */
    PictureWriter begin(Size size, Layout layout, Encoding encoding, Scratch scratch) throws ImageException;
}
