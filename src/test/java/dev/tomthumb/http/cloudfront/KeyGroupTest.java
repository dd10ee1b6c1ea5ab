package dev.tomthumb.http.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let in and who is not, by signatures of {@link java.security.Signature} over policies written here. */
class KeyGroupTest {
    private static final Signer RSA = Signer.rsa("K2JCJMDEHXQW5F", 2048);
    private static final Signer ECDSA = Signer.ecdsa("K3D5EWEUDCCXON", "secp256r1");
    private static final Signer STRANGER = Signer.rsa("K2JCJMDEHXQW5F", 2048);
    private static final Gate GATE = new Gate(new KeyGroup(
            Map.of(RSA.id(), RSA.keys().getPublic(), ECDSA.id(), ECDSA.keys().getPublic())));

    private static final String URL = "https://www.example.com/private/cat.jpg?w=320";
    private static final long END = 1_795_698_000L;
    private static final String UNTIL = "until 2026-11-26T13:00:00Z";

    // ---- Keys and hashes

    static Stream<Arguments> signers() {
        return Stream.of(RSA, ECDSA)
                .flatMap(signer -> Stream.of(SigningHash.values()).map(hash -> Arguments.of(signer, hash)));
    }

    @ParameterizedTest
    @MethodSource("signers")
    void everyKeySignsByEveryHash(Signer signer, SigningHash hash) {
        String canned = URL + "&Expires=" + END + "&Signature="
                + Signer.base64(signer.sign(Signer.cannedPolicy(URL, END), hash)) + "&Key-Pair-Id=" + signer.id()
                + "&Hash-Algorithm=" + hash;
        String custom = signer.custom(URL, Signer.policy("https://*", END), hash);

        assertThat(GATE.ask(canned)).isEqualTo(UNTIL);
        assertThat(GATE.ask(custom)).isEqualTo(UNTIL);
        String other = hash == SigningHash.SHA1 ? "SHA256" : "SHA1";
        assertThat(GATE.ask(canned.replace("Algorithm=" + hash, "Algorithm=" + other)))
                .startsWith("bad-signature: ");
        assertThat(GATE.ask(canned.replace(signer.id(), (signer == RSA ? ECDSA : RSA).id())))
                .startsWith("bad-signature: ");
    }

    @Test
    void anotherKeyOfTheSameNameOpensNothing() {
        assertThat(GATE.ask(STRANGER.canned(URL, END)))
                .isEqualTo("bad-signature: The signature does not belong to this URL and policy.");
        assertThat(new Gate(STRANGER.group()).ask(RSA.canned(URL, END))).startsWith("bad-signature: ");
    }

    @Test
    void ofSeveralKeysEachSigns() {
        assertThat(GATE.ask(RSA.canned(URL, END))).isEqualTo(UNTIL);
        assertThat(GATE.ask(ECDSA.canned(URL, END))).isEqualTo(UNTIL);
        assertThat(new Gate(RSA.group()).ask(ECDSA.canned(URL, END)))
                .isEqualTo("access-denied: Key-Pair-Id \"K3D5EWEUDCCXON\" is none of those that sign for this path.");
    }

    @Test
    void anEcdsaSignatureOfTwoBareNumbersIsNotRead() {
        String url =
                URL + "&Expires=" + END + "&Signature=" + Signer.base64(new byte[64]) + "&Key-Pair-Id=" + ECDSA.id();

        assertThat(GATE.ask(url)).startsWith("bad-signature: ");
    }

