package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What is left in Tomcat's JVM when the WAR that ships, and a site with our jar, have worked and gone: nothing. */
class UndeployIT {
    /** How often on the line that is looked at most closely. */
    private static final int ROUNDS = 10;
    /** How often on the others, unless {@code -Dundeploy.rounds} says more: each round takes Tomcat some ten seconds. */
    private static final int FEWER_ROUNDS = 4;

    /** The round after which all that a JVM keeps for good is there. */
    private static final int SETTLED = 3;

    /** Much less than one generation of our classes, of which there were seven more. */
    private static final long METASPACE_GROWTH = 8 << 20;

    /**
     * Up to JDK 19 the equals method of records ({@code java.lang.runtime.ObjectMethods}, a cached method handle type)
     * holds on to the last class that was compared anywhere in the JVM, until the next one is: one generation at most.
     */
    private static final int KEPT_BY_THE_JDK = 1;

    /** Each reader and each writer has worked, and with them S3, the cache and all threads. */
    private static final List<String> WORK = List.of(
            "/photos/portrait_1.jpg?w=64&fm=jpg",
            "/photos/portrait_6.jpg?w=64&fm=webp",
            "/photos/cmyk.jpg?w=64&fm=png",
            "/photos/alpha.png?w=64&fm=png",
            "/photos/deep.png?w=64&fm=webp",
            "/photos/palette.gif?w=64&fm=gif",
            "/photos/photo.webp?w=64&fm=webp",
            "/photos/photo.webp?w=64&fm=jpg",
            "/photos/sample.tiff?w=64&fm=jpg",
            "/photos/sample.bmp?w=64&fm=gif",
            "/img/insecure/rs:fill:64:64/plain/s3://originals/portrait_8.jpg@webp",
            "/");

    /** In between, what takes less time: each library has worked before, and will again. */
    private static final List<String> FAMILIAR_WORK = List.of(
            "/photos/cmyk.jpg?w=64&fm=png",
            "/photos/photo.webp?w=64&fm=webp",
            "/img/insecure/rs:fill:64:64/plain/s3://originals/portrait_8.jpg@webp");

    /** What is asked of the site with our jar. */
    private static final List<String> WORK_OF_THE_SITE = List.of(
            "/pictures/a.jpg?w=64&fm=jpg",
            "/pictures/a.jpg?w=64&fm=webp",
            "/uploads/42.png?w=64&fm=gif",
            "/gallery.jsp",
            "/tomthumb/metrics");

    @Nested
    class OnThisLine extends Contract {
        OnThisLine() {
            super(BuildOutputs.tomcatLine());
        }
    }

    @Nested
    @EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
    @DisabledIfSystemProperty(named = "tomthumb.fast", matches = ".*")
    class OnTomcat9 extends Contract {
        OnTomcat9() {
            super("9");
        }
    }

