package dev.tomthumb.ops;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Tomcat's connectors as JMX shows them: on Tomcat 9 the servlet API does not tell which protocol a request came by. */
final class Connectors {
    private Connectors() {}

    /** Whether there are connectors and none of them speaks AJP; false where they cannot be asked. */
    static boolean allSpeakHttp() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            Set<ObjectName> connectors = server.queryNames(new ObjectName("*:type=Connector,*"), null);
            for (ObjectName connector : connectors) {
                Object handler = server.getAttribute(connector, "protocolHandlerClassName");
                if (String.valueOf(handler).toLowerCase(Locale.ROOT).contains("ajp")) {
                    return false;
                }
            }
            return !connectors.isEmpty();
        } catch (JMException cannotAsk) {
            return false;
        }
    }
}