    // ---- How a request brings it along

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ?w=1&Expires=1                                                | Signature, which is missing
        ?Signature=a&Key-Pair-Id=b                                    | this request has neither
        ?Expires=1&Policy=a&Signature=a&Key-Pair-Id=b                 | this request has both
        ?Expires=1&Signature=a                                        | Key-Pair-Id, which is missing
        ?Expires=1&Signature=&Key-Pair-Id=b                           | Signature, which is missing
        ?Hash-Algorithm=SHA1                                          | this request has neither
        ?Expires=1&Expires=1&Signature=a&Key-Pair-Id=b                | Expires is given twice
        ?Expires=1&Signature=a&Key-Pair-Id=b&Key-Pair-Id=c            | Key-Pair-Id is given twice
        ?Expires=1&Signature=a&Key-Pair-Id=b&Hash-Algorithm=MD5       | SHA1 and SHA256 are accepted
        ?Expires=1&Signature=a&Key-Pair-Id=b&Hash-Algorithm=sha256    | SHA1 and SHA256 are accepted
        ?Expires=1&Signature=%zz&Key-Pair-Id=b                        | Signature is not percent-encoded text
        ?Expires=1&Signature=a&Key-Pair-Id=KOTHER                     | "KOTHER" is none of those
        ?Expires=1&Signature=a+b=&Key-Pair-Id=K2JCJMDEHXQW5F          | Signature is not base64
        ?Expires=1&Signature=ab-&Key-Pair-Id=K2JCJMDEHXQW5F           | Signature is not base64
        ?Policy=%7B%7D&Signature=abcd&Key-Pair-Id=K2JCJMDEHXQW5F      | Policy is not base64
        ?Expires=-1&Signature=abcd&Key-Pair-Id=K2JCJMDEHXQW5F         | Expires is "-1"
        ?Expires=01&Signature=abcd&Key-Pair-Id=K2JCJMDEHXQW5F         | Expires is "01"
        ?Expires=1.5&Signature=abcd&Key-Pair-Id=K2JCJMDEHXQW5F        | Expires is "1.5"
        ?Expires=&Signature=abcd&Key-Pair-Id=K2JCJMDEHXQW5F           | Expires is ""
        ?Expires=1000000000000&Signature=abcd&Key-Pair-Id=K2JCJMDEHXQW5F | Unix time in whole seconds is accepted
        """)
    void whatIsIncompleteIsRefused(String query, String why) {
        assertThat(GATE.ask("https://www.example.com/private/cat.jpg" + query))
                .startsWith("access-denied: ")
                .contains(why);
    }

    @Test
    void longTextsAreRefusedUnread() {
        String end = "&Key-Pair-Id=" + RSA.id();

        assertThat(GATE.ask("https://h/?Policy=" + "a".repeat(8193) + "&Signature=abcd" + end))
                .isEqualTo("access-denied: Policy has 8193 characters; at most 8192 are accepted.");
        assertThat(GATE.ask("https://h/?Expires=1&Signature=" + "a".repeat(685) + end))
                .isEqualTo("access-denied: Signature has 685 characters; at most 684 are accepted.");
    }

    @Test
    void parametersThatSignMayStandAnywhereAndOthersKeepTheirOrder() {
        String canned = RSA.canned(URL + "&h=200", END);
        String signing = canned.substring(canned.indexOf("&Expires") + 1);

        assertThat(GATE.ask("https://www.example.com/private/cat.jpg?" + signing + "&w=320&h=200"))
                .isEqualTo(UNTIL);
        assertThat(GATE.ask("https://www.example.com/private/cat.jpg?w=320&" + signing + "&h=200"))
                .isEqualTo(UNTIL);
        assertThat(GATE.ask("https://www.example.com/private/cat.jpg?h=200&w=320&" + signing))
                .startsWith("bad-signature: ");
        assertThat(GATE.ask(canned + "&x=1")).startsWith("bad-signature: ");
    }

    @Test
    void aSignedUrlWinsOverCookies() {
        List<Map.Entry<String, String>> good = cookies(RSA.cookies(Signer.policy("https://*", END)));
        String expired = RSA.canned(URL, END - 7200);

        assertThat(GATE.ask(URL, good, "::1", Gate.NOW)).isEqualTo(UNTIL + " personally");
        assertThat(GATE.ask(expired, good, "::1", Gate.NOW)).isEqualTo("access-denied: The signature has expired.");
        assertThat(GATE.ask(URL + "&Expires=1", good, "::1", Gate.NOW)).startsWith("access-denied: A signed request");
    }

    @Test
    void cookiesOfOthersDoNotDisturbAndOwnOnesComeOnce() {
        List<Map.Entry<String, String>> sent = new ArrayList<>(cookies(RSA.cookies(Signer.policy("https://*", END))));
        sent.add(Map.entry("JSESSIONID", "1"));
        sent.add(Map.entry("JSESSIONID", "2"));
        sent.add(Map.entry("cloudfront-policy", "x"));
        sent.add(Map.entry("CloudFront-Other", "x"));

        assertThat(GATE.ask(URL, sent, "::1", Gate.NOW)).isEqualTo(UNTIL + " personally");
        Collections.reverse(sent);
        assertThat(GATE.ask(URL, sent, "::1", Gate.NOW)).isEqualTo(UNTIL + " personally");
        sent.add(Map.entry("CloudFront-Policy", "x"));
        assertThat(GATE.ask(URL, sent, "::1", Gate.NOW)).contains("Policy is given twice");
        assertThat(GATE.ask(URL, List.of(Map.entry("JSESSIONID", "1")), "::1", Gate.NOW))
                .isEqualTo("unsigned");
    }

    private static List<Map.Entry<String, String>> cookies(String header) {
        return Stream.of(header.split("; "))
                .map(pair -> Map.entry(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)))
                .toList();
    }

    @Test
    void aTildeMayBePercentEncoded() {
        String canned = RSA.canned(URL, END);

        assertThat(GATE.ask(canned.replace("~", "%7E").replace("_", "%5F"))).isEqualTo(UNTIL);
    }

    @Test
    void paddingMayBeLeftOut() {
        String canned = RSA.canned(URL, END);

        assertThat(canned).contains("_&Key-Pair-Id");
        assertThat(GATE.ask(canned.replaceAll("_+&Key-Pair-Id", "&Key-Pair-Id")))
                .isEqualTo(UNTIL);
    }

    // ---- Time

    @ParameterizedTest
    @CsvSource({
        "1795694400,   2026-11-26T11:59:59.999Z, until 2026-11-26T12:00:00Z",
        "1795694400,   2026-11-26T12:00:00Z,     access-denied: The signature has expired.",
        "0,            2026-11-26T12:00:00Z,     access-denied: The signature has expired.",
        "0,            1969-12-31T23:59:59Z,     until 1970-01-01T00:00:00Z",
        "2147483647,   2038-01-19T03:14:06Z,     until 2038-01-19T03:14:07Z",
        "2147483648,   2038-01-19T03:14:07Z,     until 2038-01-19T03:14:08Z",
        "4294967296,   2106-02-07T06:28:15Z,     until 2106-02-07T06:28:16Z",
        "253402300799, 2026-11-26T12:00:00Z,     until 9999-12-31T23:59:59Z",
        "999999999999, 2026-11-26T12:00:00Z,     until +33658-09-27T01:46:39Z"
    })
    void aGrantEndsWithItsSecond(long end, Instant now, String answer) {
        assertThat(GATE.ask(RSA.canned(URL, end), List.of(), "::1", now)).isEqualTo(answer);
        assertThat(GATE.ask(RSA.custom(URL, Signer.policy("https://*", end), SigningHash.SHA1), List.of(), "::1", now))
                .isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T11:59:59Z,     access-denied: The signature is not valid yet.",
        "2026-11-26T12:00:00Z,     access-denied: The signature is not valid yet.",
        "2026-11-26T12:00:00.001Z, until 2026-11-26T13:00:00Z",
        "2026-11-26T13:00:00Z,     access-denied: The signature has expired."
    })
    void aGrantBeginsBehindItsSecond(Instant now, String answer) {
        String policy = Signer.policy("https://*", END, "\"DateGreaterThan\":{\"AWS:EpochTime\":1795694400}");

        assertThat(GATE.ask(RSA.custom(URL, policy, SigningHash.SHA1), List.of(), "::1", now))
                .isEqualTo(answer);
    }

    // ---- Addresses

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,   192.0.2.255,        true",
        "192.0.2.0/24,   192.0.3.0,          false",
        "192.0.2.0/24,   ::ffff:192.0.2.9,   true",
        "192.0.2.0/24,   2001:db8::1,        false",
        "192.0.2.0/24,   ,                   false",
        "192.0.2.0/24,   unknown,            false",
        "0.0.0.0/0,      203.0.113.9,        true",
        "0.0.0.0/0,      2001:db8::1,        true",
        "2001:db8::/32,  2001:db8:1::1%eth0, true",
        "2001:db8::/32,  2001:db9::1,        false"
    })
    void aPolicyIsForItsAddressesAndPersonal(String range, String address, boolean admitted) {
        String policy = Signer.policy("https://*", END, "\"IpAddress\":{\"AWS:SourceIp\":\"" + range + "\"}");
        String from = address == null ? "" : address;

        assertThat(GATE.ask(RSA.custom(URL, policy, SigningHash.SHA1), List.of(), from, Gate.NOW))
                .isEqualTo(
                        admitted
                                ? UNTIL + " personally"
                                : "access-denied: The policy is for other addresses than the one this request comes"
                                        + " from.");
    }

    // ---- Tampering

    @Property(tries = 300)
    void noBitOfASignatureMayChange(@ForAll @IntRange(max = 2047) int bit) {
        byte[] right = RSA.sign(Signer.cannedPolicy(URL, END), SigningHash.SHA1);
        right[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(GATE.ask(
                        URL + "&Expires=" + END + "&Signature=" + Signer.base64(right) + "&Key-Pair-Id=" + RSA.id()))
                .startsWith("bad-signature: ");
    }

    @Property(tries = 200)
    void noBitOfAnEcdsaSignatureMayChange(@ForAll @IntRange(max = 559) int bit) {
        byte[] right = ECDSA.sign(Signer.cannedPolicy(URL, END), SigningHash.SHA256);
        right[bit / 8 % right.length] ^= (byte) (1 << bit % 8);

        assertThat(GATE.ask(URL + "&Expires=" + END + "&Signature=" + Signer.base64(right) + "&Key-Pair-Id="
                        + ECDSA.id() + "&Hash-Algorithm=SHA256"))
                .startsWith("bad-signature: ");
    }

    @Property(tries = 500)
    void noBitOfAPolicyMayChange(@ForAll @IntRange(max = 100_000) int place) {
        String text = Signer.policy("https://www.example.com/*", END, "\"IpAddress\":{\"AWS:SourceIp\":\"192.0.2.7\"}");
        byte[] policy = text.getBytes(StandardCharsets.UTF_8);
        int bit = place % (policy.length * 8);
        policy[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(GATE.ask(URL + "&Policy=" + Signer.base64(policy) + "&Signature="
                        + Signer.base64(RSA.sign(text, SigningHash.SHA1)) + "&Key-Pair-Id=" + RSA.id()))
                .startsWith("bad-signature: ");
    }

    /** Of the URL, its parameters and their values, names included. */
    @Property(tries = 1000)
    void noCharacterOfASignedUrlMayChange(
            @ForAll @IntRange(max = 100_000) int place, @ForAll @IntRange(max = 6) int bit) {
        String signed = RSA.canned(URL, END);
        int at = place % signed.length();
        StringBuilder changed = new StringBuilder(signed);
        changed.setCharAt(at, (char) (signed.charAt(at) ^ 1 << bit));

        assertThat(GATE.ask(changed.toString()))
                .as(changed.toString())
                .matches("(access-denied|bad-signature|unsigned).*");
    }

    @Test
    void aUrlCannotEndItsOwnString() {
        String url = "https://www.example.com/*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1}},\"X\":\"";

        assertThat(GATE.ask(RSA.canned(url, END))).contains("has a character that must be percent-encoded");
    }
}
