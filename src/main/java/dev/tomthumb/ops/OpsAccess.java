package dev.tomthumb.ops;

import dev.tomthumb.config.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may look. The token opens everything. Reading is also allowed from this very machine, but only on a direct HTTP
 * connection: behind a local httpd (by HTTP or AJP) every visitor of the site has a loopback address.
 *
 * <p>A proxy that adds none of the usual headers cannot be told from a local visitor; see docs/operations.md.
 */
final class OpsAccess {
    /** Headers that a proxy adds; one of them means the connection is not the visitor's own. */
    private static final Set<String> PROXY_HEADERS = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip");

    private static final String PROXY_HEADER_START = "x-forwarded";

    /**
     * What Tomcat's RemoteIpValve and RemoteIpFilter leave on a request whose address they may have taken from a
     * header, which they remove. The first is left even with {@code requestAttributesEnabled="false"}.
     */
    private static final List<String> REWRITTEN =
            List.of("org.apache.tomcat.request.forwarded", "org.apache.catalina.AccessLog.RemoteAddr");

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%[0-9A-Za-z._-]+)?");

    private static final String SCHEME = "Bearer ";
    private static final String BASIC = "Basic ";

    private final Optional<Secret> token;

    OpsAccess(Optional<Secret> token) {
        this.token = token;
    }

    boolean mayRead(HttpServletRequest request) {
        return hasToken(request) || isDirectLoopback(request);
    }

    /** Whatever changes state needs the token, from wherever it comes. */
    boolean mayChange(HttpServletRequest request) {
        return hasToken(request);
    }

    /**
     * The same for programs that can only be given a user's name and a password, which is the token then (SNS). A browser
     * that knows a password sends it along with whatever a page of another site makes it send, but then it says so.
     */
    boolean mayChangeByPassword(HttpServletRequest request) {
        return hasToken(request) || hasPassword(request) && request.getHeader("Origin") == null;
    }

    private boolean hasPassword(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (token.isEmpty() || authorization == null || !authorization.startsWith(BASIC)) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
            String credentials = new String(decoded, StandardCharsets.UTF_8);
            int colon = credentials.indexOf(':');
            return colon >= 0 && token.get().matches(credentials.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    boolean hasToken(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return token.isPresent()
                && authorization != null
                && authorization.startsWith(SCHEME)
                && token.get().matches(authorization.substring(SCHEME.length()));
    }

    /**
     * Whether the request says that it knows the token, right or not.
     *
     * @param byPassword whether a password counts as well
     */
    boolean hasCredentials(HttpServletRequest request, boolean byPassword) {
        String authorization = request.getHeader("Authorization");
        return token.isPresent()
                && authorization != null
                && (authorization.startsWith(SCHEME) || byPassword && authorization.startsWith(BASIC));
    }

    /** Whether what it says is right. */
    boolean areRight(HttpServletRequest request, boolean byPassword) {
        return hasToken(request) || byPassword && hasPassword(request);
    }

    private static boolean isDirectLoopback(HttpServletRequest request) {
        return speaksHttp(request)
                && isLoopback(request.getRemoteAddr())
                && REWRITTEN.stream().allMatch(attribute -> request.getAttribute(attribute) == null)
                && Collections.list(request.getHeaderNames()).stream().noneMatch(OpsAccess::isProxyHeader);
    }

    private static boolean isProxyHeader(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(PROXY_HEADER_START) || PROXY_HEADERS.contains(lower);
    }

    /** Only an address is one: a name, which a wrapped request may give, would be looked up somewhere else. */
    private static boolean isLoopback(@Nullable String address) {
        if (address == null || !ADDRESS.matcher(address).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    /**
     * Whether the request came in by HTTP. An AJP request says of itself which address and port it came from and to,
     * so neither tells anything about it.
     */
    private static boolean speaksHttp(HttpServletRequest request) {
        try {
            String protocol = request.getServletConnection().getProtocol();
            return protocol.startsWith("http/") || protocol.startsWith("h2") || protocol.startsWith("h3");
        } catch (LinkageError servletApiBefore6) {
            return Connectors.allSpeakHttp();
        }
    }
}
