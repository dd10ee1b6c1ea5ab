package dev.tomthumb.source.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which kinds of addresses may be connected to. Everything that is neither public nor permitted here is refused.
 *
 * <p>An IPv6 address that carries an IPv4 address is as good as the worse of the two: the network translates it, and a
 * check of the outside alone would let {@code ::ffff:127.0.0.1} pass.
 *
 * @param allowLoopback 127.0.0.0/8, ::1
 * @param allowLinkLocal 169.254.0.0/16, fe80::/10, and the fixed addresses where clouds keep credentials
 * @param allowPrivate RFC 1918, 100.64.0.0/10, fc00::/7 and the other ranges that never leave an organisation
 */
public record AddressRules(boolean allowLoopback, boolean allowLinkLocal, boolean allowPrivate) {
    /** Public addresses only. */
    public static final AddressRules PUBLIC_ONLY = new AddressRules(false, false, false);

    /** Why {@code address} may not be connected to: {@code a loopback address} and so on; empty = it may. */
    public Optional<String> refusal(InetAddress address) {
        byte[] bytes = address.getAddress();
        List<byte[]> embedded = EmbeddedAddresses.of(bytes);
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(bytes), embedded.stream())
                .map(AddressKind::of)
                .filter(kind -> !allows(kind))
                .map(AddressKind::article)
                .findFirst();
    }

    private boolean allows(AddressKind kind) {
        return switch (kind) {
            case PUBLIC -> true;
            case LOOPBACK -> allowLoopback;
            case LINK_LOCAL -> allowLinkLocal;
            case PRIVATE -> allowPrivate;
            case UNUSABLE -> false;
        };
    }
}
