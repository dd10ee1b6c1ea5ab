package dev.tomthumb.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the build leaves what it made; the build may say otherwise by system property. */
public final class BuildOutputs {

    private BuildOutputs() {}

    /** The directory that {@code clean} deletes. */
    public static Path target() {
        return Path.of(System.getProperty("tomthumb.target", "target")).toAbsolutePath();
    }

    /** The WAR as it ships. */
    public static Path war() {
        return existing("tomthumb.war", "tomthumb.war");
    }

    /** The same classes as one jar with fragment, tag library and resources, for a host application's {@code WEB-INF/lib}. */
    public static Path classesJar() {
        return existing("tomthumb.classes-jar", "tomthumb-classes.jar");
    }

    /** The WAR for Tomcat 9. */
    public static Path javaxWar() {
        return existing("tomthumb.javax-war", "tomthumb-javax.war");
    }

    /** The classes' jar for a host application on Tomcat 9. */
    public static Path javaxClassesJar() {
        return existing("tomthumb.javax-classes-jar", "tomthumb-javax-classes.jar");
    }

    /** The tag library alone. */
    public static Path tagsJar() {
        return existing("tomthumb.tags-jar", "tomthumb-tags.jar");
    }

    /** The tag library alone, for Tomcat 9. */
    public static Path javaxTagsJar() {
        return existing("tomthumb.javax-tags-jar", "tomthumb-javax-tags.jar");
    }

    /** Every jar of the WAR's {@code WEB-INF/lib}, the one of our classes included. */
    public static List<Path> warLibraries() throws IOException {
        try (Stream<Path> jars = Files.list(existing("tomthumb.war-libraries", "tomthumb/WEB-INF/lib"))) {
            return jars.sorted().toList();
        }
    }

    /** The line of Tomcat that this run of the in-container tests is about: {@code 10.1} or {@code 11}. */
    public static String tomcatLine() {
        return System.getProperty("tomcat.line", "11");
    }

    /**
     * An unpacked distribution of Tomcat, as shipped; never to be written to.
     *
     * @param line {@code 9}, {@code 10.1} or {@code 11}
     */
    public static Path tomcatHome(String line) {
        return existing("tomthumb.tomcats", "tomcat").resolve(line);
    }

    /** The S3 server with all it needs in one jar. */
    public static Path s3proxyJar() {
        return existing("tomthumb.s3proxy", "s3proxy/s3proxy.jar");
    }

    private static Path existing(String property, String inTarget) {
        String configured = System.getProperty(property);
        Path path = configured == null ? target().resolve(inTarget) : Path.of(configured);
        if (!Files.exists(path)) {
            throw new IllegalStateException(
                    path + " is missing; './mvnw pre-integration-test -DskipTests' makes and fetches it");
        }
        return path;
    }
}
