package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.Site;
import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.Installation;
import dev.tomthumb.config.SettingTexts;
import dev.tomthumb.config.SettingsException;
import dev.tomthumb.config.SettingsLoader;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.http.cloudfront.Signer;
import dev.tomthumb.http.cloudfront.SigningHash;
import dev.tomthumb.model.ImageException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests the door asks for a signature, over which URL, and what goes on behind it. */
class SignedDoorTest {
    private static final Signer SIGNER = Signer.rsa("K2JCJMDEHXQW5F", 2048);
    private static final Signer OTHER = Signer.ecdsa("K3D5EWEUDCCXON", "secp256r1");
    private static final long END = Instant.now().getEpochSecond() + 3600;
    private static final String SITE = "https://www.example.com";

    @TempDir
    private static Path directory;

    private static Tomthumb tomthumb;
    private static Tomthumb everything;

    @BeforeAll
    static void start() throws Exception {
        Path key = Files.writeString(directory.resolve("one.pem"), SIGNER.pem());
        Path other = Files.writeString(directory.resolve("two.pem"), OTHER.pem());
        tomthumb = open(
                "some",
                Map.of(
                        "tomthumb.cloudfront.signers",
                        "/private/* = K2JCJMDEHXQW5F:" + key + "; /vip/* = K3D5EWEUDCCXON:" + other
                                + "; /img/* = K2JCJMDEHXQW5F:" + key));
        everything = open(
                "all",
                Map.of(
                        "tomthumb.cloudfront.signers",
                        "/* = K2JCJMDEHXQW5F:" + key,
                        "tomthumb.cloudfront.url-base",
                        "https://images.example.com/pictures/"));
    }

