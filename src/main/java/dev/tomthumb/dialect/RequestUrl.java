package dev.tomthumb.dialect;

/**
 * The two readings of one request's path and its query.
 *
 * @param path the container's own reading, relative to the context: decoded, dot segments and path parameters gone;
 *     what security constraints and filters were matched against
 * @param rawPath the bytes of the request line, relative to the context: percent-encoded, path parameters
 *     ({@code ;jsessionid=…}) removed from every segment
 * @param rawQuery behind the question mark, percent-encoded; empty when there is none
 */
public record RequestUrl(String path, String rawPath, String rawQuery) {}
