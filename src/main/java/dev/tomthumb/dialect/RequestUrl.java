package dev.tomthumb.dialect;

/**
 * The two readings of one request's path and its query.
 *
 * @param path the container's own reading, relative to the context: decoded, dot segments and path parameters gone;
 *     what security constraints and filters were matched against
 * @param rawPath the bytes of the request line, relative to the context: percent-encoded, path parameters
 *     ({@code ;jsessionid=…}) removed from every segment
 * @param sentPath as {@code rawPath}, but only the session's parameter removed: in another URL's text, which imgproxy's
 *     paths carry, a semicolon is a character like any other
 * @param rawQuery behind the question mark, percent-encoded; empty when there is none
 */
public record RequestUrl(String path, String rawPath, String sentPath, String rawQuery) {
    /** For a path without parameters. */
    public RequestUrl(String path, String rawPath, String rawQuery) {
        this(path, rawPath, rawPath, rawQuery);
    }
}
