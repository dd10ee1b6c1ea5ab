package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What visitors and operators see from outside, on whichever line of Tomcat and in whichever of the two ways the product
 * stands: a legacy site at {@code /shop}, with our jar in it or with our WAR beside it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class DeploymentContract {
    static final String TOKEN = "deployment-token-deployment";

    private static final String MISS = "Miss from tomthumb";
    private static final String HIT = "Hit from tomthumb";
    private static final String AUTHORIZATION = "Authorization: Bearer " + TOKEN;

    private final String line;
    private final Path directory;
    private int jmxPort;
    private TomcatServer tomcat;
    private Visitor pictures;
    private Visitor shop;

    /**
     * @param line of Tomcat
     * @param style a name for its directory
     */
    DeploymentContract(String line, String style) {
        this.line = line;
        this.directory = BuildOutputs.target().resolve("it-deployment-" + line + "-" + style);
    }

    /** Puts the site, and us, onto a Tomcat that is about to start. */
    abstract void deploy(TomcatServer.Builder builder, Path directory) throws IOException;

    /** The context in which we are: {@code shop}, or that of our WAR. */
    abstract String context();

    /** The address of the original {@link HostSite#OPEN_PICTURE} in our context. */
    abstract String original();

    @BeforeAll
    void start() throws Exception {
        jmxPort = Jmx.port();
        TomcatServer.Builder builder = TomcatServer.of(BuildOutputs.tomcatHome(line), directory.resolve("base"))
                .jvmArguments("-Xmx1200m")
                .jvmArguments(Jmx.arguments(jmxPort))
                .systemProperty("tomthumb.ops.token", TOKEN)
                // A restart takes longer than files are believed unasked.
                .systemProperty("tomthumb.ttl.files", "1h");
        deploy(builder, directory);
        tomcat = builder.start();
        pictures = new Visitor(tomcat.uri(context()));
        shop = new Visitor(tomcat.uri("shop"));
    }

    @AfterAll
    void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    final String line() {
        return line;
    }

    final Path directory() {
        return directory;
    }

    final Visitor shop() {
        return shop;
    }

    private String fresh() {
        return original() + "?w=64&v=" + Visitor.fresh();
    }

    // ---- The site

    @Test
    void pagesAndPicturesOfTheSiteAreItsOwn() throws IOException {
        assertThat(shop.get("/").text()).contains("<h1>The old site</h1>");
        Response picture = shop.get("/pictures/a.jpg");
        assertThat(picture.body()).isEqualTo(HostSite.OPEN_PICTURE);
        assertThat(picture.header("X-Cache")).isEmpty();
        assertThat(shop.get("/pictures/%ED%95%9C%EA%B5%AD%EC%96%B4%20%EC%82%AC%EC%A7%84.jpg")
                        .body())
                .isEqualTo(HostSite.OPEN_PICTURE);
        assertThat(shop.send("POST", "/uploads/42.png?w=64").text()).isEqualTo("uploaded /42.png");
    }

    @Test
    void errorsOfTheSiteAreOnItsOwnPage() throws IOException {
        Response missing = shop.get("/none.html");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text()).contains("The old site has no such page.");
    }

    /** Before and after a member has had the picture made, and in every way of asking. */
    @Test
    void theLoginOfTheSiteGuards() throws IOException {
        new Visitor(tomcat.uri("shop")).loggedInAs("anna").get("/members/b.jpg?w=64");

        for (String path : new String[] {"/members/b.jpg", "/members/b.jpg?w=64", "/members/b.jpg;x=1?w=64"}) {
            Response refused = new Visitor(tomcat.uri("shop")).get(path);
            assertThat(refused.status()).as(path).isEqualTo(302);
            assertThat(refused.get("Location")).endsWith("/login.jsp");
            assertThat(Visitor.isPicture(refused)).isFalse();
        }
        assertThat(pictures.get("/WEB-INF/database/42.png?w=64").status()).isEqualTo(404);
    }

    // ---- Pictures

    @Test
    void theOriginalIsSentAsItIs() throws IOException {
        Response original = pictures.get(original());

        assertThat(original.status()).isEqualTo(200);
        assertThat(original.body()).isEqualTo(HostSite.OPEN_PICTURE);
    }

    @Test
    void missThenHitThenNotModifiedThenAPart() throws IOException {
        String url = fresh();

        Response miss = pictures.get(url);
        Response hit = pictures.get(url);
        Response unchanged = pictures.get(url, "If-None-Match: " + miss.get("ETag"));
        Response part = pictures.get(url, "Range: bytes=10-19");
        Response head = pictures.send("HEAD", url);

        assertThat(miss.status()).as(miss.text()).isEqualTo(200);
        assertThat(miss.get("X-Cache")).isEqualTo(MISS);
        assertThat(Visitor.width(miss)).isEqualTo(64);
        assertThat(hit.get("X-Cache")).isEqualTo(HIT);
        assertThat(hit.body()).isEqualTo(miss.body());
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(miss.body(), 10, 20));
        assertThat(head.get("Content-Length")).isEqualTo(Integer.toString(miss.body().length));
    }

    @Test
    void theFormatIsTheVisitorsOrTheUrls() throws IOException {
        assertThat(pictures.get(original() + "?w=48&fm=webp").get("Content-Type"))
                .isEqualTo("image/webp");
        assertThat(pictures.get(original() + "?w=48&fm=png").get("Content-Type"))
                .isEqualTo("image/png");
        assertThat(pictures.get(original() + "?w=48&auto=format", "Accept: image/webp,*/*")
                        .get("Content-Type"))
                .isEqualTo("image/webp");
    }

    @Test
    void refusalsAreNamed() throws IOException {
        Response wrong = pictures.get(original() + "?w=0");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).startsWith("bad-option\n").contains("\"w\"");
        assertThat(pictures.get(original().replace("a.jpg", "none.jpg") + "?w=64")
                        .status())
                .isEqualTo(404);
    }

    // ---- Operators

    @Test
    void aPurgeIsObeyedAtOnce() throws Exception {
        String url = original() + "?w=72";
        pictures.get(url);
        assertThat(pictures.get(url).get("X-Cache")).isEqualTo(HIT);

        assertThat(pictures.send("POST", "/tomthumb/purge?prefix=/" + context() + original())
                        .status())
                .as("without the token")
                .isEqualTo(401);
        Response purged = pictures.send("POST", "/tomthumb/purge?prefix=/" + context() + original(), AUTHORIZATION);

        assertThat(purged.status()).as(purged.text()).isEqualTo(200);
        assertThat(pictures.get(url).get("X-Cache")).isEqualTo(MISS);
    }

    @Test
    void healthAndMetrics() throws IOException {
        pictures.get(fresh());

        assertThat(pictures.get("/tomthumb/health").text()).startsWith("Tomthumb is running");
        assertThat(pictures.get("/tomthumb/metrics").text())
                .containsPattern("tomthumb_responses_total\\{[^}]*\\} [1-9]");
        assertThat(pictures.get("/tomthumb/metrics", "Via: 1.1 squid").status()).isEqualTo(401);
        assertThat(pictures.get("/tomthumb/metrics", "Via: 1.1 squid", AUTHORIZATION)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void jmxFollowsTheRequests() throws Exception {
        try (Jmx jmx = Jmx.connect(jmxPort)) {
            long misses = (long) jmx.attribute(context(), "Misses");
            long hits = (long) jmx.attribute(context(), "Hits");
            String url = fresh();
            pictures.get(url);
            pictures.get(url);

            assertThat(jmx.attribute(context(), "Misses")).isEqualTo(misses + 1);
            assertThat(jmx.attribute(context(), "Hits")).isEqualTo(hits + 1);
            assertThat((String) jmx.attribute(context(), "Settings"))
                    .contains("tomthumb.ops.token")
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void theLogNamesTheLineAndHasNothingToWarnOf() {
        assertThat(tomcat.console()).contains("Apache Tomcat/" + line + ".");
        assertThat(tomcat.console().lines())
                // With Tomcat's date before it: newer JDKs warn of native code on their own.
                .filteredOn(written -> written.matches("\\d\\d-.* (WARNING|SEVERE) .*"))
                // The site's filters of 2005 in front of us.
                .filteredOn(written -> !written.contains("cannot wait without holding a container thread"))
                .isEmpty();
    }

    /** {@code -Dtomthumb.server-jdk} names one. */
    @Test
    void newerJdksWarnOfNativeCodeAndWork() throws IOException {
        assumeTrue(TomcatServer.javaRelease() >= 24, "the server's JDK is older than 24");
        pictures.get(original() + "?w=48&fm=webp");

        assertThat(tomcat.console())
                .contains("WARNING: A restricted method in java.lang.System has been called")
                .contains("WARNING: java.lang.System::load has been called by dev.tomthumb.codec.imageio.WebpNative")
                .contains("WARNING: A terminally deprecated method in sun.misc.Unsafe has been called");
        assertThat(pictures.get(original() + "?w=48&fm=webp").get("Content-Type"))
                .isEqualTo("image/webp");
    }

    // ---- Restarts: last, for the others' server ends

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void renditionsOutliveARestart() throws Exception {
        String url = fresh();
        Response made = pictures.get(url);
        tomcat.stop();
        start();

        Response kept = pictures.get(url);

        assertThat(kept.get("X-Cache")).isEqualTo(HIT);
        assertThat(kept.body()).isEqualTo(made.body());
    }

    /** Takes the Tomcat down and brings it up with what {@link #deploy} now says. */
    final void restart() throws Exception {
        tomcat.stop();
        start();
    }
}
