package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Sites with jars of their own time beside ours: the site comes up, and the log says what is in whose way. */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
class HostConflictsIT {
    private static final Path DIRECTORY = BuildOutputs.target().resolve("it-host-conflicts");

    private static SiteFiles site(String line, String name) throws IOException {
        return SiteFiles.of(line, DIRECTORY.resolve(name), HostSite.ofSchema("3.1"));
    }

    private static TomcatServer.Builder tomcat(String line, String name) {
        return TomcatServer.of(BuildOutputs.tomcatHome(line), DIRECTORY.resolve(name + "-base"))
                .jvmArguments("-Xmx1200m");
    }

    private static void assertSiteWorks(TomcatServer tomcat, String context) throws IOException {
        Visitor visitor = new Visitor(tomcat.uri(context));
        assertThat(visitor.get("/").text()).as(context).contains("<h1>The old site</h1>");
        Response picture = visitor.get("/pictures/a.jpg?w=64");
        assertThat(picture.status()).as(context + " " + picture.text()).isEqualTo(200);
    }

    @Test
    void eachConflictIsOneWarningThatNamesBothJarsAndTheCure() throws Exception {
        SiteFiles logging = site("11", "logging")
                .unzipLibraries()
                .addJar(BuildOutputs.oldJar("slf4j-api-1.7.36.jar"))
                // Another package altogether: it is in nobody's way.
                .addJar(BuildOutputs.oldJar("ehcache-2.10.9.2.jar"));
        SiteFiles caching = site("11", "caching").unzipLibraries().addJar(BuildOutputs.oldJar("ehcache-3.8.1.jar"));
        SiteFiles ancient = site("11", "ancient")
                .unzipLibraries()
                .deleteJars("slf4j-api-2.*")
                .addJar(BuildOutputs.oldJar("slf4j-api-1.7.36.jar"));
        SiteFiles twice = site("11", "twice").unzipLibraries();
        Path copy = twice.root().resolve("WEB-INF/lib/tomthumb-0.9.jar");
        Files.copy(BuildOutputs.classesJar(), copy);
        SiteFiles plugins = site("11", "plugins").unzipLibraries();
        Files.copy(Path.of("src/test/resources/host/plugin.jsp"), plugins.root().resolve("plugin.jsp"));
        try (TomcatServer tomcat = tomcat("11", "jars")
                .deploy("logging", logging.root())
                .deploy("caching", caching.root())
                .deploy("ancient", ancient.root())
                .deploy("twice", twice.root())
                .deploy("plugins", plugins.root())
                .start()) {
            assertSiteWorks(tomcat, "logging");
            assertSiteWorks(tomcat, "caching");
            assertThat(new Visitor(tomcat.uri("ancient")).get("/").text()).contains("<h1>The old site</h1>");
            assertThat(tomcat.console())
                    .containsPattern("WARNING .*SLF4J is too old in WEB-INF/lib/slf4j-api-1\\.7\\.36\\.jar");
            assertThat(tomcat.console().lines().filter(line -> line.contains("There is more than one")))
                    .hasSize(2)
                    .anyMatch(line -> line.contains(" WARNING ")
                            && line.contains("There is more than one of SLF4J")
                            && line.contains("WEB-INF/lib/slf4j-api-1.7.36.jar (1.7.36)")
                            && line.contains("WEB-INF/lib/slf4j-api-2.0.20.jar (2.0.20)")
                            && line.contains("Keep only WEB-INF/lib/slf4j-api-2.0.20.jar")
                            && line.contains("deploy tomthumb.war beside the application"))
                    .anyMatch(line -> line.contains(" WARNING ")
                            && line.contains("There is more than one of Ehcache")
                            && line.contains("WEB-INF/lib/ehcache-3.8.1.jar (3.8.1)")
                            && line.contains("Keep only WEB-INF/lib/ehcache-3.12.0-jakarta.jar"));
            assertThat(tomcat.console())
                    .as("Tomcat's own words: it does not start the application")
                    .containsPattern(
                            "More than one fragment with the name \\[tomthumb\\].*/WEB-INF/lib/tomthumb-0\\.9\\.jar");
            pluginsOfTheHostAreLeftAlone(new Visitor(tomcat.uri("plugins")));
        }
    }

    /** The host's own reader says that it reads everything; we neither ask it nor take it away. */
    private static void pluginsOfTheHostAreLeftAlone(Visitor visitor) throws IOException {
        assertThat(visitor.get("/plugin.jsp?plant").text()).contains("planted 1");

        Response made = visitor.get("/pictures/a.jpg?w=64");
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(Visitor.width(made)).isEqualTo(64);
        assertThat(visitor.get("/pictures/a.jpg?w=48&fm=gif").status()).isEqualTo(200);

        assertThat(visitor.get("/plugin.jsp").text()).contains("planted 1").contains("asked 0");
        assertThat(visitor.get("/plugin.jsp?remove").text()).contains("planted 0");
    }

    /** Whoever has Tomcat 9 is told of the files for Tomcat 9. */
    @Test
    @DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
    void onTomcat9TheCureIsTheTwin() throws Exception {
        SiteFiles site = site("9", "old-line")
                .unzipLibraries()
                .addJar(BuildOutputs.oldJar("slf4j-api-1.7.36.jar"))
                .deleteJars("jaxb-runtime-.*");
        try (TomcatServer tomcat =
                tomcat("9", "old-line").deploy("shop", site.root()).start()) {
            assertThat(tomcat.console())
                    .contains("deploy tomthumb-javax.war beside the application")
                    .contains(" is missing: ")
                    .contains("Put all jars of tomthumb-<version>-javax-lib.zip into WEB-INF/lib.")
                    .doesNotContain("tomthumb-<version>-lib.zip");
        }
    }

    /** Not the rest of the site either: its listener cannot be loaded. But the log says why before it says what. */
    @Nested
    @DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
    class JarsOfAnotherLine {
        @Test
        void onTomcat9TheLogNamesTheRightZip() throws Exception {
            assertFirstWords(
                    "9",
                    "11",
                    "This is Tomthumb for Tomcat 10.1 and 11, and this server is an older one (Tomcat 9): put the jars of"
                            + " tomthumb-<version>-javax-lib.zip");
        }

        @Test
        void onTomcat11TheLogNamesTheRightZip() throws Exception {
            assertFirstWords(
                    "11",
                    "9",
                    "This is Tomthumb for Tomcat 9, and this server is a newer one (Tomcat 10.1 or 11): put the jars of"
                            + " tomthumb-<version>-lib.zip");
        }

        private static void assertFirstWords(String line, String otherLine, String sentence) throws Exception {
            SiteFiles site = site(line, "line-" + line).unzipLibraries(otherLine);
            try (TomcatServer tomcat =
                    tomcat(line, "line-" + line).deploy("shop", site.root()).start()) {
                String console = tomcat.console();
                assertThat(console).contains(sentence);
                assertThat(console.indexOf(sentence)).isLessThan(indexOrEnd(console, "NoClassDefFoundError"));
            }
        }

        private static int indexOrEnd(String text, String part) {
            int index = text.indexOf(part);
            return index < 0 ? text.length() : index;
        }
    }
}
