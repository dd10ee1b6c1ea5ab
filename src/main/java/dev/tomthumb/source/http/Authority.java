package dev.tomthumb.source.http;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a URL.
 *
 * @param host ASCII, lower case; an IPv6 literal in brackets
 * @param port 1..65535
 */
record Authority(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^\\[\\]:@/?#\\\\%]+)(?::([0-9]{0,5}))?");
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9\\-]*[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9\\-]*[a-z0-9])?\\.?");
    /** A last label that the C library may read as a number: {@code 2130706433}, {@code 0x7f.1}, {@code 127.1}. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern DOTTED_QUAD = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

    /** @throws ImageException {@code SOURCE_FORBIDDEN} for a user name, an odd address or no host at all */
    static Authority read(String text, int usualPort) throws ImageException {
        if (text.contains("@")) {
            throw forbidden("A web source has no user name or password in its URL.");
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw forbidden("A web source needs a host, and a port only as digits after a colon.");
        }
        String host = form.group(1);
        return new Authority(host.startsWith("[") ? ipv6(host) : name(host), port(form.group(2), usualPort));
    }

    private static String name(String host) throws ImageException {
        String ascii;
        try {
            // Before every other look: this also turns full-width digits and dots into plain ones.
            ascii = IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new ImageException(Problem.SOURCE_FORBIDDEN, "The web source's host is no host name.", e);
        }
        if (!NAME.matcher(ascii).matches() || ascii.length() > 253) {
            throw forbidden("The web source's host is no host name: letters, digits, hyphens and dots are.");
        }
        if (ENDS_IN_NUMBER.matcher(ascii).matches()
                && !DOTTED_QUAD.matcher(ascii).matches()) {
            throw forbidden("An IPv4 address is written as four decimal numbers without leading zeros.");
        }
        return ascii;
    }

    private static String ipv6(String literal) throws ImageException {
        try {
            InetAddress.getByName(literal);
            return literal.toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            throw new ImageException(Problem.SOURCE_FORBIDDEN, "The web source's host is no IPv6 address.", e);
        }
    }

    private static int port(String digits, int usual) throws ImageException {
        if (digits == null || digits.isEmpty()) {
            return usual;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw forbidden("A port is 1 to 65535.");
        }
        return port;
    }

    /** The address that {@code host}, as made here, spells out; empty for a name. */
    static Optional<InetAddress> literal(String host) {
        if (!host.startsWith("[") && !DOTTED_QUAD.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a checked literal", e);
        }
    }

    private static ImageException forbidden(String sentence) {
        return new ImageException(Problem.SOURCE_FORBIDDEN, sentence);
    }
}
