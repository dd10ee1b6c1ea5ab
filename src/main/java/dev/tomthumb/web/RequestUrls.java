package dev.tomthumb.web;

import dev.tomthumb.dialect.PathParameters;
import dev.tomthumb.dialect.RequestUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Reads the two readings of a path off a servlet request. */
final class RequestUrls {
    private RequestUrls() {}

    static RequestUrl of(HttpServletRequest request) {
        String path = path(request);
        // getContextPath is the part of the request line that the container matched, encoded as it came.
        String raw = request.getRequestURI().substring(request.getContextPath().length());
        return new RequestUrl(
                path,
                PathParameters.without(raw),
                PathParameters.withoutSession(raw),
                Objects.requireNonNullElse(request.getQueryString(), ""));
    }

    /** The container's reading of the path, relative to the context. */
    static String path(HttpServletRequest request) {
        String servlet = Objects.requireNonNullElse(request.getServletPath(), "");
        String info = request.getPathInfo();
        return info == null ? servlet : servlet + info;
    }
}
