package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.Ports;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What docs/tomcat.md says of settings of the connector and of contexts, line by line, in a Tomcat that has them all; on
 * Tomcat 9 in {@link TomcatSettingsOnTomcat9IT}.
 */
@ResourceLock("TomcatSettingsIT")
class TomcatSettingsIT {
    private static final String KOREAN = "/site/pictures/%ED%95%9C%EA%B5%AD%EC%96%B4%20%EC%82%AC%EC%A7%84.jpg";
    private static final String IMGPROXY = "/site/img/insecure/rs:fit:64:64/plain/local:%2F%2F%2Fa.jpg";

    private static final String CONNECTORS = """
            <Connector port="${tomcat.port}" address="127.0.0.1" />
            <Connector port="${port.passthrough}" address="127.0.0.1" encodedSolidusHandling="passthrough" \
            maxHttpRequestHeaderSize="32768" />
            <Connector port="${port.decode}" address="127.0.0.1" encodedSolidusHandling="decode" />
            <Connector port="${port.latin1}" address="127.0.0.1" URIEncoding="ISO-8859-1" />
            <Connector port="${port.relaxed}" address="127.0.0.1" relaxedPathChars="[]" relaxedQueryChars="|" />
            """;

    private static TomcatServer tomcat;
    private static int passthrough;
    private static int decode;
    private static int latin1;
    private static int relaxed;
    private static Path site;
    private static Path locked;

    @BeforeAll
    static void start() throws Exception {
        start(BuildOutputs.tomcatLine());
    }

