package dev.tomthumb.model;

/**
 * Transparent space that fills a picture up to a size or to proportions (imgproxy pipeline, section 5, steps 10 and 11).
 *
 * @param gravity where the picture lies in the larger one; never smart
 */
public record Extend(Gravity gravity) {
    /** The picture in the middle. */
    public static final Extend CENTERED = new Extend(Gravity.CENTER);

    /** @throws IllegalArgumentException for smart gravity, which needs something to cut */
    public Extend {
        if (gravity.type() == Gravity.Type.SMART) {
            throw new IllegalArgumentException("a picture is not extended by smart gravity");
        }
    }
}
