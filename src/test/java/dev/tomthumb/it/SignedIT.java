package dev.tomthumb.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.http.cloudfront.Signer;
import dev.tomthumb.http.cloudfront.SigningHash;
import dev.tomthumb.testkit.BuildOutputs;
import dev.tomthumb.testkit.RawHttp.Response;
import dev.tomthumb.testkit.TomcatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An old site whose pictures only signed URLs and cookies of CloudFront open, in a real Tomcat. */
class SignedIT {
    private static final String MISS = "Miss from tomthumb";
    private static final String HIT = "Hit from tomthumb";
    private static final Signer SIGNER = Signer.rsa("K2JCJMDEHXQW5F", 2048);
    private static final Signer NEXT = Signer.ecdsa("K3D5EWEUDCCXON", "secp256r1");
    private static final long NOW = Instant.now().getEpochSecond();
    private static final long END = NOW + 3600;

    @TempDir
    private static Path directory;

    private static TomcatServer tomcat;

    @BeforeAll
    static void start() throws Exception {
        Path base = Bases.empty("signed");
        Path key = Files.writeString(directory.resolve("one.pem"), SIGNER.pem());
        Path next = Files.writeString(directory.resolve("two.pem"), NEXT.pem());
        Path originals = Files.createDirectories(directory.resolve("originals"));
        Files.write(originals.resolve("ours.jpg"), HostSite.OPEN_PICTURE);
        String keys = "K2JCJMDEHXQW5F:" + key + ", K3D5EWEUDCCXON:" + next;
        Path wars = directory.resolve("wars");
        tomcat = TomcatServer.of(BuildOutputs.tomcatHome(BuildOutputs.tomcatLine()), base)
                .jvmArguments("-Xmx768m")
                .deploy(
                        "shop",
                        HostSite.ofSchema("3.1")
                                .with("tomthumb.cloudfront.signers", "/pictures/* = " + keys)
                                .file(wars, "shop.war"))
                .deploy(
                        "all",
                        HostSite.ofSchema("3.1")
                                .with("tomthumb.cloudfront.signers", "/* = " + keys)
                                .with("tomthumb.cloudfront.url-base", "https://images.example.com")
                                .with("tomthumb.img.prefix", "/pix/")
                                .with("tomthumb.local.root", originals.toString())
                                .file(wars, "all.war"))
                .deploy(
                        "broken",
                        HostSite.ofSchema("3.1")
                                .with(
                                        "tomthumb.cloudfront.signers",
                                        "/pictures/* = K1:" + directory.resolve("none.pem"))
                                .file(wars, "broken.war"))
                .start();
    }

    @AfterAll
    static void stop() {
        if (tomcat != null) {
            tomcat.close();
        }
    }

    private static Visitor visitor(String context) {
        return new Visitor(tomcat.uri(context));
    }

    private static String site() {
        return tomcat.uri("shop").toString();
    }

    /** The target below the context of a URL signed until then. */
    private static String canned(String target, long end) {
        return SIGNER.canned(site() + target, end).substring(site().length());
    }

    private static String custom(String target, String policy) {
        return NEXT.custom(site() + target, policy, SigningHash.SHA256).substring(site().length());
    }

    private static String fresh() {
        return "/pictures/a.jpg?w=64&v=" + Visitor.fresh();
    }

    // ---- Guarded

    @Test
    void withoutASignatureThereIsNothing() throws IOException {
        for (String target : new String[] {"/pictures/a.jpg", fresh(), "/pictures/none.jpg", "/pictures/"}) {
            for (String method : new String[] {"GET", "HEAD", "POST"}) {
                Response refused = visitor("shop").send(method, target);

                assertThat(refused.status()).as(method + " " + target).isEqualTo(403);
                assertThat(refused.get("Cache-Control")).isEqualTo("no-store");
                assertThat(refused.get("X-Cache")).isEqualTo("Error from tomthumb");
            }
        }
    }

