package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar in an application whose {@code web.xml} lets web fragments in, does not, or puts them in order. */
class RegistrationIT {

    @Nested
    @DisabledIfSystemProperty(named = "tomcat.line", matches = "10\\.1")
    @DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
    class OnTomcat9 extends Contract {
        OnTomcat9() {
            super("9");
        }
    }

    @Nested
    class OnThisLine extends Contract {
        OnThisLine() {
            super(BuildOutputs.tomcatLine());
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Contract {
        private final String line;
        private int jmxPort;
        private TomcatServer tomcat;

        Contract(String line) {
            this.line = line;
        }

        @BeforeAll
        void start() throws Exception {
            Path directory = BuildOutputs.target().resolve("it-registration-" + line);
            jmxPort = Jmx.port();
            tomcat = TomcatServer.of(BuildOutputs.tomcatHome(line), directory.resolve("base"))
                    .jvmArguments("-Xmx1200m")
                    .jvmArguments(Jmx.arguments(jmxPort))
                    .deploy("fragment", site(directory, "fragment").root())
                    .deploy(
                            "ignored",
                            site(directory, "ignored").metadataComplete().root())
                    .deploy(
                            "registered",
                            registering(site(directory, "registered"))
                                    .metadataComplete()
                                    .root())
                    .deploy("both", registering(site(directory, "both")).root())
                    .deploy(
                            "excluded",
                            site(directory, "excluded")
                                    .webXml(xml -> inserted(xml, "<absolute-ordering></absolute-ordering>"))
                                    .root())
                    .deploy(
                            "ordered",
                            site(directory, "ordered")
                                    .webXml(xml -> inserted(
                                            xml,
                                            "<absolute-ordering>" + ofReadme("(<name>tomthumb</name>)")
                                                    + "</absolute-ordering>"))
                                    .root())
                    .start();
        }

        private SiteFiles site(Path directory, String name) throws IOException {
            return SiteFiles.of(line, directory.resolve(name), HostSite.ofSchema("3.1"))
                    .unzipLibraries();
        }

        /** Step 2 of the README in the zip, word for word. */
        private SiteFiles registering(SiteFiles site) throws IOException {
            String lines = ofReadme("(?s)(<context-param>\\s*<param-name>tomthumb.register.*?</context-param>)");
            return site.webXml(xml -> inserted(xml, lines));
        }

        private String ofReadme(String pattern) {
            try {
                Matcher lines =
                        Pattern.compile(pattern).matcher(SiteFiles.textOfZip(BuildOutputs.libZip(line), "README.txt"));
                assertThat(lines.find()).isTrue();
                return lines.group(1);
            } catch (IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        }

        private static String inserted(String xml, String lines) {
            return xml.replace(
                    "  <filter>\n    <filter-name>encoding", lines + "\n  <filter>\n    <filter-name>encoding");
        }

        @AfterAll
        void stop() {
            if (tomcat != null) {
                tomcat.close();
            }
        }

        private Visitor visitor(String context) {
            return new Visitor(tomcat.uri(context));
        }

        @ParameterizedTest
        @ValueSource(strings = {"fragment", "registered", "both", "ordered"})
        void renditionsAreMadeAndTheLoginGuardsThem(String context) throws IOException {
            Visitor member = visitor(context).loggedInAs("anna");
            Response miss = member.get("/members/b.jpg?w=64");
            Response hit = member.get("/members/b.jpg?w=64");
            Response refused = visitor(context).get("/members/b.jpg?w=64");

            assertThat(miss.get("X-Cache")).as(miss.text()).isEqualTo("Miss from tomthumb");
            assertThat(hit.get("X-Cache")).isEqualTo("Hit from tomthumb");
            assertThat(Visitor.width(hit)).isEqualTo(64);
            assertThat(refused.status()).isEqualTo(302);
            assertThat(Visitor.isPicture(refused)).isFalse();
            assertThat(visitor(context).get("/pictures/a.jpg?w=64").status()).isEqualTo(200);
            assertThat(visitor(context).get("/tomthumb/health").text()).startsWith("Tomthumb is running");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ignored", "excluded"})
        void elsewhereTheSiteIsAsItWas(String context) throws IOException {
            Response picture = visitor(context).get("/pictures/a.jpg?w=64");

            assertThat(picture.status()).isEqualTo(200);
            assertThat(picture.body()).isEqualTo(HostSite.OPEN_PICTURE);
            assertThat(picture.header("X-Cache")).isEmpty();
            assertThat(visitor(context).get("/").text()).contains("<h1>The old site</h1>");
            assertThat(visitor(context).get("/tomthumb/health").status()).isEqualTo(404);
        }

        @Test
        void theLogSaysWhatToAddWhereItIsMissing() throws IOException {
            String console = tomcat.console();

            assertThat(console.split("Tomthumb makes no renditions here", -1)).hasSize(2);
            assertThat(console.replaceAll("\\s+", ""))
                    .contains(ofReadme("(?s)(<context-param>\\s*<param-name>tomthumb.register.*?</context-param>)")
                            .replaceAll("\\s+", ""));
            assertThat(console.split("Tomthumb has registered itself", -1)).hasSize(2);
        }

        @Test
        void nothingIsRegisteredTwiceOrLeftOut() throws Exception {
            Set<String> byFragment = declared("fragment");

            assertThat(byFragment).contains("Filter tomthumb", "Servlet tomthumb-resize");
            assertThat(declared("registered")).isEqualTo(byFragment);
            assertThat(declared("both")).isEqualTo(byFragment);
            assertThat(declared("ordered")).isEqualTo(byFragment);
            assertThat(declared("ignored")).noneMatch(name -> name.contains("tomthumb"));
            assertThat(counted("both")).as("one request passes one filter").isEqualTo(1);
        }

        /** Filters and servlets, as Tomcat's MBeans name them. */
        private Set<String> declared(String context) throws Exception {
            try (Jmx jmx = Jmx.connect(jmxPort)) {
                Set<String> names = new TreeSet<>();
                for (String type : new String[] {"Filter", "Servlet"}) {
                    ObjectName all =
                            new ObjectName("Catalina:j2eeType=" + type + ",WebModule=//localhost/" + context + ",*");
                    jmx.beans()
                            .queryNames(all, null)
                            .forEach(name -> names.add(type + " " + name.getKeyProperty("name")));
                }
                return names;
            }
        }

        /** By how much one request raises the count of misses. */
        private long counted(String context) throws Exception {
            try (Jmx jmx = Jmx.connect(jmxPort)) {
                long before = (long) jmx.attribute(context, "Misses");
                visitor(context).get("/pictures/a.jpg?w=80");
                return (long) jmx.attribute(context, "Misses") - before;
            }
        }

        @Test
        void nothingElseIsToBeSaid() {
            assertThat(tomcat.console().lines())
                    .filteredOn(line -> line.contains("WARNING") || line.contains("SEVERE"))
                    .filteredOn(line -> Stream.of("makes no renditions here", "cannot wait without holding")
                            .noneMatch(line::contains))
                    .isEmpty();
        }
    }
}
