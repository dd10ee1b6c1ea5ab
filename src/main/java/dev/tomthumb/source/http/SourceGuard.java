package dev.tomthumb.source.http;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a web address may be asked, and at which numeric addresses.
 *
 * <p>The caller connects to exactly the addresses returned here and never resolves the name again: between two look-ups
 * a hostile name server could exchange a public address for a private one.
 */
final class SourceGuard {
    private final HttpSourceConfig config;
    private final AddressResolver resolver;

    SourceGuard(HttpSourceConfig config, AddressResolver resolver) {
        this.config = config;
        this.resolver = resolver;
    }

    /**
     * @param first where the fetch began; {@code target} itself if this is it
     * @return the addresses that may be connected to, at least one, each carrying the target's host name
     * @throws ImageException {@code SOURCE_FORBIDDEN} if the allow-list or every address is against it,
     *     {@code ORIGIN_UNREACHABLE} if the name has no address
     */
    List<InetAddress> admit(HttpTarget first, HttpTarget target) throws ImageException {
        if (!config.allowed().test(first.uri(), target.uri())) {
            throw new ImageException(
                    Problem.SOURCE_FORBIDDEN,
                    "The source's host is not among the allowed ones (tomthumb.http.allow).",
                    new IllegalArgumentException(target.toString()));
        }
        return permitted(target, addresses(target.authority().host()));
    }

    private List<InetAddress> addresses(String host) throws ImageException {
        Optional<InetAddress> literal = Authority.literal(host);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException e) {
            throw new ImageException(Problem.ORIGIN_UNREACHABLE, "The source's host name has no address.", e);
        }
    }

    /** A host with a public and a private address is asked at its public one. */
    private List<InetAddress> permitted(HttpTarget target, List<InetAddress> addresses) throws ImageException {
        List<InetAddress> permitted = new ArrayList<>();
        String refusal = "nothing";
        for (InetAddress address : addresses) {
            Optional<String> against = config.addresses().refusal(address);
            if (against.isEmpty()) {
                permitted.add(named(target.authority().host(), address));
            }
            refusal = against.orElse(refusal);
        }
        if (permitted.isEmpty()) {
            throw new ImageException(
                    Problem.SOURCE_FORBIDDEN,
                    "The source's host has " + refusal + ", and such addresses are not asked.",
                    new IllegalArgumentException(target + " is at " + addresses));
        }
        return permitted;
    }

    /** With its name attached, TLS checks the certificate against the name and never looks it up backwards. */
    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
