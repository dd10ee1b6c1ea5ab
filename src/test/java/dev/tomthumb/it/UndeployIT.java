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
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left in Tomcat's JVM when the WAR that ships has worked and gone: nothing.
 *
 * <p>In this order, since whoever uses ImageIO first in a JVM is the one whom its registry may hold on to.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UndeployIT {
    private static final int ROUNDS = 3;

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

    @TempDir
    private static Path directory;

    private static TomcatServer tomcat;

    @BeforeAll
    static void start() throws Exception {
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), Bases.empty("undeploy"))
                .jvmArguments("-Xmx512m")
                .serverXml(xml -> xml.replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "))
                .systemProperty("tomthumb.mounts", "/photos/ = s3://originals/")
                .systemProperty("tomthumb.s3.endpoint", "http://127.0.0.1:" + System.getProperty("arquillian.s3-port"))
                .systemProperty("tomthumb.s3.access-key", "it-access")
                .systemProperty("tomthumb.s3.secret-key", "it-secret")
                .deploy("probe", probe())
                .start();
        assertThat(new Visitor(tomcat.uri("probe")).get("/compiled.jsp").text()).contains("compiled");
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static Path probe() throws IOException {
        Path file = directory.resolve("probe.war");
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
        for (int round = 1; round <= ROUNDS; round++) {
            deploy("images", BuildOutputs.war());
            work(round);
            assertThat(left("thread")).as("the probe sees us at work").anyMatch(UndeployIT::isOurs);
            assertThat(left("bean")).isNotEmpty();

            undeploy("images");

            assertThat(console()).doesNotContain("The web application [images]").doesNotContain("is still running");
            assertThat(left("bean")).isEmpty();
            assertThat(left("imageio")).noneMatch(provider -> !provider.contains("Planted"));
            Eventually.isTrue("the threads end", () -> left("thread").stream().noneMatch(UndeployIT::isOurs));
            Eventually.isTrue(
                    "the classes go", () -> Collections.frequency(left("classes"), "/images") <= KEPT_BY_THE_JDK);
        }
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

    private static void work(int round) throws IOException {
        Visitor visitor = new Visitor(tomcat.uri("images"));
        for (String path : WORK) {
            String fresh = path.contains("?") ? path + "&v=" + round : path;
            Response response = visitor.get(fresh);
            assertThat(response.status()).as(path + " " + response.text()).isEqualTo(200);
            visitor.get(fresh);
        }
    }

    private static void deploy(String context, Path war) throws Exception {
        tomcat.deploy(context, war);
        Eventually.isTrue(
                context + " is deployed",
                () -> new Visitor(tomcat.uri(context)).get("/").status() == 200);
    }

    private static void undeploy(String context) throws Exception {
        tomcat.undeploy(context);
        Eventually.isTrue(
                context + " is undeployed",
                () -> new Visitor(tomcat.uri(context)).get("/").status() == 404
                        && !Files.exists(tomcat.base().resolve("webapps").resolve(context)));
    }

    /** Lines of the probe of one kind, without the kind. */
    private static List<String> left(String kind) throws IOException {
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

    private static String console() throws IOException {
        return Files.readString(tomcat.base().resolve("logs/catalina.out"));
    }
}
