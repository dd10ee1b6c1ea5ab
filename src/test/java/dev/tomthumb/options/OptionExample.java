package dev.tomthumb.options;

/**
 * One option in use.
 *
 * @param option imgproxy's full name of it
 * @param url the options of an imgproxy URL; {@code {md5}} stands for the original's sum
 * @param original what it is shown with
 * @param shows what a picture of it is good for
 */
public record OptionExample(String option, String url, Original original, Shows shows) {
    /** What a picture tells of an option. */
    public enum Shows {
        /** Its pixels are the same everywhere. */
        PIXELS,
        /** Its letters are those of the fonts of the machine, so only its size is the same everywhere. */
        LETTERS,
        /** Nothing that one could see. */
        NOTHING
    }

    /** The pictures that the examples begin with, all drawn by {@code dev.tomthumb.samples}. */
    public enum Original {
        /** A lake in the morning, 400 x 300. */
        LAKE,
        /** The same in a white frame, 480 x 380, without losses: what a JPEG leaves beside an edge is no border. */
        FRAMED,
        /** Soft edges and transparency, 800 x 600. */
        GLASS,
        /** A card with an arrow, which EXIF says to turn. */
        CARD,
        /** A rolling ball, 12 frames of 240 x 160. */
        BALL,
        /** A drawing of three shapes, 160 x 120. */
        DRAWING
    }

    /** The options with this original's sum. */
    public String url(byte[] file) {
        return url.contains("{md5}") ? url.replace("{md5}", Sums.md5(file)) : url;
    }
}
