package dev.tomthumb.model;

/** What a body is: a picture of some format, or a document about one. */
public sealed interface BodyType permits ImageFormat, DocumentType {
    /** The media type sent as {@code Content-Type}. */
    String mediaType();

    /** The usual file name extension, without a dot. */
    String extension();

    /** The word for it inside a cache's record, a log line or a metric label; no two types have the same. */
    String token();
}
