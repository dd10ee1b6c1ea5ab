package dev.tomthumb.codec.jpeg.decode;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;

/** What is said of files that cannot be decoded. */
final class Refusals {
    private Refusals() {}

    /** {@code The JPEG is damaged: <detail>.} */
    static ImageException damaged(String detail) {
        return new ImageException(Problem.BROKEN_IMAGE, "The JPEG is damaged: " + detail + ".");
    }

    /** The file, or the data between two of its markers, ends too early. */
    static ImageException cutOff() {
        return new ImageException(
                Problem.BROKEN_IMAGE, "The original is a damaged JPEG: it ends before its last pixel.");
    }

    static ImageException tooLarge() {
        return new ImageException(
                Problem.UNSUPPORTED_INPUT,
                "The original is a JPEG with more pixels than can be decoded at once; save it smaller, or not as a"
                        + " progressive JPEG.");
    }

    static ImageException tooManyScans(int most) {
        return new ImageException(
                Problem.UNSUPPORTED_INPUT,
                "The original is a JPEG that has more than " + most
                        + " scans; accepted are baseline and progressive JPEGs"
                        + " of 8 bits with 1, 3 or 4 components and at most " + most + " scans.");
    }
}
