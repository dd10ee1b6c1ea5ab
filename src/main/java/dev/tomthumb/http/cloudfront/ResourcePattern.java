package dev.tomthumb.http.cloudfront;

import java.util.List;

/**
 * The URLs that a custom policy is about: {@code *} stands for any characters or none, {@code ?} for exactly one; there
 * are no escapes. A question mark before a query therefore matches itself.
 *
 * @param text as the policy says it
 */
record ResourcePattern(String text) {
    /** What a policy without a resource is about. */
    static final ResourcePattern ANYTHING = new ResourcePattern("*");

    private static final List<String> SCHEMES = List.of("http://", "https://");

    /** Whether it can be about an absolute URL at all: begins with a scheme, or with wildcards that may stand for one. */
    boolean isAbsolute() {
        String literal = text.split("[*?]", 2)[0];
        return SCHEMES.stream()
                .anyMatch(scheme ->
                        literal.startsWith(scheme) || scheme.startsWith(literal) && literal.length() < text.length());
    }

    /** Whether {@code url} is one of them. In time of the product of both lengths, and mostly of their sum. */
    boolean matches(String url) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resumed = 0;
        while (in < url.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resumed = in;
            } else if (at < text.length() && (text.charAt(at) == '?' || text.charAt(at) == url.charAt(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                // The last star takes one character more; earlier ones never need to.
                at = star + 1;
                in = ++resumed;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }
}
