package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.samples.TestPictures;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import dev.tomthumb.testkit.TroubleshootingPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same old site five times in one Tomcat, each time with other settings in its context. */
@Isolated("its times are measured")
class HostSettingsIT {
    private static final String MISS = "Miss from tomthumb";
    private static final String HIT = "Hit from tomthumb";
    private static final String LEGACY_WARNING = "Tomthumb cannot wait without holding a container thread";
    /** More than may block, and in the context that is forced more than Tomcat has threads. */
    private static final int CROWD = 20;

    private static final int CONTAINER_THREADS = 16;
    /** Half of the threads is shared out among the five applications; each has four at least. */
    private static final int BLOCKING_WAITERS = CONTAINER_THREADS / 4;

    @TempDir
    private static Path directory;

    private static HeldOrigin origin;
    private static TomcatServer tomcat;

    @BeforeAll
    static void start() throws Exception {
        origin = new HeldOrigin(TestPictures.jpeg(TestPictures.gradient(200, 150), 90));
        Path base = Bases.empty("host-settings");
        Path elsewhere = Files.createDirectories(base.resolve("elsewhere"));
        Files.write(elsewhere.resolve("ours.jpg"), HostSite.OPEN_PICTURE);
        Path wars = directory.resolve("wars");
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base)
                .jvmArguments("-Xmx768m")
                .serverXml(xml -> xml.replace("<Connector ", "<Connector maxThreads=\"" + CONTAINER_THREADS + "\" "))
                .deploy(
                        "pages",
                        HostSite.ofSchema("3.1")
                                .with("tomthumb.mounts", "/image.jsp = dispatch:/image.jsp")
                                .with("tomthumb.private", "/members/*")
                                .file(wars, "pages.war"))
                .deploy(
                        "prefix",
                        HostSite.ofSchema("2.5")
                                .with("tomthumb.img.prefix", "/img/")
                                .with("tomthumb.local.root", elsewhere.toString())
                                .with("tomthumb.mounts", "/image.jsp = dispatch:/image.jsp")
                                .with("tomthumb.responses", "/image.jsp")
                                .file(wars, "prefix.war"))
                .deploy(
                        "mistakes",
                        HostSite.ofSchema("3.1")
                                .with("tomthumb.qualty", "70")
                                .with("tomthumb.workers", "0")
                                .with("tomthumb.mounts", "/photos/ = ftp://old.example/")
                                .file(wars, "mistakes.war"))
                .deploy("legacy", slow().file(wars, "legacy.war"))
                .deploy("forced", slow().with("tomthumb.async", "force").file(wars, "forced.war"))
                .start();
    }

    private static HostSite slow() {
        return HostSite.ofSchema("2.5")
                .with("tomthumb.mounts", "/slow/ = " + origin.uri())
                .with("tomthumb.http.allow-loopback", "true")
                .with("tomthumb.download-timeout", "60 s")
                .with("tomthumb.timeout", "60 s");
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
        if (origin != null) {
            origin.close();
        }
    }

    private static Visitor visitor(String context) {
        return new Visitor(tomcat.uri(context));
    }

    private static String console() throws IOException {
        return Files.readString(tomcat.base().resolve("logs/catalina.out"));
    }

    // ---- Pages that make pictures

    @Test
    void aPageGivesEachVisitorWhatItGivesWithoutUs() throws IOException {
        String url = "/image.jsp?id=7&w=64&v=" + Visitor.fresh();
        Visitor member = visitor("pages").loggedInAs("anna");
        Visitor stranger = visitor("pages");

        Response first = member.get(url);
        Response second = member.get(url);
        Response refused = stranger.get(url);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.get("X-Cache")).isEqualTo(MISS);
        assertThat(Visitor.width(first)).isEqualTo(64);
        assertThat(first.get("Cache-Control")).startsWith("private");
        assertThat(second.get("X-Cache")).isEqualTo(HIT);
        assertThat(second.get("Cache-Control")).startsWith("private");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("X-Cache")).isEmpty();
        assertThat(Visitor.isPicture(refused)).isFalse();
    }

    @Test
    void twoVisitorsOfOneUrlGetTheirOwnPictures() throws IOException {
        String url = "/image.jsp?id=mine&w=64&v=" + Visitor.fresh();
        Visitor anna = visitor("pages").loggedInAs("anna");
        Visitor ben = visitor("pages").loggedInAs("ben");

        Response annas = anna.get(url);
        Response bens = ben.get(url);

        assertThat(annas.get("X-Cache")).isEqualTo(MISS);
        assertThat(bens.get("X-Cache")).isEqualTo(MISS);
        assertThat(bens.body()).isNotEqualTo(annas.body());
        assertThat(anna.get(url).body()).isEqualTo(annas.body());
        assertThat(ben.get(url).body()).isEqualTo(bens.body());
    }

    @Test
    void aPagesRedirectAndErrorsAreThePagesOwn() throws IOException {
        Response redirect = visitor("pages").get("/image.jsp?id=8&w=64");
        Response missing = visitor("pages").get("/image.jsp?id=none&w=64");

        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.get("Location")).endsWith("/login.jsp");
        assertThat(redirect.header("X-Cache")).isEmpty();
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text()).contains("The old site has no such page.");
    }

    @Test
    void aPageThatSaysPublicIsSharedButNeverTogetherWithACookie() throws IOException {
        String url = "/image.jsp?id=1&w=64&v=" + Visitor.fresh();
        Visitor visitor = visitor("pages");

        Response withNewSession = visitor.get(url);
        Response shared = visitor.get(url);
        Response toAnybody = visitor("pages").get(url);

        assertThat(withNewSession.header("Set-Cookie")).isPresent();
        assertThat(withNewSession.get("Cache-Control")).startsWith("private");
        assertThat(shared.header("Set-Cookie")).isEmpty();
        assertThat(shared.get("Cache-Control")).startsWith("public, max-age=");
        assertThat(toAnybody.get("X-Cache")).isEqualTo(HIT);
        assertThat(toAnybody.header("Set-Cookie")).isEmpty();
        assertThat(toAnybody.get("Cache-Control")).startsWith("public, max-age=");
    }

    @Test
    void thePageOfANewSessionsPictureIsNotKeptForOthers() throws IOException {
        String page = "/image.jsp?id=1&row=" + Visitor.fresh();

        Response picture = visitor("prefix").get(page + "&w=64");
        Response others = visitor("prefix").get(page);

        assertThat(picture.header("Set-Cookie")).isPresent();
        assertThat(Visitor.width(picture)).isEqualTo(64);
        assertThat(others.get("X-Cache")).isEqualTo(MISS);
        assertThat(others.get("Cache-Status")).contains("detail=set-cookie");
    }

    @Test
    void aPageWithoutOurParametersAndAPostAreTheSitesBusiness() throws IOException {
        Visitor member = visitor("pages").loggedInAs("anna");

        Response plain = member.get("/image.jsp?id=7");
        Response post = member.send("POST", "/image.jsp?id=7&w=64");

        assertThat(plain.body()).isEqualTo(HostSite.MEMBERS_PICTURE);
        assertThat(plain.header("X-Cache")).isEmpty();
        assertThat(post.text()).contains("posted to id 7");
        assertThat(post.header("X-Cache")).isEmpty();
    }

    @Test
    void whoHoldsAPagesRenditionIsToldSoOnlyWhileThePageLetsHim() throws IOException {
        Visitor member = visitor("pages").loggedInAs("anna");
        String tag = member.get("/image.jsp?id=7&w=64").get("ETag");

        assertThat(member.get("/image.jsp?id=7&w=64", "If-None-Match: " + tag).status())
                .isEqualTo(304);
        assertThat(visitor("pages")
                        .get("/image.jsp?id=7&w=64", "If-None-Match: " + tag)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void pathsTheOperatorListsAsGuardedArePrivate() throws IOException {
        Visitor member = visitor("pages").loggedInAs("anna");

        assertThat(member.get("/members/b.jpg?w=64").get("Cache-Control")).startsWith("private");
        assertThat(visitor("pages").get("/pictures/a.jpg?w=64").get("Cache-Control"))
                .startsWith("public");
    }

    // ---- imgproxy's language beside the site

    @Test
    void withAPrefixImgproxysLanguageReachesWhatItIsGiven() throws IOException {
        Response response = visitor("prefix").get("/img/insecure/rs:fit:64:64/plain/local:///ours.jpg");

        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(Visitor.width(response)).isEqualTo(64);
    }

    static Stream<String> namesOfHostFiles() {
        Stream<String> sources = Stream.of(
                "webapp:/members/b.jpg",
                "webapp:///members/b.jpg",
                "WEBAPP:/members/b.jpg",
                "webapp:/pictures/a.jpg",
                "dispatch:/image.jsp?id=1",
                "dispatch:///image.jsp",
                "/members/b.jpg",
                "members/b.jpg",
                "local:///../webapps/prefix/members/b.jpg",
                "local:///..%2F..%2Fwebapps%2Fprefix%2Fmembers%2Fb.jpg",
                "local:////members/b.jpg",
                "file:///etc/hostname",
                "http://127.0.0.1/prefix/members/b.jpg");
        return sources.flatMap(source -> Stream.of(
                "/img/insecure/w:64/plain/" + source,
                "/img/insecure/w:64/"
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(source.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @MethodSource("namesOfHostFiles")
    void noSourceOfImgproxysLanguageIsAFileOfTheHost(String path) throws IOException {
        Response response = visitor("prefix").get(path);

        assertThat(response.status()).as(response.text()).isBetween(400, 499);
        assertThat(Visitor.isPicture(response)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/img/../members/b.jpg",
                "/img/../members/b.jpg?w=64",
                "/img/%2e%2e/members/b.jpg?w=64",
                "/img/..;x/members/b.jpg?w=64",
                "/img/%2e%2e;x=y/members/b.jpg?w=64",
                "/img;x/../members/b.jpg?w=64",
                "/img/..%2Fmembers%2Fb.jpg?w=64",
                "/img/insecure/w:64/plain/local:///../members/b.jpg",
                "/img/insecure/w:64/plain/../../../../members/b.jpg",
                "/members/../img/insecure/w:64/plain/webapp:/members/b.jpg",
                "/members/b.jpg/../../img/insecure/w:64/plain/local:///%2e%2e/b.jpg",
            })
    void noSpellingOfThePrefixLeadsAroundTheLogin(String path) throws IOException {
        visitor("prefix").loggedInAs("anna").get("/members/b.jpg?w=64");

        Response response = visitor("prefix").get(path);

        assertThat(response.status()).as(response.text()).isBetween(300, 499);
        assertThat(Visitor.isPicture(response)).isFalse();
    }

    // ---- Mistakes

    @Test
    void mistakesInTheSettingsAreAllReportedAndTheSiteGoesOn() throws IOException {
        Visitor visitor = visitor("mistakes");

        assertThat(visitor.get("/").text()).contains("<h1>The old site</h1>");
        assertThat(visitor.get("/pictures/a.jpg").body()).isEqualTo(HostSite.OPEN_PICTURE);
        Response asked = visitor.get("/pictures/a.jpg?w=64");
        assertThat(asked.body()).isEqualTo(HostSite.OPEN_PICTURE);
        assertThat(asked.header("X-Cache")).isEmpty();
        assertThat(visitor.get("/gallery.jsp").text()).contains("<img src=\"/mistakes/pictures/a.jpg\"");
        assertThat(visitor.get("/members/b.jpg?w=64").status()).isEqualTo(302);
        Response health = visitor.get("/tomthumb/health");
        assertThat(health.status()).isEqualTo(503);
        assertThat(TroubleshootingPage.read()
                        .quoted("Every `?w=320` gives the whole original, and `/tomthumb/health` is 404"))
                .hasSize(3)
                .allSatisfy(line ->
                        assertThat(health.text() + console()).containsPattern(TroubleshootingPage.pattern(line)));
        assertThat(console())
                .contains("tomthumb.qualty", "the nearest is tomthumb.quality")
                .contains("tomthumb.workers")
                .contains("ftp://old.example/")
                .contains("The site goes on without renditions.");
    }

    // ---- A filter without async-supported in front

    @Test
    void behindAFilterThatForbidsItFewWaitAndTheRestAreToldToComeBack() throws Exception {
        int warned = warnings();
        Visitor visitor = visitor("legacy");
        visitor.get("/slow/quick.jpg?w=64");
        origin.hold();
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try {
            List<Future<Response>> answers = crowd("legacy", crowd);
            Eventually.isTrue("the rest is refused", () -> answered(answers) >= CROWD - BLOCKING_WAITERS);

            assertThat(visitor.get("/slow/quick.jpg?w=64").get("X-Cache")).isEqualTo(HIT);
            assertThat(visitor.get("/").text()).contains("<h1>The old site</h1>");
            assertThat(answered(answers)).isEqualTo(CROWD - BLOCKING_WAITERS);
            for (Future<Response> refused :
                    answers.stream().filter(Future::isDone).toList()) {
                assertThat(refused.get().status()).isEqualTo(503);
                assertThat(refused.get().header("Retry-After")).isPresent();
                assertThat(refused.get().text())
                        .contains("This server can only let " + BLOCKING_WAITERS
                                + " requests wait for new pictures at once; please try again.");
            }
            origin.release();
            assertThat(statuses(answers)).filteredOn(status -> status == 200).hasSize(BLOCKING_WAITERS);
        } finally {
            origin.release();
            crowd.shutdownNow();
        }
        assertThat(warnings() - warned).isEqualTo(1);
        assertThat(console())
                .containsPattern(TroubleshootingPage.pattern(TroubleshootingPage.read()
                        .quoted("503 \"can only let … requests wait\", and a warning in the log that names a filter")
                        .get(1)));
        assertThat(console())
                .contains(
                        LEGACY_WARNING + ": the filter com.example.oldsite.EncodingFilter in front of it is declared");
    }

    @Test
    void forcedNobodyBlocksHoweverManyWait() throws Exception {
        Visitor visitor = visitor("forced");
        visitor.get("/slow/quick.jpg?w=64");
        origin.hold();
        ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
        try {
            List<Future<Response>> answers = crowd("forced", crowd);
            Eventually.isTrue("all are being made", () -> origin.asked() == CROWD);

            assertThat(visitor.get("/slow/quick.jpg?w=64").get("X-Cache")).isEqualTo(HIT);
            assertThat(answered(answers)).isZero();
            origin.release();
            assertThat(statuses(answers)).hasSize(CROWD).containsOnly(200);
        } finally {
            origin.release();
            crowd.shutdownNow();
        }
    }

    private static List<Future<Response>> crowd(String context, ExecutorService threads) {
        String version = Visitor.fresh();
        List<Future<Response>> answers = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            String url = "/slow/" + i + ".jpg?w=64&v=" + version;
            answers.add(threads.submit(() -> visitor(context).get(url)));
        }
        return answers;
    }

    private static long answered(List<Future<Response>> answers) {
        return answers.stream().filter(Future::isDone).count();
    }

    private static List<Integer> statuses(List<Future<Response>> answers) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (Future<Response> answer : answers) {
            statuses.add(answer.get().status());
        }
        return statuses;
    }

    private static int warnings() throws IOException {
        return console().split(LEGACY_WARNING, -1).length - 1;
    }
}
