package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tomthumb.codec.HeifParts;
import dev.tomthumb.samples.SampleOriginals;
import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.source.ScriptedServer;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import dev.tomthumb.testkit.TroubleshootingPage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Symptoms of docs/troubleshooting.md that no other test has, as its reader has them: one Tomcat, on which our WAR stands
 * many times, each time with another fault. {@code TroubleshootingPageTest} says where the others are.
 */
@EnabledIfSystemProperty(named = "tomcat.line", matches = "11")
@Isolated("its queues are short and its times are measured")
class TroubleshootingIT {
    private static final String LINE = "11";
    /** What an S3 server answers in each bucket; no server that one can start has a wrong clock or another region. */
    private static final Map<String, String> S3 = Map.of(
            "denied", "403 AccessDenied",
            "stranger", "403 InvalidAccessKeyId",
            "region", "301 PermanentRedirect",
            "clock", "403 RequestTimeTooSkewed",
            "gone", "404 NoSuchBucket",
            "empty", "404 NoSuchKey");

    /** Jars are looked through for what is in ours alone: that would be most of a start. */
    private static final String SCANNER =
            "<JarScanner scanClassPath=\"false\"><JarScanFilter pluggabilitySkip=\"*.jar\""
                    + " pluggabilityScan=\"tomthumb*.jar\" tldSkip=\"*.jar\" /></JarScanner>\n";

    private static final String BOMB =
            "<svg xmlns='http://www.w3.org/2000/svg' width='1000' height='1000'><filter id='f'>"
                    + "<feGaussianBlur stdDeviation='40'/></filter>"
                    + "<g filter='url(#f)'><rect width='9' height='9'/></g>".repeat(500) + "</svg>";
    private static final String WORDS = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'>"
            + "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>words</p></foreignObject>"
            + "<image href='https://elsewhere.example/logo.png' width='9' height='9'/>"
            + "<script>alert(1)</script><rect width='40' height='30' fill='#e02020'/></svg>";

    private static final List<Path> MOUNTED = new ArrayList<>();

    private static TroubleshootingPage page;
    private static Path directory;
    private static Path originals;
    private static ScriptedServer s3;
    private static HeldOrigin held;
    private static ScriptedOrigin web;
    private static TomcatServer tomcat;

