package dev.tomthumb.cache;

import dev.tomthumb.model.ImageRequest;

/**
 * Names one rendition: the canonical request text behind a short fingerprint of everything else that decides the
 * bytes (renderer version, default qualities), so that an upgrade or a changed default makes new renditions instead
 * of serving old ones.
 *
 * @param text never empty; alone it says which key this is
 * @param original the end of the text that names the original; empty for a key that was not made of a request
 */
public record CacheKey(String text, String original) {
    /** @throws IllegalArgumentException for an empty text, or one that does not end with the original */
    public CacheKey {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a cache key needs a text");
        }
        if (!text.endsWith(original)) {
            throw new IllegalArgumentException("'" + text + "' does not end with '" + original + "'");
        }
    }

    /** A key that no original is known of. */
    public CacheKey(String text) {
        this(text, "");
    }

    /**
     * The key of {@code request}, whose format must have been negotiated.
     *
     * @param fingerprint see {@link CacheFingerprint}; without a space, which separates it from the request
     * @throws IllegalArgumentException for an empty fingerprint or one with a space
     */
    public static CacheKey of(String fingerprint, ImageRequest request) {
        if (fingerprint.isEmpty() || fingerprint.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("a fingerprint is one word, not '" + fingerprint + "'");
        }
        return new CacheKey(
                fingerprint + ' ' + request.canonical(), request.source().toString());
    }

    /** What the text says behind the fingerprint: the same on nodes of another version or with other defaults. */
    public String request() {
        return text.substring(text.indexOf(' ') + 1);
    }

    /**
     * The key that a node gives the same request.
     *
     * @param fingerprint what that node's keys begin with
     */
    public CacheKey under(String fingerprint) {
        return new CacheKey(fingerprint + ' ' + request(), original);
    }

    /** What the text says before it names the original. */
    public String variant() {
        return text.substring(0, text.length() - original.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key && text.equals(key.text);
    }

    /** The text's own hash, which is specified: a disk tier keeps it, and a record's hash may change with the JDK. */
    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
