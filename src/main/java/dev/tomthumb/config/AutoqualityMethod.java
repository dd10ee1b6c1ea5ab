package dev.tomthumb.config;

/** What a quality is searched for by. */
public enum AutoqualityMethod {
    /** It is given. */
    NONE,
    /** The size of the file. */
    SIZE,
    /** How unlike the picture the file is. */
    DSSIM
}
