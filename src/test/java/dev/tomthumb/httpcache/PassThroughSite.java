package dev.tomthumb.httpcache;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A Tomcat with nothing in it but our jar and {@link PassThroughServlet}: all answers of an origin are kept by the letter
 * of RFC 9111, all TTLs and error TTLs are 0, nothing is guessed, and requests' own directives count.
 */
public final class PassThroughSite {
    private static final String WEB_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>pass-through</servlet-name>
                <servlet-class>dev.tomthumb.httpcache.PassThroughServlet</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>pass-through</servlet-name>
                <url-pattern>/*</url-pattern>
              </servlet-mapping>
            </web-app>
            """;

    private PassThroughSite() {}

    /**
     * The Tomcat, not started yet.
     *
     * @param line {@code 10.1} or {@code 11}
     * @param directory for the application, Tomcat's base and the cache, which begins empty
     */
    public static TomcatServer.Builder tomcat(String line, Path directory, URI origin) throws IOException {
        Path application = directory.resolve("application");
        copyClass(PassThroughServlet.class, application.resolve("WEB-INF/classes"));
        Files.writeString(application.resolve("WEB-INF/web.xml"), WEB_XML);
        Path libraries = Files.createDirectories(application.resolve("WEB-INF/lib"));
        for (Path jar : BuildOutputs.warLibraries()) {
            Path copy = libraries.resolve(jar.getFileName().toString());
            Files.deleteIfExists(copy);
            Files.copy(jar, copy);
        }
        return TomcatServer.of(BuildOutputs.tomcatHome(line), directory.resolve("tomcat"))
                .deploy("ROOT", application)
                .systemProperty("http-cache.origin", origin.toString())
                .systemProperty("tomthumb.responses", "/* = 0, 0, 3650d")
                .systemProperty("tomthumb.responses.error-ttl", "0")
                .systemProperty("tomthumb.responses.heuristic", "0")
                .systemProperty("tomthumb.responses.obey-requests", "true")
                .systemProperty("tomthumb.img.prefix", "off")
                .systemProperty("tomthumb.host-files", "false")
                .systemProperty("tomthumb.warm-up", "false")
                .systemProperty(
                        "tomthumb.cache.dir",
                        directory.resolve("cache-" + System.nanoTime()).toString());
    }

    private static void copyClass(Class<?> type, Path classes) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        Path copy = classes.resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream bytes = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(file))) {
            Files.write(copy, bytes.readAllBytes());
        }
    }
}
