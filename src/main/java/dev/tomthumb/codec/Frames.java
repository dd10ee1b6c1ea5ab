package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import java.util.Optional;

/** An animation about to be decoded, frame by frame. Used once, by one thread. */
public interface Frames {
    /** How often all frames are shown; 0 = for ever. */
    int plays();

    /**
     * The next frame, composed; empty behind the last. Its pixels are valid until the next call and must not be changed.
     *
     * @throws ImageException {@code BROKEN_IMAGE} or {@code UNSUPPORTED_INPUT}; nothing else escapes, whatever the bytes are
     */
    Optional<Frame> next() throws ImageException;
}
