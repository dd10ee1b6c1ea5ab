package dev.tomthumb.jsp;

import jakarta.servlet.ServletRequest;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Which ports of this JVM speak HTTP without TLS. A request cannot be trusted to tell: one that came by AJP says of
 * itself, in its Host header, which port it came to. Tomcat's connectors are asked, by JMX.
 */
final class PlainConnectors {
    private final MBeanServer beans;

    PlainConnectors(MBeanServer beans) {
        this.beans = beans;
    }

    /** Whether this very machine reaches the request's Tomcat at 127.0.0.1 by the port that the request came to. */
    boolean serve(ServletRequest request) {
        int port = request.getLocalPort();
        if (port <= 0) {
            return false;
        }
        Set<ObjectName> connectors = connectors();
        return connectors.isEmpty()
                ? cameByPlainHttp(request)
                : connectors.stream().anyMatch(connector -> isPlain(connector, port));
    }

    private Set<ObjectName> connectors() {
        try {
            return beans.queryNames(new ObjectName("*:type=Connector,*"), null);
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean isPlain(ObjectName connector, int port) {
        String handler = attribute(connector, "protocolHandlerClassName").toLowerCase(Locale.ROOT);
        // Not "secure": that is also set on a plain connector behind a proxy that ends TLS.
        return attribute(connector, "localPort").equals(Integer.toString(port))
                && handler.contains("http")
                && attribute(connector, "SSLEnabled").equals("false")
                && isOnLoopback(connector);
    }

    private boolean isOnLoopback(ObjectName connector) {
        try {
            Object address = beans.getAttribute(connector, "address");
            return !(address instanceof InetAddress bound) || bound.isAnyLocalAddress() || bound.isLoopbackAddress();
        } catch (JMException | RuntimeException everywhere) {
            return true;
        }
    }

    private String attribute(ObjectName connector, String name) {
        try {
            return String.valueOf(beans.getAttribute(connector, name));
        } catch (JMException | RuntimeException notTold) {
            return "";
        }
    }

    /** Where the connectors are not shown (an embedded Tomcat), the connection is asked, which tells no header. */
    private static boolean cameByPlainHttp(ServletRequest request) {
        try {
            String protocol = request.getServletConnection().getProtocol();
            return protocol.startsWith("http/")
                    && !request.getServletConnection().isSecure();
        } catch (LinkageError servletApiBefore6) {
            return false;
        }
    }
}
