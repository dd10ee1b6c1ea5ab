package dev.tomthumb.codec.webp;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;

/** Why a WebP is not read, as sentences for the public. */
final class Refusals {
    private Refusals() {}

    /** {@code The original is a damaged WebP: it <what>.} */
    static ImageException damaged(String what) {
        return new ImageException(Problem.BROKEN_IMAGE, "The original is a damaged WebP: it " + what + ".");
    }

    static ImageException endsEarly() {
        return damaged("ends before its last pixel");
    }
}
