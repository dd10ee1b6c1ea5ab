package dev.tomthumb.source.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses in CIDR notation. An IPv4 range never contains an IPv6 address, nor the reverse. */
final class AddressBlock {
    private final byte[] first;
    private final int prefix;

    private AddressBlock(byte[] first, int prefix) {
        this.first = first;
        this.prefix = prefix;
    }

    /** @param text a literal address, a slash and the number of bits that are fixed */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        try {
            // A literal is never looked up in the DNS.
            byte[] first = InetAddress.getByName(text.substring(0, slash)).getAddress();
            return new AddressBlock(first, Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a range of addresses: " + text, e);
        }
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += 8) {
            int mask = prefix - bit >= 8 ? 0xff : 0xff << (8 - (prefix - bit)) & 0xff;
            if (((address[bit / 8] ^ first[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
