package dev.tomthumb.dialect;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes {@code ;name=value} out of paths as they are sent (RFC 3986, section 3.3). */
public final class PathParameters {
    private static final Pattern SESSION = Pattern.compile(";jsessionid=[^;/]*", Pattern.CASE_INSENSITIVE);

    private PathParameters() {}

    /** The session id alone, which containers append to any URL of theirs when a visitor takes no cookies. */
    public static String withoutSession(String raw) {
        return raw.indexOf(';') < 0 ? raw : SESSION.matcher(raw).replaceAll("");
    }

    /** A session id travels as {@code ;jsessionid=…}: it is no part of the path and must never reach a cache key. */
    public static String without(String raw) {
        if (raw.indexOf(';') < 0) {
            return raw;
        }
        return Arrays.stream(raw.split("/", -1))
                .map(segment -> segment.indexOf(';') < 0 ? segment : segment.substring(0, segment.indexOf(';')))
                .collect(Collectors.joining("/"));
    }
}
