package dev.tomthumb.web;

import dev.tomthumb.dialect.RequestUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the two readings of a path off a servlet request. */
final class RequestUrls {
    private static final Pattern SESSION = Pattern.compile(";jsessionid=[^;/]*", Pattern.CASE_INSENSITIVE);

    private RequestUrls() {}

    static RequestUrl of(HttpServletRequest request) {
        String path = path(request);
        // getContextPath is the part of the request line that the container matched, encoded as it came.
        String raw = request.getRequestURI().substring(request.getContextPath().length());
        return new RequestUrl(
                path,
                withoutPathParameters(raw),
                withoutSession(raw),
                Objects.requireNonNullElse(request.getQueryString(), ""));
    }

    /** The container's reading of the path, relative to the context. */
    static String path(HttpServletRequest request) {
        String servlet = Objects.requireNonNullElse(request.getServletPath(), "");
        String info = request.getPathInfo();
        return info == null ? servlet : servlet + info;
    }

    /** The session id alone, which containers append to any URL of theirs when a visitor takes no cookies. */
    static String withoutSession(String raw) {
        return raw.indexOf(';') < 0 ? raw : SESSION.matcher(raw).replaceAll("");
    }

    /** A session id travels as {@code ;jsessionid=…}: it is no part of the path and must never reach a cache key. */
    static String withoutPathParameters(String raw) {
        if (raw.indexOf(';') < 0) {
            return raw;
        }
        return Arrays.stream(raw.split("/", -1))
                .map(segment -> segment.indexOf(';') < 0 ? segment : segment.substring(0, segment.indexOf(';')))
                .collect(Collectors.joining("/"));
    }
}
