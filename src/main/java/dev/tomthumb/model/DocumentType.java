package dev.tomthumb.model;

/** What is kept that is no picture. */
public enum DocumentType implements BodyType {
    /** About a picture. */
    JSON("application/json", "json"),
    /** An answer of the host application, head and body in one record. */
    RESPONSE("application/octet-stream", "response");

    private final String mediaType;
    private final String word;

    DocumentType(String mediaType, String word) {
        this.mediaType = mediaType;
        this.word = word;
    }

    @Override
    public String mediaType() {
        return mediaType;
    }

    @Override
    public String extension() {
        return word;
    }

    @Override
    public String token() {
        return word;
    }
}
