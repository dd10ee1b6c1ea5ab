package dev.tomthumb.engine.responses;

import dev.tomthumb.cache.CacheKey;
import dev.tomthumb.http.caching.CacheControl;
import dev.tomthumb.http.caching.FreshnessPolicy;
import dev.tomthumb.http.caching.Storing;
import dev.tomthumb.model.Fields;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request, as far as the cache looks at it.
 *
 * @param origin scheme, host and port as the container reads them; a part of the key, so that what an application writes
 *     for a forged {@code Host} is sent to nobody else
 * @param path path and query as the visitor sent them, from the application's root on
 * @param fields the values of a field
 * @param authorization whether it brought {@code Authorization}, or the container knows the visitor by name
 * @param session whether it belongs to a session
 * @param narrowed whether the application is asked for a part, or on a condition
 * @param policies what the operator decided for this path
 */
public record Asking(
        String origin,
        String path,
        Function<String, List<String>> fields,
        boolean authorization,
        boolean session,
        boolean narrowed,
        Policies policies) {
    /** Answers are purged by this scheme and their path: {@code page:/charts/7.png?size=2}. */
    public static final String SCHEME = "page:";

    /** The key of what is for everybody, or tells where the variants are. */
    public CacheKey key() {
        return key("");
    }

    /** The key of one of several answers. */
    CacheKey key(String variant) {
        return key(origin, path, variant);
    }

    static CacheKey key(String origin, String path, String variant) {
        String original = SCHEME + path;
        return new CacheKey(origin + ' ' + variant + ' ' + original, original);
    }

    /** The same when the application does not see for which part, or on which condition it is asked. */
    public Asking whole() {
        return new Asking(origin, path, fields, authorization, session, false, policies);
    }

    /** The request's own directives. */
    public CacheControl control() {
        return CacheControl.ofRequest(joined("Cache-Control"), joined("Pragma"));
    }

    /** A field's lines as one. */
    public Optional<String> joined(String name) {
        List<String> values = fields.apply(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    Storing.Asked asked() {
        return new Storing.Asked(authorization, session, narrowed, control());
    }

    /**
     * What the operator decided for a path.
     *
     * @param usual for all but the errors below
     * @param errors for errors that may be kept without saying so
     */
    public record Policies(FreshnessPolicy usual, FreshnessPolicy errors) {
        FreshnessPolicy of(int status) {
            return status >= 400 ? errors : usual;
        }
    }

    /**
     * What came of asking the application.
     *
     * @param status HTTP status
     * @param error the message of {@code sendError}
     * @param fields as the application set them
     */
    public record Head(int status, Optional<String> error, Fields fields) {}
}
