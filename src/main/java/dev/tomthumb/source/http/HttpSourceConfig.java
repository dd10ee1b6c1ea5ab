package dev.tomthumb.source.http;

import java.net.URI;
import java.time.Duration;
import java.util.function.BiPredicate;

/**
 * How web servers are asked.
 *
 * @param allowed whether, in a fetch that begins at the first URL, the second may be asked at all: the operator's
 *     allow-list; asked with the same URL twice, and again for every redirect. URLs are absolute, their hosts ASCII and
 *     lower case, without user name, dot segments or fragment
 * @param addresses which kinds of addresses may be connected to
 * @param maxRedirects how many redirects are followed, &ge; 0
 * @param connectTimeout for one TCP connection
 * @param readTimeout for each wait for bytes
 * @param deadline for everything together: all redirects, the TLS handshakes and the last byte of the body
 * @param userAgent value of {@code User-Agent}, printable ASCII
 */
public record HttpSourceConfig(
        BiPredicate<URI, URI> allowed,
        AddressRules addresses,
        int maxRedirects,
        Duration connectTimeout,
        Duration readTimeout,
        Duration deadline,
        String userAgent) {
    /** @throws IllegalArgumentException for a time that is not positive or a user agent that is no header value */
    public HttpSourceConfig {
        requirePositive(connectTimeout);
        requirePositive(readTimeout);
        requirePositive(deadline);
        if (!userAgent.matches("[\\x20-\\x7e]+")) {
            throw new IllegalArgumentException("a user agent is printable ASCII");
        }
    }

    private static void requirePositive(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a time limit is longer than nothing");
        }
    }
}
