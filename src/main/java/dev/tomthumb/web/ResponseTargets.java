package dev.tomthumb.web;

import dev.tomthumb.engine.responses.Asking;
import dev.tomthumb.http.caching.Invalidating;
import dev.tomthumb.model.Fields;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Reads off servlet requests what the cache of answers goes by. */
final class ResponseTargets {
    /**
     * The fields, in lower case, that ask for a part, or on a condition: {@code Range}, and every {@code If} of RFC 9110,
     * WebDAV (RFC 4918) and CalDAV (RFC 6638).
     */
    static final Set<String> NARROWING = Set.of(
            "range",
            "if-none-match",
            "if-modified-since",
            "if-match",
            "if-unmodified-since",
            "if-range",
            "if",
            "if-schedule-tag-match");

    private ResponseTargets() {}

    /** Scheme, host and port, as the container and its valves read them: {@code https shop.example 443}. */
    static String origin(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getServerName().toLowerCase(Locale.ROOT) + ":"
                + request.getServerPort();
    }

    /** Path and query as they were sent, from the application's root on. */
    static String path(HttpServletRequest request) {
        String raw = request.getRequestURI().substring(request.getContextPath().length());
        String query = request.getQueryString();
        return query == null ? raw : raw + "?" + query;
    }

    /** The container's own reading of the path, which patterns and constraints are matched against. */
    static String servletPath(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getServletPath(), "")
                + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    static Asking asking(HttpServletRequest request, Asking.Policies policies) {
        return new Asking(
                origin(request),
                path(request),
                name -> Collections.list(request.getHeaders(name)),
                request.getHeader("Authorization") != null
                        || request.getRemoteUser() != null
                        || request.getAuthType() != null,
                request.getSession(false) != null,
                isNarrowed(request),
                policies);
    }

    private static boolean isNarrowed(HttpServletRequest request) {
        return NARROWING.stream().anyMatch(name -> request.getHeader(name) != null);
    }

    /** What an answered request that may have changed something has made old; see {@link Asking#path}. */
    static List<String> changed(HttpServletRequest request, String path, HttpServletResponse response) {
        List<String> paths = new ArrayList<>();
        Fields named = Fields.NONE;
        for (String name : List.of("Location", "Content-Location")) {
            String value = response.getHeader(name);
            named = value == null ? named : named.and(name, value);
        }
        URI target = target(request);
        String context = request.getContextPath();
        for (URI uri : Invalidating.targets(target, response.getStatus(), named)) {
            if (uri.equals(target)) {
                paths.add(path);
            } else if (String.valueOf(uri.getRawPath()).startsWith(context)) {
                String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                paths.add(uri.getRawPath().substring(context.length()) + query);
            }
        }
        return paths;
    }

    /** What a URI does not take (a bare {@code |}, say) is left out: relative references only need its place. */
    private static URI target(HttpServletRequest request) {
        try {
            return new URI(origin(request) + request.getRequestURI());
        } catch (URISyntaxException odd) {
            return URI.create(origin(request) + "/");
        }
    }
}