    /** In this order, since whoever uses ImageIO first in a JVM is the one whom its registry may hold on to. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    abstract static class Contract {
        private final String line;

        private final Path directory;

        private int jmxPort;
        private TomcatServer tomcat;

        Contract(String line) {
            this.line = line;
            this.directory = BuildOutputs.target().resolve("it-undeploy-files-" + line);
        }

        @BeforeAll
        void start() throws Exception {
            jmxPort = Jmx.port();
            tomcat = TomcatServer.of(BuildOutputs.tomcatHome(line), Bases.empty("undeploy-from-" + line))
                    .jvmArguments("-Xmx768m")
                    .jvmArguments(Jmx.arguments(jmxPort))
                    .serverXml(xml -> xml.replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "))
                    // Nothing here is about speed.
                    .systemProperty("tomthumb.download-timeout", "60s")
                    .systemProperty("tomthumb.timeout", "60s")
                    .systemProperty("tomthumb.mounts", "/photos/ = s3://originals/")
                    .systemProperty(
                            "tomthumb.s3.endpoint", "http://127.0.0.1:" + System.getProperty("arquillian.s3-port"))
                    .systemProperty("tomthumb.s3.access-key", "it-access")
                    .systemProperty("tomthumb.s3.secret-key", "it-secret")
                    .deploy("probe", probe())
                    .start();
            assertThat(new Visitor(tomcat.uri("probe")).get("/compiled.jsp").text())
                    .contains("compiled");
        }

        @AfterAll
        void stop() {
            if (tomcat != null) {
                tomcat.close();
            }
        }

        private Path probe() throws IOException {
            Path file = Files.createDirectories(directory).resolve("probe.war");
            ShrinkWrap.create(WebArchive.class)
                    .setWebXML("host/probe/web.xml")
                    .addAsWebResource("host/probe/index.jsp", "index.jsp")
                    .addAsWebResource("host/probe/compiled.jsp", "compiled.jsp")
                    .addAsWebResource("host/probe/planted.jsp", "planted.jsp")
                    .as(ZipExporter.class)
                    .exportTo(file.toFile(), true);
            return file;
        }

        @Test
        @Order(2)
        void nothingOfUsIsLeftAfterUndeployAndRedeployWorks() throws Exception {
            Path site = SiteFiles.of(line, directory.resolve("shop"), HostSite.ofSchema("3.1"))
                    .unzipLibraries()
                    .war();
            long settled = Long.MAX_VALUE;
            int rounds = Integer.getInteger("undeploy.rounds", line.equals("11") ? ROUNDS : FEWER_ROUNDS);
            for (int round = 1; round <= rounds; round++) {
                deploy("shop", site);
                deploy("images", BuildOutputs.war(line));
                work(new Visitor(tomcat.uri("images")), round == 1 || round == rounds ? WORK : FAMILIAR_WORK, round);
                work(new Visitor(tomcat.uri("shop")), WORK_OF_THE_SITE, round);
                assertThat(left("thread")).as("the probe sees us at work").anyMatch(Contract::isOurs);
                assertThat(left("bean"))
                        .contains(
                                "dev.tomthumb:type=Tomthumb,context=images", "dev.tomthumb:type=Tomthumb,context=shop");

                tomcat.undeploy("shop");
                undeploy("images");
                awaitUndeployed("shop");

                assertThat(console())
                        .doesNotContain("The web application [images]")
                        .doesNotContain("The web application [shop]")
                        .doesNotContain("is still running");
                assertThat(left("bean")).isEmpty();
                assertThat(left("imageio")).noneMatch(provider -> !provider.contains("Planted"));
                Eventually.isTrue(
                        "the threads end", () -> left("thread").stream().noneMatch(Contract::isOurs));
                Eventually.isTrue(
                        "the classes go",
                        () -> Collections.frequency(left("classes"), "/images")
                                        + Collections.frequency(left("classes"), "/shop")
                                <= KEPT_BY_THE_JDK);
                if (round == SETTLED) {
                    settled = metaspace();
                }
            }
            assertThat(metaspace() - settled)
                    .as("bytes of metaspace for nothing")
                    .isLessThan(METASPACE_GROWTH);
        }

        /**
         * First, because Tomcat renews its threads after an undeploy: the thread of the planted ThreadLocal might be gone
         * before anybody looks.
         */
        @Test
        @Order(1)
        void whatAnotherApplicationLeavesIsReported() throws Exception {
            deploy("planted", probe());
            assertThat(new Visitor(tomcat.uri("planted")).get("/planted.jsp").text())
                    .contains("planted");

            undeploy("planted");

            assertThat(console())
                    .contains("The web application [planted] appears to have started a thread named [planted-thread]")
                    .contains("The web application [planted] created a ThreadLocal with key of type");
            assertThat(left("thread")).contains("planted-thread");
            assertThat(left("imageio")).anyMatch(provider -> provider.contains("PlantedProvider"));
            assertThat(left("classes")).contains("/planted");
        }

        private static void work(Visitor visitor, List<String> paths, int round) throws IOException {
            for (String path : paths) {
                String fresh = path.contains("?") ? path + "&v=" + round : path;
                Response response = visitor.get(fresh);
                assertThat(response.status()).as(path + " " + response.text()).isEqualTo(200);
                visitor.get(fresh);
            }
        }

        private void deploy(String context, Path war) throws Exception {
            tomcat.deploy(context, war);
            awaitDeployed(context);
        }

        private void awaitDeployed(String context) throws Exception {
            Eventually.isTrue(
                    context + " is deployed",
                    () -> new Visitor(tomcat.uri(context)).get("/").status() == 200);
        }

        private void undeploy(String context) throws Exception {
            tomcat.undeploy(context);
            awaitUndeployed(context);
        }

        private void awaitUndeployed(String context) throws Exception {
            Eventually.isTrue(
                    context + " is undeployed",
                    () -> new Visitor(tomcat.uri(context)).get("/").status() == 404
                            && !Files.exists(tomcat.base().resolve("webapps").resolve(context)));
        }

        /** Bytes that classes take, after the collection that the probe has asked for. */
        private long metaspace() throws Exception {
            try (Jmx jmx = Jmx.connect(jmxPort)) {
                CompositeData usage = (CompositeData)
                        jmx.beans().getAttribute(new ObjectName("java.lang:type=MemoryPool,name=Metaspace"), "Usage");
                return (long) usage.get("used");
            }
        }

        /** Lines of the probe of one kind, without the kind. */
        private List<String> left(String kind) throws IOException {
            Response response = new Visitor(tomcat.uri("probe")).get("/");
            assertThat(response.status()).as(response.text()).isEqualTo(200);
            return response.text()
                    .lines()
                    .filter(line -> line.startsWith(kind + " "))
                    .map(line -> line.substring(kind.length() + 1))
                    .toList();
        }

        private static boolean isOurs(String thread) {
            return thread.matches("(?i)(tomthumb|ehcache|sdk|aws|idle-connection|java-sdk|offheap|webp).*");
        }

        private String console() throws IOException {
            return Files.readString(tomcat.base().resolve("logs/catalina.out"));
        }
    }
}
