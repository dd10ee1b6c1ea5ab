package dev.tomthumb.codec;

/**
 * One picture of an animation: the whole canvas as it is shown, not only what changed.
 *
 * @param pixels the canvas
 * @param delayMillis how long it is shown, in milliseconds, at least 0
 */
public record Frame(Pixels pixels, int delayMillis) {
    /** @throws IllegalArgumentException for a negative delay */
    public Frame {
        if (delayMillis < 0) {
            throw new IllegalArgumentException("a frame is not shown for " + delayMillis + " ms");
        }
    }
}
