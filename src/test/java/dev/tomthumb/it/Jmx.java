package dev.tomthumb.it;

import dev.tomthumb.testkit.Ports;
import java.io.IOException;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A look at a server of the tests from outside its JVM, on the loopback address. */
final class Jmx implements AutoCloseable {
    private final JMXConnector connector;

    private Jmx(JMXConnector connector) {
        this.connector = connector;
    }

    /** A port for {@link #arguments} and {@link #connect}. */
    static int port() throws IOException {
        return Ports.free();
    }

    /** What the server's JVM has to be started with. */
    static String[] arguments(int port) {
        return List.of(
                        "-Dcom.sun.management.jmxremote.port=" + port,
                        "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                        "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                        "-Djava.rmi.server.hostname=127.0.0.1",
                        "-Dcom.sun.management.jmxremote.authenticate=false",
                        "-Dcom.sun.management.jmxremote.ssl=false")
                .toArray(String[]::new);
    }

    /** What it connects to is a server that a test has started. */
    @SuppressWarnings("BanJNDI")
    static Jmx connect(int port) throws IOException {
        return new Jmx(JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi")));
    }

    MBeanServerConnection beans() throws IOException {
        return connector.getMBeanServerConnection();
    }

    /** An attribute of the product in one web application. */
    Object attribute(String context, String name) throws Exception {
        return beans().getAttribute(new ObjectName("dev.tomthumb:type=Tomthumb,context=" + context), name);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
