package dev.tomthumb.web;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Looks at Tomcat's connectors for the settings without which requests die before any filter: a stock connector
 * answers every URL with {@code %2F} or of more than 8 kB with a 400 of its own.
 *
 * <p>The servlet API does not show connectors; Tomcat's Server does, through its MBean. Everything is asked for by
 * reflection and a container that answers differently simply gets no advice.
 */
final class ConnectorAdvice {
    private static final int WANTED_HEADER_SIZE = 32 * 1024;

    private ConnectorAdvice() {}

    /** A sentence for each thing an operator should change in server.xml; empty where nothing is known or missing. */
    static List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName name : beans.queryNames(new ObjectName("*:type=Server"), null)) {
                for (Object service : array(call(beans.getAttribute(name, "managedResource"), "findServices"))) {
                    for (Object connector : array(call(service, "findConnectors"))) {
                        advise(connector, sentences);
                    }
                }
            }
        } catch (JMException | ReflectiveOperationException | RuntimeException notThisContainer) {
            return List.of();
        }
        return sentences;
    }

    private static void advise(Object connector, List<String> sentences) throws ReflectiveOperationException {
        String which = "The connector on port " + call(connector, "getPort");
        String solidus = String.valueOf(call(connector, "getEncodedSolidusHandling"));
        if (!solidus.equals("passthrough")) {
            sentences.add(which + " answers URLs with %2F itself (encodedSolidusHandling=\"" + solidus
                    + "\"): imgproxy URLs with an encoded source do not arrive. Set"
                    + " encodedSolidusHandling=\"passthrough\" on it in server.xml.");
        }
        Object size = connector
                .getClass()
                .getMethod("getProperty", String.class)
                .invoke(connector, "maxHttpRequestHeaderSize");
        if (size != null && Integer.parseInt(size.toString()) < WANTED_HEADER_SIZE) {
            sentences.add(which + " refuses requests with more than " + size
                    + " bytes of URL and headers itself: long source URLs do not arrive. Set maxHttpRequestHeaderSize=\""
                    + WANTED_HEADER_SIZE + "\" on it in server.xml.");
        }
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
