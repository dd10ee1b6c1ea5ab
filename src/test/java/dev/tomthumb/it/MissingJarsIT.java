package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A site that left out every jar that its README lets it leave out: what needs them is refused by name. */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
class MissingJarsIT {
    private static final String TOKEN = "Authorization: Bearer missing-jars-missing-jars";

    private static TomcatServer tomcat;
    private static Visitor visitor;

    @BeforeAll
    static void start() throws Exception {
        Path directory = BuildOutputs.target().resolve("it-missing-jars");
        SiteFiles site = lacking(
                directory.resolve("shop"),
                HostSite.ofSchema("3.1")
                        .with("tomthumb.mounts", "/s3/ = s3://originals/")
                        .with("tomthumb.shared.bucket", "s3://fleet/")
                        .with("tomthumb.ops.token", "missing-jars-missing-jars"));
        assertThat(site.libraries()).hasSizeLessThan(25);
        SiteFiles cluster = lacking(
                directory.resolve("cluster"),
                HostSite.ofSchema("3.1")
                        .with(
                                "tomthumb.cache.config",
                                Path.of("tomcat-conf/ehcache-cluster.xml")
                                        .toAbsolutePath()
                                        .toString()));
        // What it is shows in its content.
        Files.writeString(
                site.root().resolve("pictures/drawing.png"),
                "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'><rect width='50' height='50'/></svg>");
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome("11"), directory.resolve("base"))
                .jvmArguments("-Xmx1200m")
                .deploy("shop", site.root())
                .deploy("cluster", cluster.root())
                .start();
        visitor = new Visitor(tomcat.uri("shop"));
    }

    private static SiteFiles lacking(Path root, HostSite site) throws IOException {
        return SiteFiles.of("11", root, site)
                .unzipLibraries()
                .deleteJars(
                        "(?!imageio|jaxb|slf4j|kotlin).*-2\\.56\\.0\\.jar",
                        "eventstream-.*",
                        "reactive-streams-.*",
                        "jsvg-.*",
                        "json-20.*",
                        "ehcache-clustered-.*",
                        "webp-imageio-.*",
                        "kotlin-stdlib-.*");
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    @Test
    void theRestWorks() throws IOException {
        for (String format : new String[] {"jpg", "png", "gif", "tiff", "bmp"}) {
            Response made = visitor.get("/pictures/a.jpg?w=64&fm=" + format);
            assertThat(made.status()).as(format + " " + made.text()).isEqualTo(200);
            assertThat(visitor.get("/pictures/a.jpg?w=64&fm=" + format).get("X-Cache"))
                    .isEqualTo("Hit from tomthumb");
        }
        assertThat(visitor.get("/pictures/a.jpg?w=64&auto=format", "Accept: image/webp,*/*")
                        .get("Content-Type"))
                .as("what cannot be written is not negotiated")
                .isEqualTo("image/jpeg");
        assertThat(visitor.get("/tomthumb/health").text())
                .startsWith("Tomthumb is running")
                .as("left out on purpose")
                .doesNotContain("webp cannot be written");
        assertThat(tomcat.logs()).doesNotContain("libwebp could not be loaded");
        assertThat(visitor.get("/tomthumb/metrics").status()).isEqualTo(200);
        assertThat(visitor.get("/tomthumb/info?src=/pictures/a.jpg").text()).contains("\"width\":");
        assertThat(visitor.get("/tomthumb/none").status()).isEqualTo(404);
    }

    @Test
    void aServerLeavesAndStaysAndRefusesWithoutTheJar() throws IOException {
        Response drain = visitor.send("POST", "/tomthumb/drain", TOKEN);
        Response stay = visitor.send("POST", "/tomthumb/drain/stop", TOKEN);

        assertThat(drain.status()).as(drain.text()).isEqualTo(202);
        assertThat(drain.text()).startsWith("{\"draining\":true,\"seconds\":");
        assertThat(stay.text()).startsWith("{\"draining\":false,");
        assertThat(visitor.get("/tomthumb/drain").text()).startsWith("{\"draining\":false,");
        assertThat(visitor.get("/tomthumb/health?token=missing-jars-missing-jars")
                        .status())
                .as("a token in the URL")
                .isEqualTo(400);
    }

    @Test
    void theConsoleAndItsLoginSayWhatIsMissing() throws IOException {
        for (String page : List.of("/", "/console/session", "/console/data", "/console/options", "/console/settings")) {
            assertNeedsJson(page, visitor.get("/tomthumb" + page, TOKEN));
        }
        for (String page : List.of("/console/login", "/console/urls", "/events/s3", "/warm")) {
            assertNeedsJson(page, visitor.send("POST", "/tomthumb" + page, TOKEN));
        }
        assertNeedsJson("/warm", visitor.get("/tomthumb/warm", TOKEN));
    }

    private static void assertNeedsJson(String page, Response response) {
        assertThat(response.status()).as(page + " " + response.text()).isEqualTo(501);
        assertThat(response.text())
                .contains("JSON-java, whose jar (json-….jar) is not in this application's WEB-INF/lib");
    }

    @Test
    void s3IsRefusedByNameAndTheLogSaysSoAtTheStart() throws IOException {
        Response refused = visitor.get("/s3/a.jpg?w=64");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text())
                .contains("Originals on S3 need the AWS SDK, whose jars are not in this application's WEB-INF/lib.");
        assertThat(tomcat.console())
                .containsPattern("WARNING .*Originals on S3 are refused, though the settings name some: the AWS SDK")
                .contains("the AWS SDK is not here: originals on S3 are refused.");
    }

    @Test
    void sharingNeedsTheAwsSdk() throws IOException {
        String sentence =
                "tomthumb.shared.bucket needs the AWS SDK, whose jars are not in this application's WEB-INF/lib:"
                        + " nothing is shared.";

        assertThat(tomcat.console()).containsPattern("WARNING .*" + Pattern.quote(sentence));
        assertThat(visitor.get("/tomthumb/health").text())
                .contains("degraded: ")
                .contains(sentence);
    }

    @Test
    void aClusterNeedsItsJar() throws IOException {
        Visitor site = new Visitor(tomcat.uri("cluster"));

        assertThat(tomcat.console())
                .containsPattern(
                        "ehcache-cluster\\.xml, line [0-9]+: <tc:cluster> needs the client of a Terracotta server,"
                                + " ehcache-clustered-3\\.11\\.1\\.jar, which is not in this application's WEB-INF/lib\\.");
        assertThat(site.get("/").text()).contains("<h1>The old site</h1>");
        assertThat(site.get("/pictures/a.jpg?w=64").body()).isEqualTo(HostSite.OPEN_PICTURE);
    }

    @Test
    void drawingsAndWebpAreRefusedByName() throws IOException {
        Response drawing = visitor.get("/pictures/drawing.png?w=64&fm=png");
        Response webp = visitor.get("/pictures/a.jpg?w=64&fm=webp");

        assertThat(drawing.status()).isEqualTo(422);
        assertThat(drawing.text())
                .contains("SVG, which this server cannot read without JSVG (jsvg-….jar in WEB-INF/lib)");
        assertThat(webp.status()).isEqualTo(422);
        assertThat(webp.text())
                .contains("cannot write WebP without libwebp (webp-imageio-….jar and kotlin-stdlib-….jar");
        assertThat(tomcat.console())
                .contains("JSVG is not here: SVG is not drawn.")
                .contains("webp-imageio is not here: WebP is not written.");
    }

    @Test
    void pagesThatReadJsonSayWhatIsMissing() throws IOException {
        Response purge = visitor.send("POST", "/tomthumb/purge?prefix=/shop/pictures/", TOKEN);

        assertNeedsJson("/purge", purge);
        assertThat(visitor.send("POST", "/tomthumb/purge?all=true").status())
                .as("without the token")
                .isEqualTo(401);
        assertThat(tomcat.console()).contains("JSON-java is not here: ");
    }
}
