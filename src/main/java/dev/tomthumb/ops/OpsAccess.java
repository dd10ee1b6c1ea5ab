package dev.tomthumb.ops;

import dev.tomthumb.config.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Who may look. The token opens everything. Reading is also allowed from this very machine, but only on a direct HTTP
 * connection: behind a local httpd (by HTTP or AJP) every visitor of the site has a loopback address.
 */
final class OpsAccess {
    /** Headers that a proxy adds; one of them means the connection is not the visitor's own. */
    private static final List<String> PROXY_HEADERS = List.of("forwarded", "via", "x-real-ip");
    /** Set by Tomcat's RemoteIpValve when it has rewritten the address (org.apache.catalina.AccessLog). */
    private static final String REWRITTEN_ADDRESS = "org.apache.catalina.AccessLog.RemoteAddr";

    private static final String SCHEME = "Bearer ";

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

    boolean hasToken(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return token.isPresent()
                && authorization != null
                && authorization.startsWith(SCHEME)
                && token.get().matches(authorization.substring(SCHEME.length()));
    }

    private static boolean isDirectLoopback(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && request.getAttribute(REWRITTEN_ADDRESS) == null
                && Collections.list(request.getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .noneMatch(name -> name.startsWith("x-forwarded-") || PROXY_HEADERS.contains(name))
                && isHttpConnector(request.getLocalPort());
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    /**
     * Whether Tomcat's connector at this port speaks HTTP. The servlet API hides AJP; where the connectors cannot be
     * asked (no JMX), nothing counts as direct and the token is needed.
     */
    private static boolean isHttpConnector(int localPort) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName connector : server.queryNames(new ObjectName("*:type=Connector,*"), null)) {
                if (port(server, connector) == localPort) {
                    return !String.valueOf(server.getAttribute(connector, "protocolHandlerClassName"))
                            .toLowerCase(Locale.ROOT)
                            .contains("ajp");
                }
            }
        } catch (JMException cannotAsk) {
            return false;
        }
        return false;
    }

    private static int port(MBeanServer server, ObjectName connector) throws JMException {
        return server.getAttribute(connector, "localPort") instanceof Integer port ? port : -1;
    }
}