    @BeforeAll
    static void start() throws Exception {
        page = TroubleshootingPage.read();
        directory = Bases.empty("troubleshooting");
        originals = originals();
        s3 = ScriptedServer.start((request, out, hold) -> out.write(error(S3.get(request.split("[ /]")[2]))));
        held = new HeldOrigin(TestPictures.jpeg(TestPictures.geometry(200, 150), 90));
        web = new ScriptedOrigin(TestPictures.png(TestPictures.geometry(60, 40)));
        Path locked = locked();
        Path volume = Files.createDirectories(directory.resolve("volume"));
        mount(volume, "size=2m");
        Path brimful = Files.createDirectories(directory.resolve("brimful"));
        mount(brimful, "size=2m");
        unpackWar();
        context(
                "plain",
                Map.of(
                        "tomthumb.mounts",
                        mounts(),
                        "tomthumb.http.allow",
                        "other.example",
                        "tomthumb.http.allow-loopback",
                        "true"));
        context(
                "small",
                Map.of(
                        "tomthumb.render-memory", "16MB",
                        "tomthumb.max-animation-frames", "100",
                        "tomthumb.query.key", "a key of sixteen"));
        context(
                "queue",
                Map.of(
                        "tomthumb.mounts", "/held/ = " + held.uri(),
                        "tomthumb.http.allow-loopback", "true",
                        "tomthumb.fetchers", "1",
                        "tomthumb.queue-size", "1",
                        "tomthumb.download-timeout", "60s",
                        "tomthumb.timeout", "60s"));
        context(
                "hurried",
                Map.of(
                        "tomthumb.workers", "1",
                        "tomthumb.fetchers", "64",
                        "tomthumb.timeout", "700ms",
                        "tomthumb.img.key", "736563726574",
                        "tomthumb.img.salt", "68656c6c6f"));
        context(
                "locked",
                Map.of(
                        "tomthumb.cache.dir",
                        locked.resolve("cache").toString(),
                        "tomthumb.cache.max-heap-object",
                        "1kB"));
        context("volume", Map.of("tomthumb.cache.dir", volume.resolve("cache").toString()));
        context(
                "brimful",
                Map.of(
                        "tomthumb.cache.dir", brimful.resolve("cache").toString(),
                        "tomthumb.cache.config", toTheLastByte().toString()));
        kept(Map.of());
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(LINE), directory.resolve("tomcat"))
                // For whose machine nobody has built a libwebp.
                .jvmArguments("-Xmx384m", "-XX:TieredStopAtLevel=1", "-Dos.arch=s390x")
                .configuration(directory.resolve("conf"))
                .serverXml(xml -> xml.replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" "))
                .systemProperty("tomthumb.warm-up", "false")
                .deploy("ROOT", BuildOutputs.tomcatHome(LINE).resolve("webapps/ROOT"))
                .deploy("ROOT", BuildOutputs.war())
                .start();
    }

    private static Path originals() throws IOException {
        Path files = Files.createDirectories(directory.resolve("originals"));
        Files.write(files.resolve("cat.jpg"), TestPictures.jpeg(TestPictures.geometry(400, 300), 90));
        Files.write(files.resolve("large.jpg"), TestPictures.jpeg(TestPictures.gradient(4000, 3000), 60));
        Files.write(files.resolve("ball.gif"), SampleOriginals.bytes("animated.gif"));
        Files.write(files.resolve("new.avif"), HeifParts.probe("avif"));
        Files.write(files.resolve("heavy.png"), TestPictures.png(noise(2200, 2100)));
        Files.writeString(files.resolve("words.svg"), WORDS);
        Files.writeString(files.resolve("bomb.svg"), BOMB);
        Files.writeString(files.resolve("login.jpg"), "<!DOCTYPE html><html><body>Please log in</body></html>");
        return files;
    }

    /** Which no file format makes smaller. */
    private static BufferedImage noise(int width, int height) {
        BufferedImage noise = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        noise.setRGB(0, 0, width, height, random.ints((long) width * height).toArray(), 0, width);
        return noise;
    }

    private static String mounts() {
        StringBuilder mounts = new StringBuilder("/photos/ = local:///");
        S3.keySet().forEach(bucket -> mounts.append("; /" + bucket + "/ = s3://" + bucket + "/"));
        return mounts + "; /web/ = http://" + web.authority() + "/";
    }

    private static byte[] error(String statusAndCode) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
                + statusAndCode.split(" ")[1] + "</Code><Message>As S3 says it</Message></Error>";
        String head =
                "HTTP/1.1 " + statusAndCode + "\r\nContent-Type: application/xml\r\nx-amz-bucket-region: eu-west-3"
                        + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One directory for all contexts: unpacking it once for each would take the longest. */
    private static void unpackWar() throws IOException {
        try (ZipFile war = new ZipFile(BuildOutputs.war().toFile())) {
            for (ZipEntry entry :
                    war.stream().filter(each -> !each.isDirectory()).toList()) {
                Path file = directory.resolve("war").resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream in = war.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
    }

    private static void context(String name, Map<String, String> settings) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "tomthumb.mounts", "/photos/ = local:///",
                "tomthumb.local.root", originals.toString(),
                "tomthumb.s3.endpoint", "http://127.0.0.1:" + s3.port(),
                "tomthumb.s3.access-key", "access",
                "tomthumb.s3.secret-key", "secret"));
        if (!settings.containsKey("tomthumb.img.key")) {
            all.put("tomthumb.img.unsigned", "open");
        }
        all.putAll(settings);
        StringBuilder xml = new StringBuilder("<Context docBase=\"" + directory.resolve("war") + "\">\n" + SCANNER);
        all.forEach((key, value) ->
                xml.append("<Parameter name=\"" + key + "\" value=\"" + value + "\" override=\"false\" />\n"));
        Path descriptors = Files.createDirectories(directory.resolve("conf/Catalina/localhost"));
        Files.writeString(descriptors.resolve(name + ".xml"), xml + "</Context>\n");
    }

    /** One that is deployed again and again, with its cache in a place of its own. */
    private static void kept(Map<String, String> changed) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("tomthumb.cache.dir", directory.resolve("kept").toString());
        // A start may take longer than files are believed unasked.
        settings.put("tomthumb.ttl.files", "1h");
        settings.putAll(changed);
        context("kept", settings);
    }

    /** The cache's own configuration, in which nothing of the volume is left to others. */
    private static Path toTheLastByte() throws IOException {
        Path file = directory.resolve("ehcache-brimful.xml");
        String shipped = Files.readString(Path.of("src/main/resources/dev/tomthumb/cache/ehcache.xml"));
        assertThat(shipped).contains("minimum-free=\"256MB\"");
        return Files.writeString(file, shipped.replace("minimum-free=\"256MB\"", "minimum-free=\"0\""));
    }

    /** Where nobody may write: root neither, if he may mount something there. */
    private static Path locked() throws Exception {
        Path directory = Files.createDirectories(TroubleshootingIT.directory.resolve("locked"));
        mount(directory, "ro");
        if (Files.isWritable(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        }
        return directory;
    }

    private static boolean mount(Path place, String options) throws Exception {
        boolean done = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString());
        if (done) {
            MOUNTED.add(place);
        }
        return done;
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (tomcat != null) {
            tomcat.close();
        }
        for (Path place : MOUNTED) {
            assertThat(run("umount", place.toString())).isTrue();
        }
        for (AutoCloseable server : Arrays.asList(held, web, s3)) {
            if (server != null) {
                server.close();
            }
        }
    }

    private static Response get(String context, String target, String... headers) throws IOException {
        return new RawHttp(tomcat.uri()).get("/" + context + target, headers);
    }

    private static void assertRefused(Response response, int status, String sentence) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.text()).contains(sentence);
        assertThat(response.get("X-Cache")).isEqualTo("Error from tomthumb");
    }

    /** Every line of the page under this symptom stands in one of the texts. */
    private static void assertQuoted(String symptom, List<String> texts) {
        assertThat(page.quoted(symptom))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(texts)
                        .as(line)
                        .anyMatch(text ->
                                TroubleshootingPage.pattern(line).matcher(text).find()));
    }

    // ---- The start

    @Test
    void tomcatsOwnRootHidesOurs() throws IOException {
        Response welcome = new RawHttp(tomcat.uri()).get("/");

        assertThat(welcome.text()).contains("Apache Tomcat");
        assertThat(new RawHttp(tomcat.uri()).get("/tomthumb/health").status()).isEqualTo(404);
    }

    @Test
    void aDirectoryThatCannotBeWrittenLeavesLargePicturesMissesAndIsSaid() throws IOException {
        assumeFalse(Files.isWritable(directory.resolve("locked")), "this user may write everywhere");
        String url = "/photos/cat.jpg?w=320";

        assertThat(get("locked", url).get("X-Cache")).isEqualTo("Miss from tomthumb");
        assertThat(get("locked", url).get("X-Cache")).isEqualTo("Miss from tomthumb");
        String health = get("locked", "/tomthumb/health").text();
        assertThat(health)
                .contains("degraded: cache: The disk cache does not serve: ")
                .contains(" cannot be written (");
        assertQuoted("\"The disk cache does not serve: … cannot be written\"", List.of(tomcat.console()));
        assertThat(get("plain", url).status()).isEqualTo(200);
        assertThat(get("plain", url).get("X-Cache")).isEqualTo("Hit from tomthumb");
    }

    @Test
    void aCacheThatSeemsEmptyAfterARestartIsElsewhereOrOfOtherSettings() throws Exception {
        String url = "/photos/cat.jpg?w=160";
        assertThat(get("kept", url).get("X-Cache")).isEqualTo("Miss from tomthumb");
        assertThat(get("kept", url).get("X-Cache")).isEqualTo("Hit from tomthumb");

        restarted(Map.of("tomthumb.quality", "71"));
        assertThat(get("kept", url).get("X-Cache")).as("of another quality").isEqualTo("Miss from tomthumb");
        Path elsewhere = directory.resolve("elsewhere");
        restarted(Map.of("tomthumb.cache.dir", elsewhere.toString()));
        assertThat(get("kept", url).get("X-Cache")).as("in another directory").isEqualTo("Miss from tomthumb");
        restarted(Map.of());
        assertThat(get("kept", url).get("X-Cache")).as("neither was lost").isEqualTo("Hit from tomthumb");

        String found = "The crash-safe disk tier keeps the cache 'renditions' in %s[^ ]*: .* %d entries were found";
        assertThat(tomcat.console())
                .containsPattern(String.format(found, elsewhere, 0))
                .containsPattern(String.format(found, directory.resolve("kept"), 2));
    }

    /** Tomcat deploys an application anew whose descriptor has changed. */
    private static void restarted(Map<String, String> changed) throws Exception {
        int starts = starts();
        kept(changed);
        Files.copy(
                directory.resolve("conf/Catalina/localhost/kept.xml"),
                tomcat.base().resolve("conf/Catalina/localhost/kept.xml"),
                StandardCopyOption.REPLACE_EXISTING);
        Eventually.isTrue(
                "it is back",
                () -> starts() > starts && get("kept", "/tomthumb/health").status() == 200);
    }

    private static int starts() {
        return tomcat.console().split("starts in the context kept", -1).length;
    }

    @Test
    void aFullVolumeStoresNothingIsSaidAndServesOn() throws Exception {
        assumeTrue(MOUNTED.contains(directory.resolve("volume")), "no volume could be mounted");
        String large = "/photos/heavy.png?w=640&fm=png";

        assertThat(get("volume", large).get("X-Cache")).isEqualTo("Miss from tomthumb");
        assertThat(get("volume", large).get("X-Cache")).isEqualTo("Miss from tomthumb");
        assertThat(get("volume", "/tomthumb/health").text())
                .contains("degraded: cache: The disk cache stores nothing: no room in ");
        assertQuoted("\"The disk tier pauses: …\"", List.of(tomcat.console()));
    }

    @Test
    void toTheLastByteWhereThatIsWanted() throws Exception {
        assumeTrue(MOUNTED.contains(directory.resolve("brimful")), "no volume could be mounted");
        for (int i = 0; i < 20 && !tomcat.console().contains("(ENOSPC)"); i++) {
            Response made = get("brimful", "/photos/heavy.png?w=640&fm=png&v=" + i);
            assertThat(made.status()).as(made.text()).isEqualTo(200);
        }

        assertThat(tomcat.console()).containsPattern("The disk tier pauses: .*No space left on device \\(ENOSPC\\)");
        assertThat(get("brimful", "/tomthumb/health").text())
                .containsPattern("degraded: cache: The disk cache stores nothing: .*\\(ENOSPC\\)");
        assertThat(get("brimful", "/photos/cat.jpg?w=64").status()).isEqualTo(200);
    }

    @Test
    void theHeapTierMayBeTooLargeForTheHeap() {
        String symptom = "422 \"needs … MB of memory; at most … MB are given to it\"";
        assertThat(TroubleshootingPage.pattern(page.quoted(symptom).get(1))
                        .matcher(tomcat.console())
                        .find())
                .isTrue();
    }

    /** A site with our jars, or without them, in a Tomcat of its own. */
    private static TomcatServer.Builder siteOn(String name, Path site) {
        return TomcatServer.of(BuildOutputs.tomcatHome(LINE), directory.resolve(name))
                .jvmArguments("-Xmx256m")
                .deploy("shop", site);
    }

    private static void assertNothingOfUs(TomcatServer server) throws IOException {
        Visitor visitor = new Visitor(server.uri("shop"));
        assertThat(visitor.get("/").text()).contains("<h1>The old site</h1>");
        assertThat(visitor.get("/pictures/a.jpg?w=64").body()).isEqualTo(HostSite.OPEN_PICTURE);
        assertThat(visitor.get("/tomthumb/health").status()).isEqualTo(404);
    }

    @Test
    void inTomcatsOwnLibOurJarDoesNothing() throws Exception {
        SiteFiles site = SiteFiles.of(LINE, directory.resolve("bare-site"), HostSite.ofSchema("3.1"));
        Path jar = BuildOutputs.classesJar();
        Path lib = Files.createDirectories(directory.resolve("with-jar-in-lib/lib"));
        Files.copy(jar, lib.resolve(jar.getFileName()));
        try (TomcatServer server = siteOn("with-jar-in-lib", site.root()).start()) {
            assertNothingOfUs(server);
            assertThat(server.console()).doesNotContain("SEVERE");
        }
    }

    @Test
    void aJarThatTomcatIsToldToSkipDoesNothing() throws Exception {
        SiteFiles site = SiteFiles.of(LINE, directory.resolve("skipped-site"), HostSite.ofSchema("3.1"))
                .unzipLibraries();
        Path conf = Files.createDirectories(directory.resolve("skipping-conf"));
        String shipped = Files.readString(BuildOutputs.tomcatHome(LINE).resolve("conf/catalina.properties"));
        String skips = "tomcat.util.scan.StandardJarScanFilter.jarsToSkip=";
        assertThat(shipped).contains(skips);
        Files.writeString(conf.resolve("catalina.properties"), shipped.replace(skips, skips + "tomthumb-*.jar,"));
        try (TomcatServer server =
                siteOn("skipping", site.root()).configuration(conf).start()) {
            assertNothingOfUs(server);
        }
    }

    // ---- What a URL may not

    @Test
    void urlsNameOnlyWhatTheOperatorLists() throws IOException {
        assertRefused(get("plain", "/img/_/w:64/plain/s3://secret/cat.jpg"), 404, "URLs may not name this bucket");
        assertRefused(
                get("plain", "/img/_/w:64/plain/http://" + web.authority() + "/ok/cat.png"),
                404,
                "URLs may not name this host");
        assertThat(get("plain", "/web/ok/cat.png?w=64").status())
                .as("by the mount's path")
                .isEqualTo(200);
    }

    @Test
    void limitsAreTheOperators() throws IOException {
        Response refused = get("plain", "/img/_/max_src_resolution:1/plain/local:///cat.jpg");

        assertRefused(refused, 403, "sets a limit, which URLs may not do here");
        assertThat(refused.text()).contains("tomthumb.img.allow-security-options");
    }

    @Test
    void aWatermarkThatIsNotSetIsRefused() throws IOException {
        Response refused = get("plain", "/img/_/wm:1/plain/local:///cat.jpg");

        assertThat(refused.status()).isBetween(400, 499);
        assertThat(refused.text())
                .contains("none is set; tomthumb.watermark.path, tomthumb.watermark.data or tomthumb.watermark.url");
    }

    @Test
    void aRefusalOfImgproxysHasItsTextAndASecondLine() throws IOException {
        Response refused = get("plain", "/img/_/blur:much/plain/local:///cat.jpg");

        assertThat(refused.text().lines().toList()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(refused.text()).startsWith("Invalid URL\n").contains("\"much\"");
        assertThat(refused.text().lines().toList().get(1)).contains("blur");
    }

    @Test
    void aSignatureBelongsToOnePath() throws IOException {
        Response query = get("small", "/photos/cat.jpg?w=64&s=AAAAAAAAAAAAAAAAAAAAAA");
        Response path = get("hurried", "/img/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/w:64/plain/local:///cat.jpg");

        assertThat(query.status()).as(query.text()).isEqualTo(403);
        assertThat(path.status()).as(path.text()).isEqualTo(403);
        assertQuoted("403 \"The signature does not belong to this path\"", List.of(query.text(), path.text()));
    }

    // ---- Formats

    private static int frames(Response response) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(response.body()))) {
            ImageReader reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            return reader.getNumImages(true);
        }
    }

    @Test
    void anAnimationStandsStillUntilFramesAreAllowed() throws IOException {
        String url = "/img/_/w:60/plain/local:///ball.gif";

        assertThat(frames(get("plain", url))).isEqualTo(1);
        assertThat(frames(get("small", url))).isEqualTo(12);
        assertThat(frames(get("small", url + "@png"))).isEqualTo(1);
    }

    @Test
    void aDrawingLosesWhatLoadsOrRuns() throws IOException {
        Response drawing = get("plain", "/img/_/w:40/plain/local:///words.svg@svg");

        assertThat(drawing.status()).as(drawing.text()).isEqualTo(200);
        assertThat(drawing.text()).contains("#e02020").doesNotContain("words").doesNotContain("alert");
        assertThat(drawing.get("Content-Security-Policy"))
                .as("nobody who opens it loads the picture that it names")
                .startsWith("default-src 'none';");
        assertThat(get("plain", "/img/_/w:40/plain/local:///words.svg@png").status())
                .isEqualTo(200);
    }

    @Test
    void aDrawingThatIsTooMuchWorkIsRefused() throws IOException {
        Response refused = get("plain", "/img/_/plain/local:///bomb.svg@png");

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.text())
                .containsPattern(TroubleshootingPage.pattern(
                        page.quoted("An SVG is refused").get(0)));
    }

    @Test
    void aPageInPlaceOfAPictureIsNamed() throws IOException {
        assertRefused(get("plain", "/photos/login.jpg?w=64"), 422, "The original is not an image: it begins like HTML");
        assertRefused(get("plain", "/web/html/x.png?w=64"), 422, "The original is not an image: it begins like");
    }

    @Test
    void withoutALibvipsAvifIsRefused() throws IOException {
        Response in = get("plain", "/photos/new.avif?w=64");
        Response out = get("plain", "/photos/cat.jpg?w=64&fm=avif");

        assertThat(in.status()).isEqualTo(422);
        assertThat(out.status()).isEqualTo(422);
        assertQuoted("AVIF, HEIC or JPEG XL is refused", List.of(in.text(), out.text()));
    }

    @Test
    void withoutALibwebpWebpIsRefusedAndTheLogHasTheReason() throws IOException {
        assertRefused(get("plain", "/photos/cat.jpg?w=64&fm=webp"), 422, "This server cannot write WebP");
        assertThat(get("plain", "/photos/cat.jpg?w=64&auto=format", "Accept: image/webp,*/*")
                        .get("Content-Type"))
                .isEqualTo("image/jpeg");
        assertThat(tomcat.console()).contains("webp-imageio has no library /native/Linux/s390x/");
        assertThat(get("plain", "/tomthumb/health").text()).contains("webp cannot be written on this machine");
    }

    // ---- The machine

    @Test
    void aPictureThatNeedsMoreMemoryThanThereIsIsRefusedBeforeItTakesAny() throws IOException {
        Response refused = get("small", "/img/_/blur:20/plain/local:///large.jpg@png");

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.text())
                .containsPattern(TroubleshootingPage.pattern(
                        page.quoted("422 \"needs … MB of memory; at most … MB are given to it\"")
                                .get(0)));
    }

    @Test
    void moreThanCanBeMadeIsToldToComeBack() throws Exception {
        List<String> texts = new ArrayList<>(crowd("hurried", "/photos/large.jpg?w=2560&fm=png&v=", 48));
        held.hold();
        ExecutorService visitors = Executors.newFixedThreadPool(8);
        try {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String url = "/held/" + i + ".jpg?w=64";
                answers.add(visitors.submit(() -> get("queue", url)));
            }
            Eventually.isTrue(
                    "most are refused",
                    () -> answers.stream().filter(Future::isDone).count() >= 6);
            held.release();
            for (Future<Response> answer : answers) {
                if (answer.get().status() != 200) {
                    texts.add(comeBack(answer.get()));
                }
            }
        } finally {
            held.release();
            visitors.shutdownNow();
        }
        texts.add(comeBack(whileALargeOneIsSent()));
        assertQuoted("503 with `Retry-After`", texts);
    }

    private static List<String> crowd(String context, String url, int size) throws Exception {
        ExecutorService visitors = Executors.newFixedThreadPool(size);
        try {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                String fresh = url + i;
                answers.add(visitors.submit(() -> get(context, fresh)));
            }
            List<String> texts = new ArrayList<>();
            for (Future<Response> answer : answers) {
                if (answer.get().status() == 503) {
                    texts.add(comeBack(answer.get()));
                }
            }
            return texts;
        } finally {
            visitors.shutdownNow();
        }
    }

    private static String comeBack(Response refused) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isPresent();
        return refused.text();
    }

    /** The second, while a visitor reads the first very slowly. */
    private static Response whileALargeOneIsSent() throws IOException {
        String url = "/img/_/raw:1/plain/local:///heavy.png";
        try (Socket slow = new Socket(tomcat.uri().getHost(), tomcat.uri().getPort())) {
            slow.getOutputStream()
                    .write(("GET /small" + url + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
            return get("small", url);
        }
    }

    // ---- S3

    @Test
    void s3SaysNoInFiveWays() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String bucket : List.of("denied", "stranger", "region", "clock", "gone")) {
            Response refused = get("plain", "/" + bucket + "/cat.jpg?w=64");
            assertThat(refused.status()).as(bucket + refused.text()).isIn(403, 404, 502);
            texts.add(refused.text());
        }
        assertQuoted("S3 says no", texts);
        assertRefused(get("plain", "/empty/cat.jpg?w=64"), 404, "There is no such original in S3.");
    }
}
