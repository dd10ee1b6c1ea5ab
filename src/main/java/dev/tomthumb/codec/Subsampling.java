package dev.tomthumb.codec;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a file keeps colour differences at half their width and height. */
public enum Subsampling {
    /** Up to a quality of the encoder's choice. */
    AUTO,
    /** Whatever the quality. */
    ON,
    /** Never: finer red on blue, larger files. */
    OFF;

    /** By its name in URLs and settings, e.g. {@code auto}. */
    public static Optional<Subsampling> named(String name) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(name)).findFirst();
    }

    /** Its name in URLs and settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
