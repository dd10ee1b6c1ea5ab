package dev.tomthumb.model;

/**
 * Transparent space around a picture, in CSS pixels, each &ge; 0 (imgproxy pipeline, section 5, step 12).
 */
public record Padding(int top, int right, int bottom, int left) {
    /** None. */
    public static final Padding NONE = new Padding(0, 0, 0, 0);

    /** @throws IllegalArgumentException for a negative one */
    public Padding {
        if (top < 0 || right < 0 || bottom < 0 || left < 0) {
            throw new IllegalArgumentException("a padding is at least 0");
        }
    }
}