    @Test
    void anySignatureOfAPictureFindsTheOneThatIsKept() throws IOException {
        String target = fresh();
        Visitor visitor = visitor("shop");

        Response first = visitor.get(canned(target, END));
        Response second = visitor.get(canned(target, END + 60));
        Response third = visitor.get(custom(target, Signer.policy(site() + "/pictures/*", END)));
        Response byCookies =
                visitor.get(target, "Cookie: a=b; " + SIGNER.cookies(Signer.policy("http*://*/pictures/*", END)));

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(Visitor.width(first)).isEqualTo(64);
        assertThat(first.get("X-Cache")).isEqualTo(MISS);
        assertThat(second.get("X-Cache")).isEqualTo(HIT);
        assertThat(third.get("X-Cache")).isEqualTo(HIT);
        assertThat(byCookies.get("X-Cache")).isEqualTo(HIT);
        assertThat(second.body()).isEqualTo(first.body()).isEqualTo(byCookies.body());
        assertThat(first.get("Cache-Control")).matches("public, max-age=(3[0-9]{3})");
        assertThat(byCookies.get("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void whatIsKeptStaysGuarded() throws IOException {
        String target = fresh();
        Visitor visitor = visitor("shop");
        String tag = visitor.get(canned(target, END)).get("ETag");

        assertThat(visitor.get(target).status()).isEqualTo(403);
        assertThat(visitor.get(target, "If-None-Match: " + tag).status()).isEqualTo(403);
        assertThat(visitor.get(target, "Range: bytes=0-9").status()).isEqualTo(403);
        assertThat(visitor.get(canned(target, NOW - 60)).status()).isEqualTo(403);
        assertThat(visitor.get(canned(target, END).replace("w=64", "w=65")).status())
                .isEqualTo(403);
        assertThat(visitor.get(canned(target, END), "If-None-Match: " + tag).status())
                .isEqualTo(304);
        Response part = visitor.get(canned(target, END), "Range: bytes=0-9");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).hasSize(10);
        assertThat(visitor.send("HEAD", canned(target, END)).status()).isEqualTo(200);
    }

    @Test
    void anAddressIsThatOfTheConnection() throws IOException {
        String target = fresh();
        String here = Signer.policy(site() + "/pictures/*", END, "\"IpAddress\":{\"AWS:SourceIp\":\"127.0.0.0/8\"}");
        String elsewhere = Signer.policy(site() + "/pictures/*", END, "\"IpAddress\":{\"AWS:SourceIp\":\"192.0.2.7\"}");
        Visitor visitor = visitor("shop");

        Response opened = visitor.get(custom(target, here));
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.get("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(visitor.get(custom(target, elsewhere)).status()).isEqualTo(403);
        assertThat(visitor.get(custom(target, elsewhere), "X-Forwarded-For: 192.0.2.7")
                        .status())
                .isEqualTo(403);
        assertThat(visitor.get(custom(target, here), "X-Forwarded-Host: other.example", "X-Forwarded-Proto: https")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theHostsOwnFileIsGuardedAsWell() throws IOException {
        Response file = visitor("shop").get(canned("/pictures/a.jpg", END));
        Response byCookies =
                visitor("shop").get("/pictures/a.jpg", "Cookie: " + SIGNER.cookies(Signer.policy("http://*", END)));

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(HostSite.OPEN_PICTURE);
        assertThat(byCookies.body()).isEqualTo(HostSite.OPEN_PICTURE);
        assertThat(byCookies.get("Cache-Control")).isEqualTo("private, no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%70ictures/a.jpg",
                "/img/../pictures/a.jpg",
                "/img/%2e%2e/pictures/a.jpg",
                "//pictures/a.jpg",
                "/pictures;x=1/a.jpg",
                "/./pictures/a.jpg",
                "/img/..;/pictures/a.jpg",
                "/pictures/a.jpg;jsessionid=1",
                "/pictures/%61.jpg?w=64",
                "/img/../pictures/a.jpg?w=64"
            })
    void noOtherSpellingOfAPathIsOpen(String target) throws IOException {
        Response refused = visitor("shop").get(target);

        assertThat(refused.status()).as(target).isIn(400, 403, 404);
        assertThat(Visitor.isPicture(refused)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pictures/mine/../a.jpg",
                "/pictures/mine/%2e%2e/a.jpg",
                "/pictures/mine/..;/a.jpg",
                "/pictures/mine/../a.jpg?w=64",
                "/pictures/mine/..%2fa.jpg"
            })
    void aWildcardDoesNotReachBesideItsFolder(String target) throws IOException {
        Response refused = visitor("shop").get(custom(target, Signer.policy(site() + "/pictures/mine/*", END)));

        assertThat(refused.status()).as(target).isIn(400, 403);
        assertThat(Visitor.isPicture(refused)).isFalse();
    }

    @Test
    void otherPathsAreAsTheyWere() throws IOException {
        Response open = visitor("shop").get("/img/old.jpg?w=60&Expires=1&Signature=x");

        assertThat(open.status()).isEqualTo(200);
        assertThat(visitor("shop").get("/img/old.jpg?w=60").get("X-Cache")).isEqualTo(HIT);
        assertThat(visitor("shop").get("/index.jsp").status()).isEqualTo(200);
    }

    // ---- The whole site

    @Test
    void behindAProxyTheConfiguredAddressIsSigned() throws IOException {
        String base = "https://images.example.com";
        Visitor visitor = visitor("all");
        String picture = SIGNER.canned(base + "/pix/_/w:60/plain/local:///ours.jpg", END);

        Response opened = visitor.get(picture.substring(base.length()));
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        assertThat(Visitor.width(opened)).isEqualTo(60);
        assertThat(visitor.get("/pix/_/w:60/plain/local:///ours.jpg").status()).isEqualTo(403);
        assertThat(visitor.get("/pix/_/w:60/plain/local:///ours.jpg").text()).startsWith("Forbidden\n");
        assertThat(visitor.get(SIGNER.canned(tomcat.uri("all") + "/pix/_/w:60/plain/local:///ours.jpg", END)
                                .substring(tomcat.uri("all").toString().length()))
                        .status())
                .isEqualTo(403);
        assertThat(visitor.send("OPTIONS", "/pix/_/w:60/plain/local:///ours.jpg")
                        .status())
                .isEqualTo(200);
        assertThat(visitor.get("/pix/health").status()).isEqualTo(200);
        assertThat(visitor.get("/tomthumb/health").status()).isNotEqualTo(403);
        assertThat(visitor.get("/").status()).isEqualTo(403);
        assertThat(visitor.get("/", "Cookie: " + NEXT.cookies(Signer.policy("https://images.example.com/*", END)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSiteWhoseGuardCannotStartDoesNotStart() throws IOException {
        assertThat(visitor("broken").get("/pictures/a.jpg").status()).isEqualTo(404);
        assertThat(visitor("broken").get("/index.jsp").status()).isEqualTo(404);
        assertThat(tomcat.logs())
                .contains("tomthumb.cloudfront.signers: the file " + directory.resolve("none.pem")
                        + " of the key K1 cannot be read");
    }
}
