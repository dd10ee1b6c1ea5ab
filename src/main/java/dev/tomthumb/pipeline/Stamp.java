package dev.tomthumb.pipeline;

import dev.tomthumb.codec.ImageHeader;
import dev.tomthumb.model.Color;
import dev.tomthumb.model.Watermark;
import dev.tomthumb.pixel.text.Fonts;

/** A watermark ready to be made: whatever it needs is here, and has passed the limits. */
sealed interface Stamp {
    /** What was asked for. */
    Watermark wish();

    /** The opacity in the end, above 0. */
    double opacity();

    /**
     * A picture.
     *
     * @param file its bytes
     * @param header what they begin with
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Picture(Watermark wish, double opacity, byte[] file, ImageHeader header) implements Stamp {}

    /** A text. */
    record Text(Watermark wish, double opacity, Watermark.Content.Text words, Fonts fonts) implements Stamp {
        /** imgproxy's: sans 16, black. */
        private static final int SIZE = 16;

        private static final Color COLOR = new Color(0, 0, 0);

        int size() {
            return words.size().orElse(SIZE);
        }

        Color color() {
            return words.color().orElse(COLOR);
        }
    }
}
