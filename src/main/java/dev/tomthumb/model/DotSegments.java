package dev.tomthumb.model;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Segments of a path that a server could read as {@code .} or {@code ..} (RFC 3986, section 3.3), and so leave the
 * directory that the path seems to lie in.
 *
 * <p>Servers differ: some decode before they resolve, some take a backslash for a slash, and servlet containers drop what
 * follows a semicolon, so that {@code ..;x=1} is {@code ..} to them. Whatever one of them would resolve counts.
 */
public final class DotSegments {
    private DotSegments() {}

    /** Whether {@code path}, which is decoded, has such a segment. */
    public static boolean in(String path) {
        return Arrays.stream(path.split("[/\\\\]", -1))
                .map(DotSegments::withoutParameters)
                .anyMatch(name -> name.equals(".") || name.equals(".."));
    }

    /**
     * Whether {@code path} has such a segment once it is decoded.
     *
     * @param path every percent sign in it begins an escape
     */
    public static boolean inEncoded(String path) {
        return in(URLDecoder.decode(path, StandardCharsets.UTF_8));
    }

    private static String withoutParameters(String segment) {
        int semicolon = segment.indexOf(';');
        return semicolon < 0 ? segment : segment.substring(0, semicolon);
    }
}
