package dev.tomthumb.model;

import java.util.Locale;

/**
 * Where an original lies: a scheme and what that scheme's source makes of the rest.
 *
 * <p>{@code location} is everything behind {@code scheme:}, percent-decoded exactly once by the dialect. What is a
 * URL then is still one: {@code http} and {@code https} locations are such as {@code java.net.URI} reads, {@code
 * dispatch} is such as a request line holds. The others are plain text:
 *
 * <ul>
 *   <li>{@code s3} — {@code //bucket/key}
 *   <li>{@code http}, {@code https} — {@code //host[:port]/path[?query]}
 *   <li>{@code local} — {@code ///path} below the configured directory
 *   <li>{@code webapp} — {@code /path} inside the host web application
 *   <li>{@code dispatch} — {@code /path[?query]}, percent-encoded, run through the host application's own chain
 * </ul>
 *
 * @param scheme lower case, without colon
 * @param location everything behind the colon; never empty
 */
public record SourceRef(String scheme, String location) {
    /** @throws IllegalArgumentException if either part is empty */
    public SourceRef {
        if (scheme.isEmpty() || location.isEmpty()) {
            throw new IllegalArgumentException("a source needs a scheme and a location: " + scheme + ":" + location);
        }
        scheme = scheme.toLowerCase(Locale.ROOT);
    }

    /** The canonical text, {@code scheme:location}; also the text that enters a cache key. */
    @Override
    public String toString() {
        return scheme + ":" + location;
    }
}
