package dev.tomthumb.tomcat;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How CloudFront would call what became of a request.
 *
 * @param type {@code x-edge-result-type}
 * @param detailed {@code x-edge-detailed-result-type}
 */
record EdgeResult(String type, String detailed) {
    private static final String ERROR = "Error";
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** CloudFront has no word for an old picture that is sent meanwhile, nor for one that is nobody else's. */
    private static final Map<String, String> TYPES =
            Map.of("Hit", "Hit", "RefreshHit", "RefreshHit", "StaleHit", "Hit", "Miss", "Miss", "Bypass", "Miss");

    private static final Map<String, String> DETAILS = Map.ofEntries(
            Map.entry("invalid-url", "InvalidRequest"),
            Map.entry("bad-option", "InvalidRequest"),
            Map.entry("unknown-option", "InvalidRequest"),
            Map.entry("option-forbidden", "InvalidRequestBlocked"),
            Map.entry("bad-signature", "InvalidRequestBlocked"),
            Map.entry("access-denied", "InvalidRequestBlocked"),
            Map.entry("expired", "InvalidRequestBlocked"),
            Map.entry("method-not-allowed", "InvalidRequestMethod"),
            Map.entry("origin-unreachable", "OriginConnectError"),
            Map.entry("origin-failed", "OriginCommError"),
            Map.entry("origin-timeout", "OriginCommError"),
            Map.entry("original-incomplete", "OriginReadError"));

    /**
     * @param result the word in {@code X-Cache}; null = Tomthumb has not answered
     * @param problem why it was refused; null = it was not
     * @param left whether the visitor left before the end
     */
    static EdgeResult of(@Nullable String result, @Nullable String problem, int status, boolean left) {
        if (left) {
            return new EdgeResult(ERROR, "ClientCommError");
        }
        if ("overloaded".equals(problem)) {
            return same("CapacityExceeded");
        }
        if (result == null) {
            return same(REDIRECTS.contains(status) ? "Redirect" : status >= 400 ? ERROR : "Miss");
        }
        String type = TYPES.getOrDefault(result, ERROR);
        return type.equals(ERROR) && problem != null
                ? new EdgeResult(ERROR, DETAILS.getOrDefault(problem, ERROR))
                : same(type);
    }

    private static EdgeResult same(String word) {
        return new EdgeResult(word, word);
    }
}