    static void start(String line) throws Exception {
        Path base = Bases.empty("tomcat-settings-" + line);
        Path outside = Files.createDirectories(base.resolve("outside"));
        Files.write(outside.resolve("a.jpg"), HostSite.OPEN_PICTURE);
        site = site(base, "site", line, "", "");
        Files.createSymbolicLink(site.resolve("link"), outside);
        Path linked = site(base, "linked", line, "", "");
        Files.createSymbolicLink(linked.resolve("link"), outside);
        locked = site(base, "locked", line, "", "");
        Path contexts = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        context(contexts, "site", site, "", """
                <Parameter name="tomthumb.img.prefix" value="/img/" override="false" />
                <Parameter name="tomthumb.img.unsigned" value="open" override="false" />
                <Parameter name="tomthumb.local.root" value="%s" override="false" />
                """.formatted(outside));
        context(contexts, "linked", linked, "", """
                <Resources allowLinking="true">
                  <PostResources className="org.apache.catalina.webresources.DirResourceSet" base="%s"
                                 webAppMount="/mounted" />
                </Resources>
                """.formatted(outside));
        context(contexts, "locked", locked, "antiResourceLocking=\"true\"", "");
        context(
                contexts,
                "named",
                site(base, "named", line, "", "<absolute-ordering><name>tomthumb</name></absolute-ordering>"),
                "",
                "");
        context(
                contexts,
                "left-out",
                site(base, "left-out", line, "", "<absolute-ordering><name>another</name></absolute-ordering>"),
                "",
                "");
        context(
                contexts,
                "unscanned",
                site(base, "unscanned", line, "", ""),
                "",
                "<JarScanner><JarScanFilter defaultPluggabilityScan=\"false\" /></JarScanner>");
        passthrough = Ports.free();
        decode = Ports.free();
        latin1 = Ports.free();
        relaxed = Ports.free();
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(line), base.resolve("tomcat"))
                .jvmArguments("-Xmx768m")
                .configuration(base.resolve("conf"))
                .serverXml(xml ->
                        xml.replaceAll("(?s)<Connector .*?/>", "CONNECTORS").replace("CONNECTORS", CONNECTORS))
                .systemProperty("port.passthrough", Integer.toString(passthrough))
                .systemProperty("port.decode", Integer.toString(decode))
                .systemProperty("port.latin1", Integer.toString(latin1))
                .systemProperty("port.relaxed", Integer.toString(relaxed))
                .systemProperty("tomthumb.warm-up", "false")
                .start();
    }

    private static Path site(Path base, String name, String line, String attributes, String elements)
            throws IOException {
        return new ExplodedSite(base.resolve("sites").resolve(name))
                .file("WEB-INF/web.xml", ExplodedSite.webXmlText("3.1", attributes, elements))
                .file("pictures/a.jpg", HostSite.OPEN_PICTURE)
                .file("pictures/한국어 사진.jpg", HostSite.OPEN_PICTURE)
                .file("pictures/a%b.jpg", HostSite.OPEN_PICTURE)
                .libraries(line)
                .directory();
    }

    private static void context(Path contexts, String name, Path site, String attributes, String elements)
            throws IOException {
        Files.writeString(
                contexts.resolve(name + ".xml"),
                "<Context docBase=\"" + site + "\" " + attributes + ">\n" + elements + "\n</Context>\n");
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static Response get(String path) throws IOException {
        return new RawHttp(tomcat.uri()).get(path);
    }

    private static Response get(int port, String path) throws IOException {
        return new RawHttp(URI.create("http://127.0.0.1:" + port + "/")).get(path);
    }

    private static void assertRendition(Response response) throws IOException {
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(response.get("X-Cache")).isIn("Miss from tomthumb", "Hit from tomthumb");
        assertThat(Visitor.width(response)).isEqualTo(64);
    }

    private static void assertTomcatsOwn(Response response, int status) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("X-Cache")).isEmpty();
    }

    private static void assertOriginal(Response response) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(HostSite.OPEN_PICTURE);
    }

    // ---- Connectors

    @Test
    void anEncodedSlashIsRefusedByTomcatUnlessItIsPassedThrough() throws IOException {
        assertTomcatsOwn(get(IMGPROXY), 400);
        assertRendition(get(passthrough, IMGPROXY));
        assertThat(tomcat.logs())
                .contains(
                        "answers URLs with %2F itself (encodedSolidusHandling=\"reject\"): imgproxy URLs with an encoded"
                                + " source do not arrive. Set encodedSolidusHandling=\"passthrough\" on it in server.xml.");
    }

    @Test
    void aDecodedSlashArrivesAsOneAndTheLogSaysWhatThatOpens() throws IOException {
        assertRendition(get(decode, IMGPROXY.replace("64:64", "64:65")));
        assertOriginal(get(decode, "/site/pictures%2Fa.jpg"));
        Response rendition = get(decode, "/site/pictures%2Fa.jpg?w=64");
        assertThat(rendition.status()).isEqualTo(400);
        assertThat(rendition.text()).contains("The path holds an encoded slash; write it plainly.");
        assertThat(tomcat.logs().lines().filter(line -> line.contains("port " + decode + " ")))
                .anyMatch(line -> line.contains("turns %2F into a slash (encodedSolidusHandling=\"decode\")"))
                .noneMatch(line -> line.contains("do not arrive. Set encodedSolidusHandling"));
    }

    @Test
    void passedThroughFilesWithAPercentSignInTheirNamesAreNotFound() throws IOException {
        assertOriginal(get("/site/pictures/a%25b.jpg"));
        assertTomcatsOwn(get(passthrough, "/site/pictures/a%25b.jpg"), 404);
    }

    @Test
    void longUrlsNeedALargerHeader() throws IOException {
        String url = "/site/pictures/a.jpg?w=64&utm_content=" + "x".repeat(8150);

        assertTomcatsOwn(get(url), 400);
        assertRendition(get(passthrough, url));
    }

    @Test
    void whatIsNeverValidInAUrlIsAlwaysTomcatsToAnswer() throws IOException {
        for (String path : new String[] {"/site/pictures/a%00.jpg?w=64", "/site/pictures/a%zz.jpg?w=64"}) {
            assertTomcatsOwn(get(path), 400);
            assertTomcatsOwn(get(passthrough, path), 400);
        }
    }

    @Test
    void koreanNamesNeedUtf8WhichIsWhatApplies() throws IOException {
        assertOriginal(get(KOREAN));
        assertRendition(get(KOREAN + "?w=64"));
        assertTomcatsOwn(get(latin1, KOREAN), 404);
        assertThat(get(latin1, KOREAN + "?w=64").text())
                .contains("The path is read differently by this server; write it plainly.");
    }

    @Test
    void namesInEucKrAreNamesOfNothing() throws IOException {
        Response response = get("/site/pictures/%C7%D1%B1%B9%BE%EE.jpg?w=64");

        // Tomcat 11 refuses it itself, the others leave that to us.
        assertThat(response.status()).as(response.text()).isEqualTo(400);
        assertThat(get("/site/pictures/%C7%D1%B1%B9%BE%EE.jpg").status()).isIn(400, 404);
    }

    @Test
    void charactersThatMustBeEncodedAreRefusedByTomcatUnlessItIsRelaxed() throws IOException {
        assertTomcatsOwn(get("/site/pictures/a.jpg?w=64&x=a|b"), 400);
        assertRendition(get(relaxed, "/site/pictures/a.jpg?w=64&x=a|b"));
    }

    // ---- Contexts

    @Test
    void linksOutOfTheApplicationAreFollowedOnlyWhereAllowed() throws IOException {
        assertTomcatsOwn(get("/site/link/a.jpg?w=64"), 404);
        assertOriginal(get("/linked/link/a.jpg"));
        assertRendition(get("/linked/link/a.jpg?w=64"));
    }

    @Test
    void aDirectoryMountedByResourcesIsPartOfTheApplication() throws IOException {
        assertOriginal(get("/linked/mounted/a.jpg"));
        assertRendition(get("/linked/mounted/a.jpg?w=64"));
    }

    @Test
    void antiResourceLockingServesACopyWhichNewFilesNeverReach() throws IOException {
        assertRendition(get("/locked/pictures/a.jpg?w=64"));
        Files.write(locked.resolve("pictures/new.jpg"), HostSite.OPEN_PICTURE);

        assertTomcatsOwn(get("/locked/pictures/new.jpg"), 404);
        assertTomcatsOwn(get("/locked/pictures/new.jpg?w=64"), 404);
    }

    /** Tomcat's own memory of what is not there, with or without us. */
    @Test
    void whatWasAskedForBeforeItWasThereIsThereAfterAFewSeconds() throws Exception {
        String late = "/site/pictures/late.jpg";
        assertTomcatsOwn(get(late), 404);
        Files.write(site.resolve("pictures/late.jpg"), HostSite.OPEN_PICTURE);

        assertTomcatsOwn(get(late), 404);
        Eventually.isTrue("it is there", () -> get(late).status() == 200);
        assertRendition(get(late + "?w=64"));
    }

    @Test
    void absoluteOrderingMustNameUs() throws IOException {
        assertRendition(get("/named/pictures/a.jpg?w=64"));
        assertOriginal(get("/left-out/pictures/a.jpg?w=64"));
    }

    @Test
    void withoutAScanForFragmentsThereIsNone() throws IOException {
        assertOriginal(get("/unscanned/pictures/a.jpg?w=64"));
    }
}
