package dev.tomthumb.config;

/** What becomes of an original whose end is missing. */
public enum TruncatedOriginals {
    /** It is answered that it is damaged. */
    REFUSE,
    /** What is there is shown. */
    RENDER
}
