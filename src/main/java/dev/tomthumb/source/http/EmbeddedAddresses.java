package dev.tomthumb.source.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The IPv4 addresses that an IPv6 address carries inside, by every scheme that puts one there. */
final class EmbeddedAddresses {
    /** IPv4-compatible, RFC 4291 section 2.5.5.1. */
    private static final AddressBlock COMPATIBLE = AddressBlock.of("::/96");
    /** IPv4-translated, RFC 2765. */
    private static final AddressBlock TRANSLATED = AddressBlock.of("::ffff:0:0:0/96");
    /** NAT64, RFC 6052. */
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");
    /** 6to4, RFC 3056. */
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");
    /** Teredo, RFC 4380: the server's address, and the client's with every bit turned. */
    private static final AddressBlock TEREDO = AddressBlock.of("2001::/32");

    private EmbeddedAddresses() {}

    /**
     * @param address 4 or 16 bytes
     * @return 4 bytes each; empty for an address that carries none
     */
    static List<byte[]> of(byte[] address) {
        List<byte[]> found = new ArrayList<>();
        if (address.length != 16) {
            return found;
        }
        if (isMapped(address) || TRANSLATED.contains(address) || NAT64.contains(address) || isIsatap(address)) {
            found.add(at(address, 12));
        }
        // :: and ::1 have meanings of their own.
        if (COMPATIBLE.contains(address) && (address[12] | address[13] | address[14]) != 0) {
            found.add(at(address, 12));
        }
        if (SIX_TO_FOUR.contains(address)) {
            found.add(at(address, 2));
        }
        if (TEREDO.contains(address)) {
            found.add(at(address, 4));
            found.add(turned(at(address, 12)));
        }
        return found;
    }

    /** RFC 4291 section 2.5.5.2. By hand, since the JDK cannot express this block as an IPv6 address. */
    private static boolean isMapped(byte[] address) {
        byte[] prefix = new byte[12];
        prefix[10] = (byte) 0xff;
        prefix[11] = (byte) 0xff;
        return Arrays.equals(address, 0, 12, prefix, 0, 12);
    }

    /** RFC 5214 section 6.1: an interface identifier 00-00-5E-FE or 02-00-5E-FE, below any network. */
    private static boolean isIsatap(byte[] address) {
        return (address[8] & 0xfd) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }

    private static byte[] at(byte[] address, int from) {
        return Arrays.copyOfRange(address, from, from + 4);
    }

    private static byte[] turned(byte[] address) {
        byte[] turned = new byte[4];
        for (int i = 0; i < 4; i++) {
            turned[i] = (byte) ~address[i];
        }
        return turned;
    }
}
