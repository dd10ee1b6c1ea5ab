package dev.tomthumb.model;

/** A document about a picture. */
public enum DocumentType implements BodyType {
    JSON("application/json", "json");

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
