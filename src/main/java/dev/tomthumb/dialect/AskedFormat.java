package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageFormat;
import java.util.Optional;

/**
 * A format as URLs ask for it.
 *
 * @param format empty = the one that suits the picture best
 */
record AskedFormat(Optional<ImageFormat> format) {
    /** imgproxy Pro's word for it. */
    static final String BEST = "best";

    static Optional<AskedFormat> named(String name) {
        return name.equals(BEST)
                ? Optional.of(new AskedFormat(Optional.empty()))
                : ImageFormat.named(name).map(format -> new AskedFormat(Optional.of(format)));
    }
}
