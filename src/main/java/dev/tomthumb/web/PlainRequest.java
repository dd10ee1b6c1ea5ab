package dev.tomthumb.web;

import dev.tomthumb.dialect.UrlText;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * This visitor's request as one that asks for the whole, uncompressed picture: validators and ranges belong to the
 * rendition, and the host application would answer them with 304, 206 or gzip where an original is needed.
 */
final class PlainRequest extends HttpServletRequestWrapper {
    private static final Set<String> HIDDEN = Set.of(
            "if-none-match",
            "if-modified-since",
            "if-match",
            "if-unmodified-since",
            "if-range",
            "range",
            "accept-encoding");

    private final Optional<Asked> asked;

    /** This request with all of its parameters. */
    PlainRequest(HttpServletRequest request) {
        this(request, Optional.empty());
    }

    private PlainRequest(HttpServletRequest request, Optional<Asked> asked) {
        super(request);
        this.asked = asked;
    }

    /**
     * This request with the parameters of {@code query} alone: those of the product would else reach a page that has
     * its own idea of a {@code w}, and what it then makes would stand in the cache under a key that does not say so.
     *
     * @param query percent-encoded, a part of the request's own
     */
    static PlainRequest asking(HttpServletRequest request, String query) {
        return new PlainRequest(request, Optional.of(Asked.with(query)));
    }

    /** What a page is asked with. */
    private record Asked(String query, Set<String> names) {
        static Asked with(String query) {
            Set<String> names = new LinkedHashSet<>();
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                UrlText.decodedQuery(equals < 0 ? pair : pair.substring(0, equals))
                        .ifPresent(names::add);
            }
            return new Asked(query, names);
        }
    }

    private boolean isAsked(String parameter) {
        return asked.isEmpty() || asked.get().names().contains(parameter);
    }

    @Override
    public @Nullable String getQueryString() {
        if (asked.isEmpty()) {
            return super.getQueryString();
        }
        return asked.get().query().isEmpty() ? null : asked.get().query();
    }

    @Override
    public @Nullable String getParameter(String name) {
        return isAsked(name) ? super.getParameter(name) : null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return isAsked(name) ? super.getParameterValues(name) : null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> parameters = new LinkedHashMap<>(super.getParameterMap());
        parameters.keySet().removeIf(name -> !isAsked(name));
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    private static boolean hidden(String name) {
        return HIDDEN.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public long getDateHeader(String name) {
        return hidden(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !hidden(name))
                .toList());
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public AsyncContext startAsync() {
        throw new IllegalStateException("the picture of a page is captured synchronously");
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return startAsync();
    }
}
