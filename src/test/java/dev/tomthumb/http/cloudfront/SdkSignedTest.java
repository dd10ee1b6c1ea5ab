package dev.tomthumb.http.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCannedPolicy;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCustomPolicy;
import software.amazon.awssdk.services.cloudfront.utils.SigningHashAlgorithm;

/** What the AWS SDK for Java signs opens the door. */
class SdkSignedTest {
    private static final Instant END = Instant.parse("2026-11-26T13:00:00Z");
    private static final String UNTIL = "until 2026-11-26T13:00:00Z";
    private static final CloudFrontUtilities SDK = CloudFrontUtilities.create();

    private static Signer rsa = Signer.rsa("K2JCJMDEHXQW5F", 2048);
    private static Signer ecdsa = Signer.ecdsa("K3D5EWEUDCCXON", "secp256r1");
    private static Gate gate = new Gate(rsa.group());

    @BeforeAll
    static void bothKeysSign() {
        gate = new Gate(new KeyGroup(Map.of(
                rsa.id(), rsa.keys().getPublic(), ecdsa.id(), ecdsa.keys().getPublic())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://d111111abcdef8.cloudfront.net/private/cat.jpg",
                "https://www.example.com/private/cat.jpg?w=320&h=200",
                "http://localhost:8080/shop/private/a%20b/%EA%B3%A0.jpg?w=320",
                "https://img.example.com/img/_/w:100/plain/https://origin.example/a%2Fb.jpg@webp"
            })
    void aUrlByACannedPolicy(String url) {
        String signed = SDK.getSignedUrlWithCannedPolicy(request -> request.resourceUrl(url)
                        .privateKey(rsa.keys().getPrivate())
                        .keyPairId(rsa.id())
                        .expirationDate(END))
                .url();

        assertThat(signed).contains("Expires=", "Signature=", "Key-Pair-Id=").doesNotContain("Hash-Algorithm");
        assertThat(gate.ask(signed)).isEqualTo(UNTIL);
        assertThat(gate.ask(signed, List.of(), "2001:db8::1", END.minusMillis(1)))
                .isEqualTo(UNTIL);
        assertThat(gate.ask(signed, List.of(), "192.0.2.7", END))
                .isEqualTo("access-denied: The signature has expired.");
        assertThat(gate.ask(signed.replace(".jpg", ".png"))).startsWith("bad-signature: ");
    }

    @Test
    void aUrlByACustomPolicy() {
        String url = "https://www.example.com/private/cat.jpg?w=320";
        String signed = SDK.getSignedUrlWithCustomPolicy(request -> request.resourceUrl(url)
                        .resourceUrlPattern("https://www.example.com/private/*")
                        .privateKey(rsa.keys().getPrivate())
                        .keyPairId(rsa.id())
                        .activeDate(Gate.NOW.minusSeconds(60))
                        .expirationDate(END)
                        .ipRange("192.0.2.0/24"))
                .url();

        assertThat(gate.ask(signed)).isEqualTo(UNTIL + " personally");
        assertThat(gate.ask(signed.replace("w=320", "w=640"))).isEqualTo(UNTIL + " personally");
        assertThat(gate.ask(signed.replace("/private/", "/public/")))
                .isEqualTo("access-denied: The policy is about other URLs than this one.");
        assertThat(gate.ask(signed, List.of(), "192.0.3.7", Gate.NOW))
                .isEqualTo("access-denied: The policy is for other addresses than the one this request comes from.");
        assertThat(gate.ask(signed, List.of(), "192.0.2.7", Gate.NOW.minusSeconds(61)))
                .isEqualTo("access-denied: The signature is not valid yet.");
    }

    @Test
    void aCustomPolicyWithoutAPatternIsAboutItsUrl() {
        String signed = SDK.getSignedUrlWithCustomPolicy(
                        request -> request.resourceUrl("https://www.example.com/private/cat.jpg?w=320")
                                .privateKey(rsa.keys().getPrivate())
                                .keyPairId(rsa.id())
                                .expirationDate(END))
                .url();

        assertThat(gate.ask(signed)).isEqualTo(UNTIL);
        assertThat(gate.ask(signed.replace("w=320", "w=3200"))).startsWith("access-denied: The policy is about other");
    }

    @Test
    void cookiesByACannedPolicy() {
        CookiesForCannedPolicy cookies = SDK.getCookiesForCannedPolicy(
                request -> request.resourceUrl("https://www.example.com/private/cat.jpg?w=320")
                        .privateKey(rsa.keys().getPrivate())
                        .keyPairId(rsa.id())
                        .expirationDate(END));
        List<Map.Entry<String, String>> sent =
                pairs(cookies.expiresHeaderValue(), cookies.signatureHeaderValue(), cookies.keyPairIdHeaderValue());

        assertThat(gate.ask("https://www.example.com/private/cat.jpg?w=320", sent, "::1", Gate.NOW))
                .isEqualTo(UNTIL + " personally");
        assertThat(gate.ask("https://www.example.com/private/cat.jpg?w=321", sent, "::1", Gate.NOW))
                .startsWith("bad-signature: ");
    }

    @Test
    void cookiesByACustomPolicy() {
        CookiesForCustomPolicy cookies =
                SDK.getCookiesForCustomPolicy(request -> request.resourceUrl("http*://www.example.com/private/*")
                        .privateKey(rsa.keys().getPrivate())
                        .keyPairId(rsa.id())
                        .expirationDate(END));
        List<Map.Entry<String, String>> sent =
                pairs(cookies.policyHeaderValue(), cookies.signatureHeaderValue(), cookies.keyPairIdHeaderValue());

        for (String url :
                List.of("https://www.example.com/private/a.jpg", "http://www.example.com/private/b.jpg?w=1")) {
            assertThat(gate.ask(url, sent, "::1", Gate.NOW)).isEqualTo(UNTIL + " personally");
        }
        assertThat(gate.ask("https://www.example.com/other/a.jpg", sent, "::1", Gate.NOW))
                .startsWith("access-denied: ");
    }

    @ParameterizedTest
    @EnumSource(SigningHashAlgorithm.class)
    void bothHashesAndBothKindsOfKeys(SigningHashAlgorithm hash) {
        for (Signer signer : List.of(rsa, ecdsa)) {
            String canned = SDK.getSignedUrlWithCannedPolicy(
                            request -> request.resourceUrl("https://www.example.com/private/cat.jpg")
                                    .privateKey(signer.keys().getPrivate())
                                    .keyPairId(signer.id())
                                    .expirationDate(END)
                                    .hashAlgorithm(hash))
                    .url();

            assertThat(gate.ask(canned)).as(canned).isEqualTo(UNTIL);
        }
    }

    /** {@code CloudFront-Policy=…} as the SDK writes it for a {@code Set-Cookie} header. */
    private static List<Map.Entry<String, String>> pairs(String... headers) {
        return Stream.of(headers)
                .map(header ->
                        Map.entry(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1)))
                .toList();
    }
}
