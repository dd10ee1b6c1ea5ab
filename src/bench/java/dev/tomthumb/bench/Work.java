package dev.tomthumb.bench;

import java.util.Locale;

/**
 * What a candidate is to make of a file.
 *
 * @param width of the result in pixels; its height follows the original's aspect, rounded
 * @param output what to make
 * @param quality 1..100; of no meaning for {@link Output#PIXELS}
 */
record Work(int width, Output output, int quality) {
    /** What can be asked for. */
    enum Output {
        JPEG,
        WEBP,
        /** The PNG decoded at full size, nothing written. */
        PIXELS;

        /** The word for it on the workers' lines. */
        String token() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Output of(String token) {
            return valueOf(token.toUpperCase(Locale.ROOT));
        }
    }
}
