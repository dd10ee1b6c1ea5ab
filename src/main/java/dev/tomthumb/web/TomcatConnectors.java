package dev.tomthumb.web;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's connectors. The servlet API does not show them; Tomcat's Server does, through its MBean. Everything is asked
 * for by reflection, and a container that answers differently has none.
 */
final class TomcatConnectors {
    private TomcatConnectors() {}

    /** One of them, with what is set on it. */
    record Connector(String port, String encodedSolidusHandling, Object itself) {
        /** A numeric attribute as {@code server.xml} names it; empty where the connector does not have it. */
        OptionalInt number(String attribute) {
            try {
                Object value =
                        itself.getClass().getMethod("getProperty", String.class).invoke(itself, attribute);
                return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value.toString()));
            } catch (ReflectiveOperationException | RuntimeException notThisContainer) {
                return OptionalInt.empty();
            }
        }
    }

    /** All connectors of this JVM; empty where nothing is known of them. */
    static List<Connector> all() {
        List<Connector> connectors = new ArrayList<>();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName name : beans.queryNames(new ObjectName("*:type=Server"), null)) {
                for (Object service : array(call(beans.getAttribute(name, "managedResource"), "findServices"))) {
                    for (Object connector : array(call(service, "findConnectors"))) {
                        connectors.add(new Connector(
                                String.valueOf(call(connector, "getPort")),
                                String.valueOf(call(connector, "getEncodedSolidusHandling")),
                                connector));
                    }
                }
            }
        } catch (JMException | ReflectiveOperationException | RuntimeException notThisContainer) {
            return List.of();
        }
        return connectors;
    }

    /**
     * How many threads the smallest connector serves requests with; empty where nothing is known, or where they are not
     * counted.
     */
    static OptionalInt fewestThreads() {
        return all().stream()
                .map(connector -> connector.number("maxThreads"))
                .flatMapToInt(OptionalInt::stream)
                .filter(threads -> threads > 0)
                .min();
    }

    private static @Nullable Object call(@Nullable Object target, String method) throws ReflectiveOperationException {
        return target == null ? null : target.getClass().getMethod(method).invoke(target);
    }

    private static List<Object> array(@Nullable Object array) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; array != null && i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }
}
