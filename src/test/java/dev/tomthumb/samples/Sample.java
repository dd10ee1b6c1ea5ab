package dev.tomthumb.samples;

import java.util.OptionalInt;

/**
 * What is known about one sample original without opening it.
 *
 * @param name file name, as it is on disk and (after percent-encoding) in a URL
 * @param mediaType what {@code Content-Type} a server should say
 * @param width stored pixels across, before any EXIF orientation is applied
 * @param height stored pixels down, before any EXIF orientation is applied
 * @param orientation the EXIF orientation 1 to 8 if the file carries one
 * @param description one sentence for people
 */
public record Sample(
        String name, String mediaType, int width, int height, OptionalInt orientation, String description) {

    /** Pixels across as a viewer sees them, after the EXIF orientation is applied. */
    public int displayWidth() {
        return turnsSideways() ? height : width;
    }

    /** Pixels down as a viewer sees them, after the EXIF orientation is applied. */
    public int displayHeight() {
        return turnsSideways() ? width : height;
    }

    private boolean turnsSideways() {
        return orientation.isPresent() && orientation.getAsInt() >= 5;
    }
}
