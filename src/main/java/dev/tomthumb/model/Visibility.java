package dev.tomthumb.model;

/** Who may keep a copy of a response (RFC 9111, sections 5.2.2.7 and 5.2.2.9). */
public enum Visibility {
    /** Any cache on the way. */
    PUBLIC,
    /** The asking browser alone: the original is guarded, or nobody said it is not. */
    PRIVATE
}
