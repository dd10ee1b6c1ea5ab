package dev.tomthumb.codec.png;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;

/** Why a PNG is not read, as sentences for the public. */
final class Refusals {
    private Refusals() {}

    /** {@code The original is a damaged PNG: it <what>.} */
    static ImageException damaged(String what) {
        return new ImageException(Problem.BROKEN_IMAGE, "The original is a damaged PNG: it " + what + ".");
    }

    static ImageException endsEarly() {
        return damaged("ends before its last pixel");
    }

    /** {@code The original is a PNG that <what>.} */
    static ImageException unsupported(String what) {
        return new ImageException(Problem.UNSUPPORTED_INPUT, "The original is a PNG that " + what + ".");
    }
}
