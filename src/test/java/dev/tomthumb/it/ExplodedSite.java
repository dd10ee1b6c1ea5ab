package dev.tomthumb.it;

import dev.tomthumb.testkit.BuildOutputs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An unpacked web application, written file by file as a site's owner would. */
final class ExplodedSite {
    private final Path directory;

    /** @param directory new, or empty */
    ExplodedSite(Path directory) {
        this.directory = directory;
    }

    ExplodedSite file(String path, byte[] content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    ExplodedSite file(String path, String content) throws IOException {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A {@code web.xml} of these elements. */
    ExplodedSite webXml(String version, String elements) throws IOException {
        return file("WEB-INF/web.xml", webXmlText(version, "", elements));
    }

    /** @param attributes of the root element, such as {@code metadata-complete="true"} */
    static String webXmlText(String version, String attributes, String elements) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<web-app version=\"" + version
                + "\" xmlns=\"http://" + (version.compareTo("3") < 0 ? "java.sun.com" : "xmlns.jcp.org")
                + "/xml/ns/javaee\" " + attributes + ">\n" + elements + "\n</web-app>\n";
    }

    /** What the zip for people without Maven has: our jar and what it needs, for this line of Tomcat. */
    ExplodedSite libraries(String tomcatLine) throws IOException {
        Path war = tomcatLine.equals("9") ? BuildOutputs.javaxWar() : BuildOutputs.war();
        try (ZipFile zip = new ZipFile(war.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().matches("WEB-INF/lib/[^/]+\\.jar")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        file(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return this;
    }

    Path directory() {
        return directory;
    }
}
