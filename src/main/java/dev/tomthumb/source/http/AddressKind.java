package dev.tomthumb.source.http;

import java.util.List;

/** What an address is for, by the special-purpose registries of RFC 6890. */
enum AddressKind {
    PUBLIC("a public address"),
    LOOPBACK("a loopback address"),
    LINK_LOCAL("a link-local address"),
    PRIVATE("a private address"),
    /** Unspecified, multicast, broadcast, reserved: no web server lives there, yet some systems answer. */
    UNUSABLE("an address no server can have");

    /** The first match counts; an address that matches none is public. */
    private static final List<Range> RANGES = List.of(
            new Range("0.0.0.0/8", UNUSABLE),
            new Range("127.0.0.0/8", LOOPBACK),
            new Range("169.254.0.0/16", LINK_LOCAL),
            // Credentials and control services of Alibaba, Oracle and Azure.
            new Range("100.100.100.200/32", LINK_LOCAL),
            new Range("192.0.0.192/32", LINK_LOCAL),
            new Range("168.63.129.16/32", LINK_LOCAL),
            new Range("10.0.0.0/8", PRIVATE),
            new Range("172.16.0.0/12", PRIVATE),
            new Range("192.168.0.0/16", PRIVATE),
            new Range("100.64.0.0/10", PRIVATE),
            new Range("192.0.0.0/24", PRIVATE),
            new Range("198.18.0.0/15", PRIVATE),
            new Range("224.0.0.0/4", UNUSABLE),
            new Range("240.0.0.0/4", UNUSABLE),
            new Range("::/128", UNUSABLE),
            new Range("::1/128", LOOPBACK),
            new Range("fe80::/10", LINK_LOCAL),
            // Amazon's credentials by IPv6, inside the private range.
            new Range("fd00:ec2::/32", LINK_LOCAL),
            new Range("fc00::/7", PRIVATE),
            new Range("fec0::/10", PRIVATE),
            new Range("64:ff9b:1::/48", PRIVATE),
            new Range("100::/64", UNUSABLE),
            new Range("ff00::/8", UNUSABLE));

    private final String article;

    AddressKind(String article) {
        this.article = article;
    }

    /** With its article, for a sentence. */
    String article() {
        return article;
    }

    /** @param address 4 or 16 bytes; addresses embedded in it are not looked at */
    static AddressKind of(byte[] address) {
        return RANGES.stream()
                .filter(range -> range.network.contains(address))
                .map(Range::kind)
                .findFirst()
                .orElse(PUBLIC);
    }

    private record Range(AddressBlock network, AddressKind kind) {
        Range(String block, AddressKind kind) {
            this(AddressBlock.of(block), kind);
        }
    }
}
