package dev.tomthumb.http.caching;

import dev.tomthumb.model.Fields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a request that changes something makes old (RFC 9111, section 4.4). */
public final class Invalidating {
    /** RFC 9110, section 9.2.1. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private Invalidating() {}

    /** Whether a method may change something. A method nobody knows may. */
    public static boolean unsafe(String method) {
        return !SAFE.contains(method);
    }

    /**
     * The URLs whose answers are old now.
     *
     * @param target of the request, absolute
     * @return the target and, of the same origin, what {@code Location} and {@code Content-Location} name; nothing if the
     *     answer is an error
     */
    public static Set<URI> targets(URI target, int status, Fields response) {
        Set<URI> targets = new LinkedHashSet<>();
        if (status < 200 || status >= 400) {
            return targets;
        }
        targets.add(target);
        for (String name : List.of("Location", "Content-Location")) {
            response.first(name).ifPresent(value -> {
                try {
                    URI named = target.resolve(new URI(value.strip()));
                    if (sameOrigin(target, named)) {
                        targets.add(named);
                    }
                } catch (URISyntaxException | IllegalArgumentException noUrl) {
                    // Then it names nothing that could be stored.
                }
            });
        }
        return targets;
    }

    private static boolean sameOrigin(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && one.getHost() != null
                && one.getHost().equalsIgnoreCase(String.valueOf(other.getHost()))
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
