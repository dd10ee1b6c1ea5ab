package dev.tomthumb.http.cloudfront;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation (RFC 4632; for IPv6 RFC 4291, section 2.3), or a single address. Names are never
 * looked up.
 *
 * <p>CloudFront knows IPv4 alone. {@code 0.0.0.0/0}, which some signers write where they mean nobody in particular, is
 * everybody here, over IPv6 as well.
 */
@SuppressWarnings("ArrayRecordComponent") // never shared, never compared
record AddressRange(byte[] network, int bits) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9A-Fa-f:.]{2,45})(?:/(0|[1-9][0-9]{0,2}))?");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** @return empty if it is neither an address nor a range of them */
    static Optional<AddressRange> read(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        Optional<byte[]> network = address(written.group(1));
        if (network.isEmpty()) {
            return Optional.empty();
        }
        int most = network.get().length * Byte.SIZE;
        int bits = written.group(2) == null ? most : Integer.parseInt(written.group(2));
        return bits <= most ? Optional.of(new AddressRange(network.get(), bits)) : Optional.empty();
    }

    /** @param client an address as a container tells it, IPv6 with or without its zone */
    boolean contains(String client) {
        int zone = client.indexOf('%');
        Optional<byte[]> address = address(zone < 0 ? client : client.substring(0, zone));
        if (address.isEmpty()) {
            return false;
        }
        boolean everybody = bits == 0 && network.length == 4;
        return everybody || address.get().length == network.length && sameBits(address.get());
    }

    private boolean sameBits(byte[] address) {
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        int mask = 0xFF << Byte.SIZE - rest & 0xFF;
        return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
    }

    /** An IPv4 address within IPv6 ({@code ::ffff:192.0.2.1}) is that IPv4 address. */
    private static Optional<byte[]> address(String text) {
        boolean ipv6 = text.indexOf(':') >= 0;
        if (!ipv6 && !IPV4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // In brackets it is a literal or an error, and never a name.
            return Optional.of(
                    InetAddress.getByName(ipv6 ? "[" + text + "]" : text).getAddress());
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }
}