    private static Tomthumb open(String name, Map<String, String> settings) throws SettingsException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("tomthumb.warm-up", "false");
        all.put("tomthumb.img.prefix", "/img/");
        return Tomthumb.open(
                SettingsLoader.load(
                        SettingTexts.ofProperties(all),
                        new Installation(true, 2, 256_000_000, directory.resolve(name))),
                new Site("ROOT", true, Map.of()));
    }

    @AfterAll
    static void stop() {
        for (Tomthumb started : new Tomthumb[] {tomthumb, everything}) {
            if (started != null) {
                started.close();
            }
        }
    }

    /** A visitor of {@code https://www.example.com}, whose context is the root. */
    private static final class Asking {
        private final Map<String, Function<Object[], Object>> methods = new HashMap<>();
        private final FakeResponse response = new FakeResponse();

        Asking() {
            with("getMethod", "GET");
            with("getContextPath", "");
            with("getScheme", "https");
            with("getServerName", "www.example.com");
            with("getServerPort", 443);
            with("getRemoteAddr", "192.0.2.7");
            methods.put("getCookies", given -> null);
        }

        Asking with(String method, Object value) {
            methods.put(method, given -> value);
            return this;
        }

        Asking cookies(String header) {
            return with(
                    "getCookies",
                    Arrays.stream(header.split("; "))
                            .map(pair -> new Cookie(
                                    pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)))
                            .toArray(Cookie[]::new));
        }

        /** @param target path and query; what comes back: {@code open}, {@code in: query}, or the refusal */
        String asks(Tomthumb of, String target) {
            RequestUrl url = Urls.of(target);
            int question = target.indexOf('?');
            methods.put("getQueryString", given -> question < 0 ? null : target.substring(question + 1));
            HttpServletRequest request = Fake.of(HttpServletRequest.class, methods);
            try {
                SignedDoor.Admitted admitted = new SignedDoor(of).admit(request, response.response(), url);
                return admitted.end().isEmpty()
                        ? "open"
                        : "in: " + admitted.url().rawQuery();
            } catch (ImageException refusal) {
                return refusal.problem().code() + ": " + refusal.getMessage();
            }
        }
    }

    private static String target(String signedUrl, String site) {
        assertThat(signedUrl).startsWith(site);
        return signedUrl.substring(site.length());
    }

    private static String canned(String target) {
        return target(SIGNER.canned(SITE + target, END), SITE);
    }

    private static String custom(String target, String resource) {
        return target(SIGNER.custom(SITE + target, Signer.policy(resource, END), SigningHash.SHA1), SITE);
    }

    // ---- What is guarded

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/public/cat.jpg?w=1",
                "/private.jpg",
                "/privately/cat.jpg?Expires=1&Signature=x",
                "/imgs/cat.jpg",
                "/tomthumb/health"
            })
    void otherPathsAreOpenAndUntouched(String target) {
        assertThat(new Asking().asks(tomthumb, target)).isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/private/cat.jpg",
                "/private/cat.jpg?w=320",
                "/private",
                "/private/",
                "/private/page.jsp?x=1",
                "/%70rivate/cat.jpg",
                "/public/%2e%2e/private/cat.jpg",
                "/public/../private/cat.jpg",
                "/private/../public/cat.jpg",
                "/img/_/w:100/plain/local:///cat.jpg",
                "/img/info/_/plain/local:///cat.jpg",
                "/img/"
            })
    void guardedPathsWantASignature(String target) {
        for (String method : new String[] {"GET", "HEAD", "POST", "PUT", "PROPFIND"}) {
            assertThat(new Asking().with("getMethod", method).asks(tomthumb, target))
                    .matches("access-denied: .*|invalid-url: .*; write it plainly\\.");
        }
    }

    @Test
    void onlyImgproxysPreflightIsAnsweredWithoutOne() {
        Asking preflight = new Asking().with("getMethod", "OPTIONS");

        assertThat(preflight.asks(tomthumb, "/img/_/w:100/plain/local:///cat.jpg"))
                .isEqualTo("open");
        assertThat(preflight.asks(tomthumb, "/private/cat.jpg")).startsWith("access-denied: ");
    }

    @Test
    void thePagesForOperatorsHaveTheirOwnDoor() {
        assertThat(new Asking().asks(everything, "/tomthumb/metrics")).isEqualTo("open");
        assertThat(new Asking().asks(everything, "/tomthumb/cat.jpg?w=1")).startsWith("access-denied: ");
        assertThat(new Asking().asks(everything, "/tomthumbs/metrics")).startsWith("access-denied: ");
        assertThat(new Asking().asks(everything, "/")).startsWith("access-denied: ");
    }

    @Test
    void aPathBetweenTwoGuardsIsRefusedWhoseverKeyOpensIt() {
        assertThat(new Asking().asks(tomthumb, custom("/private/../vip/cat.jpg", "*")))
                .isEqualTo("access-denied: The path leads from one guarded part to another; write it plainly.");
        assertThat(new Asking().asks(tomthumb, custom("/vip/cat.jpg", "*"))).contains("none of those that sign");
    }

    // ---- What is signed

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /private/cat.jpg                            | in:
        /private/cat.jpg?w=320&h=200                | in: w=320&h=200
        /private/a%20b/%EA%B3%A0.jpg?w=320          | in: w=320
        /private/                                   | in:
        /img/_/w:100/plain/https://h/a%2Fb.jpg@webp | in:
        /img/_/w:100/plain/https://h/a;b.jpg        | in:
        """)
    void aSignedUrlIsOpenedAndLosesWhatSigns(String target, String answer) {
        Asking asking = new Asking();

        assertThat(asking.asks(tomthumb, canned(target)).strip()).isEqualTo(answer);
        assertThat(asking.response.header("Cache-Control")).isEmpty();
        assertThat(asking.asks(tomthumb, canned(target).replace("K2JCJ", "K3JCJ")))
                .startsWith("access-denied: ");
        assertThat(asking.asks(tomthumb, canned(target) + "&w=5000")).startsWith("bad-signature: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/private/mine/../yours.jpg",
                "/private/mine/%2e%2e/yours.jpg",
                "/private/mine/.%2E/yours.jpg",
                "/private/mine//yours.jpg",
                "/private/mine/..%2fyours.jpg",
                "/private/mine/..%5cyours.jpg",
                "/private/mine/..\\yours.jpg",
                "/private/mine/./yours.jpg"
            })
    void aWildcardDoesNotReachBesideItsFolder(String target) {
        assertThat(new Asking().asks(tomthumb, custom(target, SITE + "/private/mine/*")))
                .startsWith("invalid-url: The path holds");
    }

    /** Tomcat's reading has no path parameters, but an application behind may have. */
    @ParameterizedTest
    @CsvSource({
        "/private/secret.jpg;thumb.jpg, /private/*thumb.jpg",
        "/private/secret.jpg;thumb.jpg, /private/secret.jpg",
        "/private/secret.jpg;thumb.jpg, /private/secret.jpg;thumb.jpg"
    })
    void aPathParameterNeitherPutsOnTheNameOfAnotherFileNorIsUnsigned(String sent, String resource) {
        String hidden = "/private/secret.jpg";
        String target = custom(sent, SITE + resource);
        Asking asking = new Asking();
        String query = target.substring(target.indexOf('?') + 1);
        asking.with("getQueryString", query);
        HttpServletRequest request = Fake.of(HttpServletRequest.class, asking.methods);
        RequestUrl url = new RequestUrl(hidden, hidden, sent, query);

        assertThat(refusal(request, url))
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("The path has a parameter"));
    }

    @Test
    void aSemicolonOfANameIsSignedEncoded() {
        assertThat(new Asking().asks(tomthumb, canned("/private/a%3Bb.jpg"))).isEqualTo("in: ");
    }

    private static Optional<String> refusal(HttpServletRequest request, RequestUrl url) {
        try {
            new SignedDoor(tomthumb).admit(request, new FakeResponse().response(), url);
            return Optional.empty();
        } catch (ImageException refusal) {
            return Optional.ofNullable(refusal.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https, www.example.com, 443,  '',    https://www.example.com",
        "http,  www.example.com, 80,   '',    http://www.example.com",
        "http,  www.example.com, 8080, '',    http://www.example.com:8080",
        "https, www.example.com, 80,   '',    https://www.example.com:80",
        "https, '[2001:db8::1]', 8443, /shop, https://[2001:db8::1]:8443/shop",
        "http,  localhost,       80,   /a%20b, http://localhost/a%20b"
    })
    void schemeHostAndContextAreThoseOfTheRequest(String scheme, String host, int port, String context, String base) {
        Asking asking = new Asking()
                .with("getScheme", scheme)
                .with("getServerName", host)
                .with("getServerPort", port)
                .with("getContextPath", context);

        assertThat(asking.asks(tomthumb, target(SIGNER.canned(base + "/private/cat.jpg", END), base)))
                .isEqualTo("in: ");
        assertThat(asking.asks(
                        tomthumb,
                        target(SIGNER.canned("https://other.example/private/cat.jpg", END), "https://other.example")))
                .startsWith("bad-signature: ");
    }

    @Test
    void aConfiguredBaseStandsInForAllOfThem() {
        Asking asking = new Asking().with("getContextPath", "/shop").with("getServerName", "evil.example");
        String base = "https://images.example.com/pictures";

        assertThat(asking.asks(everything, target(SIGNER.canned(base + "/cat.jpg?w=1", END), base)))
                .isEqualTo("in: w=1");
        assertThat(asking.asks(
                        everything,
                        target(SIGNER.canned("https://evil.example/shop/cat.jpg", END), "https://evil.example/shop")))
                .startsWith("bad-signature: ");
    }

    // ---- Who may keep the answer

    @Test
    void whatCookiesOrAnAddressOpenIsPrivate() {
        Asking byCookies =
                new Asking().cookies("theme=dark; " + SIGNER.cookies(Signer.policy(SITE + "/private/*", END)));
        assertThat(byCookies.asks(tomthumb, "/private/cat.jpg?w=320")).isEqualTo("in: w=320");
        assertThat(byCookies.response.header("Cache-Control")).contains("private, no-cache");

        Asking byAddress = new Asking();
        String policy = Signer.policy(SITE + "/private/*", END, "\"IpAddress\":{\"AWS:SourceIp\":\"192.0.2.7/32\"}");
        String target = target(SIGNER.custom(SITE + "/private/cat.jpg", policy, SigningHash.SHA256), SITE);
        assertThat(byAddress.asks(tomthumb, target)).isEqualTo("in: ");
        assertThat(byAddress.response.header("Cache-Control")).contains("private, no-cache");
        assertThat(new Asking().with("getRemoteAddr", "192.0.2.8").asks(tomthumb, target))
                .startsWith("access-denied: The policy is for other addresses");
    }

    @Test
    void aPictureEndsWithItsGrantIfNotBefore() throws ImageException {
        Instant end = Instant.ofEpochSecond(2_000_000_000);
        for (long own : new long[] {1_999_999_999, 2_000_000_000, 2_000_000_001}) {
            ParsedUrl parsed = Urls.parsed(tomthumb.dialects().get(1), "/public/cat.jpg?w=320&expires=" + own);
            ParsedUrl limited = new SignedDoor.Admitted(Urls.of("/public/cat.jpg"), Optional.of(end)).limited(parsed);

            assertThat(limited.delivery().expires()).contains(Instant.ofEpochSecond(Math.min(own, 2_000_000_000)));
            assertThat(limited.image()).isEqualTo(parsed.image());
        }
        ParsedUrl endless = Urls.parsed(tomthumb.dialects().get(1), "/public/cat.jpg?w=320");
        assertThat(new SignedDoor.Admitted(Urls.of("/"), Optional.of(end))
                        .limited(endless)
                        .delivery()
                        .expires())
                .contains(end);
        assertThat(new SignedDoor.Admitted(Urls.of("/"), Optional.empty()).limited(endless))
                .isSameAs(endless);
    }

    @Test
    void theKeyOfAPictureDoesNotKnowWhoSigned() {
        String one = new Asking().asks(tomthumb, canned("/private/cat.jpg?w=320"));
        String two = new Asking().asks(tomthumb, custom("/private/cat.jpg?w=320", "*"));
        String three =
                new Asking().cookies(SIGNER.cookies(Signer.policy("*", END))).asks(tomthumb, "/private/cat.jpg?w=320");

        assertThat(Stream.of(one, two, three)).containsOnly("in: w=320");
    }
}
