package dev.tomthumb.dialect.imgproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.config.Secret;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.model.ImageException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures were computed with Python's hmac; the first is the example of imgproxy's documentation. */
class SignaturesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final String SECRET = "736563726574";
    private static final String HELLO = "68656C6C6F";
    private static final String REFUSED = "bad-signature: The signature does not belong to this path.";
    private static final String LOOKS_LIKE_OPTION =
            "bad-signature: The signature appears to be a processing option. The"
                    + " signature section should always be present in the URL.";

    private static List<Secret> secrets(String hex) {
        return hex.isEmpty()
                ? List.of()
                : Arrays.stream(hex.split(","))
                        .map(one -> Secret.ofBytes(HexFormat.of().parseHex(one)))
                        .toList();
    }

    private static ImgproxyDialect dialect(String keys, String salts, int size, String... trusted) {
        return new ImgproxyDialect(
                new ImgproxyConfig(
                        "/img/",
                        SigningKey.pairs(secrets(keys), secrets(salts)),
                        size,
                        Arrays.stream(trusted).map(Secret::ofText).toList(),
                        Set.of("s3", "http", "local"),
                        Map.of(),
                        8192),
                CLOCK);
    }

    private final ImgproxyDialect signed = dialect(SECRET, HELLO, 32);

    @ParameterizedTest
    @CsvSource({
        "z7vx3yboWu2tr2ZSEojBv4Y8mSc8Ca3hNDEJEtprWfI, w:320/plain/s3://originals/cat.jpg",
        "z7vx3yboWu2tr2ZSEojBv4Y8mSc8Ca3hNDEJEtprWfI, w%3A320/plain/s3:/originals/cat.jpg",
        "nYdc8koD_YnbIVXwqUiktMVUVXBTq1_Hhj87KClPxzY, w:320/plain/local:/cat.jpg",
        "D7eGV81JiOpBBWUQhDFbnZKjrfQW2ABGar65EWFbUKU, w:320/plain/s3://originals/a%2541.jpg",
        // Signed in raw UTF-8 with a raw space, sent as HTTP clients send it.
        "X-NJ6zqFzbeISzZbQ5WD8hV8sRWuM7QPWbSi97Ljocs,"
                + " w:320/plain/s3://originals/%EA%B3%A0%EC%96%91%EC%9D%B4%201.jpg",
        "X-NJ6zqFzbeISzZbQ5WD8hV8sRWuM7QPWbSi97Ljocs,"
                + " w:320/plain/s3://originals/%ea%b3%a0%ec%96%91%ec%9d%b4%201.jpg",
    })
    void aRightSignaturePasses(String signature, String path) throws ImageException {
        assertThat(Urls.parsed(signed, "/img/" + signature + "/" + path)
                        .image()
                        .transform()
                        .resize()
                        .width())
                .hasValue(320);
    }

    @Test
    void theSignatureOfImgproxysDocumentationPasses() throws ImageException {
        assertThat(Urls.parsed(
                                signed,
                                "/img/oKfUtW34Dvo2BGQehJFR4Nr0_rIjOtdtzJ3QFsUcXH8/rs:fill:300:400:0/g:sm"
                                        + "/aHR0cDovL2V4YW1w/bGUuY29tL2ltYWdl/cy9jdXJpb3NpdHku/anBn.png")
                        .image()
                        .canonical())
                .isEqualTo("rs:fill/w:300/h:400/g:sm/f:png/http://example.com/images/curiosity.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "unsafe, w:320/plain/s3://originals/cat.jpg",
        "z7vx3yboWu2tr2ZSEojBv4Y8mSc8Ca3hNDEJEtprWfI, w:321/plain/s3://originals/cat.jpg",
        "z7vx3yboWu2tr2ZSEojBv4Y8mSc8Ca3hNDEJEtprWfI=, w:320/plain/s3://originals/cat.jpg",
        "z7vx3yboWu0, w:320/plain/s3://originals/cat.jpg",
        "Z7vx3yboWu2tr2ZSEojBv4Y8mSc8Ca3hNDEJEtprWfI, w:320/plain/s3://originals/cat.jpg",
        // Other spellings of one text must not borrow its signature: they name another source.
        "D7eGV81JiOpBBWUQhDFbnZKjrfQW2ABGar65EWFbUKU, w:320/plain/s3://originals/a%252541.jpg",
        "D7eGV81JiOpBBWUQhDFbnZKjrfQW2ABGar65EWFbUKU, w:320/plain/s3://originals/aA.jpg",
        "qYQRDIOp5XdBrRBCHAQzsTBlO6eQvR9oqiOi7kLs9Qk, w:100/plain/s3://originals/a.jpg%40png",
    })
    void everyOtherSignatureIsRefused(String signature, String path) {
        assertThat(Urls.refusal(signed, "/img/" + signature + "/" + path)).isEqualTo(REFUSED);
    }

    @Test
    void aSignatureIsCheckedBeforeAnythingElse() {
        assertThat(Urls.refusal(signed, "/img/x/nonsense:1/plain/nothing")).isEqualTo(REFUSED);
    }

    @Test
    void aTruncatedSignatureHasExactlyTheConfiguredSize() throws ImageException {
        ImgproxyDialect eight = dialect(SECRET, HELLO, 8);
        String path = "/w:320/plain/s3://originals/cat.jpg";
        Urls.parsed(eight, "/img/z7vx3yboWu0" + path);
        assertThat(Urls.refusal(eight, "/img/z7vx3yboWu2tr2ZSEojBv4Y8mSc8Ca3hNDEJEtprWfI" + path))
                .isEqualTo(REFUSED);
    }

    @Test
    void anyPairOfKeyAndSaltMayHaveSigned() throws ImageException {
        ImgproxyDialect two = dialect("00," + SECRET, "11," + HELLO, 32);
        Urls.parsed(two, "/img/z7vx3yboWu2tr2ZSEojBv4Y8mSc8Ca3hNDEJEtprWfI/w:320/plain/s3://originals/cat.jpg");
        ImgproxyDialect crossed = dialect("00," + SECRET, HELLO + ",11", 32);
        assertThat(Urls.refusal(
                        crossed, "/img/z7vx3yboWu2tr2ZSEojBv4Y8mSc8Ca3hNDEJEtprWfI/w:320/plain/s3://originals/cat.jpg"))
                .isEqualTo(REFUSED);
    }

    @Test
    void trustedTextsPassUnchecked() throws ImageException {
        ImgproxyDialect trusting = dialect(SECRET, HELLO, 32, "letmein", "a:b");
        Urls.parsed(trusting, "/img/letmein/w:320/plain/s3://originals/cat.jpg");
        Urls.parsed(trusting, "/img/a:b/w:320/plain/s3://originals/cat.jpg");
        assertThat(Urls.refusal(trusting, "/img/letmein2/w:320/plain/s3://originals/cat.jpg"))
                .isEqualTo(REFUSED);
    }

    @Test
    void withoutKeysEveryTextPassesThatIsNoForgottenOption() throws ImageException {
        ImgproxyDialect unsigned = dialect("", "", 32);
        Urls.parsed(unsigned, "/img/_/w:320/plain/s3://originals/cat.jpg");
        assertThat(Urls.refusal(unsigned, "/img/w:320/plain/s3://originals/cat.jpg"))
                .isEqualTo(LOOKS_LIKE_OPTION);
        assertThat(Urls.refusal(unsigned, "/img/w%3A320/plain/s3://originals/cat.jpg"))
                .isEqualTo(LOOKS_LIKE_OPTION);
        assertThat(Urls.refusal(signed, "/img/w:320/plain/s3://originals/cat.jpg"))
                .isEqualTo(LOOKS_LIKE_OPTION);
    }

    @Test
    void theContextPathAndThePrefixAreNotSigned() throws ImageException {
        ImgproxyDialect other = new ImgproxyDialect(
                ImgproxyConfig.unsigned("/a/b", Set.of("s3"))
                        .withKeys(SigningKey.pairs(secrets(SECRET), secrets(HELLO))),
                CLOCK);
        String url = "/a/b/z7vx3yboWu2tr2ZSEojBv4Y8mSc8Ca3hNDEJEtprWfI/w:320/plain/s3://originals/cat.jpg";
        assertThat(other.parse(new RequestUrl(url, url, ""))).isPresent();
    }

    @Test
    void keysGoInPairsAndAreNeverPrinted() {
        assertThatThrownBy(() -> SigningKey.pairs(secrets("00,11"), secrets("00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there are 2 keys and 1 salts; they go in pairs");
        assertThat(SigningKey.pairs(secrets(SECRET), secrets(HELLO)).get(0)).hasToString("SigningKey[secret]");
    }
}
