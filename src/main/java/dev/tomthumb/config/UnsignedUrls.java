package dev.tomthumb.config;

/** What imgproxy URLs may ask for that nobody has signed. */
public enum UnsignedUrls {
    /** Everything, as in imgproxy. */
    OPEN,
    /** Sizes of the ladder, and few other options. */
    LADDER,
    /** What the operator wrote as a preset. */
    PRESETS,
    /** Nothing. */
    REFUSE
}
