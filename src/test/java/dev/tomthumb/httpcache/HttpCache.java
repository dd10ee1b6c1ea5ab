package dev.tomthumb.httpcache;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.Ports;
import dev.tomthumb.testkit.TomcatServer;
import java.io.PrintStream;
import java.net.URI;

/** {@code ./mvnw -Phttp-cache}: the cache of answers in front of an origin, until this JVM is told to end. */
public final class HttpCache {
    private HttpCache() {}

    /** The origin is in the system property {@code origin}, the port in {@code port}. */
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        URI origin = URI.create(System.getProperty("origin", ""));
        int port = Integer.getInteger("port", 18020);
        if (!"http".equals(origin.getScheme()) || origin.getPort() < 0) {
            out.println("-Dorigin is an address such as http://127.0.0.1:18000, with its port.");
            System.exit(1);
        }
        if (Ports.isTaken(port)) {
            out.printf("Port %d is in use. Choose another one: -Dport=%d%n", port, port + 1);
            System.exit(1);
        }
        try (TomcatServer tomcat = PassThroughSite.tomcat(
                        "11", BuildOutputs.target().resolve("http-cache"), origin)
                .port(port)
                .start()) {
            out.printf("The cache is ready at http://127.0.0.1:%d/, in front of %s. Ctrl-C ends it.%n", port, origin);
            while (tomcat.isAlive()) {
                Thread.sleep(500);
            }
        }
    }
}
