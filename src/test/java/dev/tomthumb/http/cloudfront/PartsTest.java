package dev.tomthumb.http.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Base64, wildcards and address ranges, each against another way to say the same. */
class PartsTest {

    // ---- Base64

    @Property
    void bytesComeBackFromTheirText(@ForAll @Size(max = 300) byte[] bytes) {
        String text = UrlSafeBase64.encoded(bytes);

        assertThat(text)
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(bytes)
                        .replace('+', '-')
                        .replace('=', '_')
                        .replace('/', '~'))
                .matches("[A-Za-z0-9\\-_~]*");
        assertThat(UrlSafeBase64.decoded(text)).contains(bytes);
        assertThat(UrlSafeBase64.decoded(text.replace("_", ""))).contains(bytes);
    }

    @Property
    void noTwoTextsOfOneLengthAreTheSameBytes(@ForAll("digits") String text) {
        UrlSafeBase64.decoded(text)
                .ifPresent(bytes -> assertThat(UrlSafeBase64.encoded(bytes).substring(0, text.length()))
                        .isEqualTo(text));
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().withChars("ABYZaz09-_~+/=\n ").ofMaxLength(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "ab=", "ab==", "a+bc", "a/bc", "abc__", "ab_", "_", "ab c", "abcd\n", "ab__cd", "abd", "ä"})
    void whatIsNotThatBase64IsNotRead(String text) {
        assertThat(UrlSafeBase64.decoded(text)).isEmpty();
    }

    // ---- Wildcards

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        http://h/*game_download.zip*   | http://h/game_download.zip                      | true
        http://h/*game_download.zip*   | http://h/example_game_download.zip?license=yes  | true
        http://h/*game_download.zip*   | http://h/game_download.zi                       | false
        http*://h/a                    | https://h/a                                     | true
        http*://h/a                    | http://h/a                                      | true
        http*://h/a                    | http://other/h/a                                | false
        *                              | https://anything                                | true
        https://h/a?.jpg               | https://h/ab.jpg                                | true
        https://h/a?.jpg               | https://h/a.jpg                                 | false
        https://h/a.jpg?w=1            | https://h/a.jpg?w=1                             | true
        https://h/a.jpg?w=1            | https://h/a.jpg?w=12                            | false
        https://h/A.jpg                | https://h/a.jpg                                 | false
        https://h/%41.jpg              | https://h/A.jpg                                 | false
        https://h/a                    | https://h/a/                                    | false
        https://h/a**b***              | https://h/axxbb                                 | true
        """)
    void aPatternIsAbout(String pattern, String url, boolean matches) {
        assertThat(new ResourcePattern(pattern).matches(url)).isEqualTo(matches);
    }

    @Property(tries = 3000)
    void aPatternMatchesAsItsRegularExpressionDoes(@ForAll("patterns") String pattern, @ForAll("urls") String url) {
        StringBuilder expression = new StringBuilder();
        pattern.chars()
                .forEach(c ->
                        expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c))));

        assertThat(new ResourcePattern(pattern).matches(url))
                .isEqualTo(Pattern.compile(expression.toString(), Pattern.DOTALL)
                        .matcher(url)
                        .matches());
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?.").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> urls() {
        return Arbitraries.strings().withChars("ab?.*\n").ofMaxLength(10);
    }

    @Test
    void noPatternTakesLong() {
        ResourcePattern worst = new ResourcePattern("*a".repeat(2000) + "b");
        String url = "a".repeat(8000);
        long start = System.nanoTime();

        assertThat(worst.matches(url)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    // ---- Addresses

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.01",
                "192.0.2.1/33",
                "192.0.2.1/",
                "192.0.2.1/-1",
                "192.0.2.1/08",
                "192.0.2.1/24/1",
                "192.0.2.0-192.0.2.9",
                "192.0.2.*",
                "0x7f.1",
                "2130706433",
                "2001:db8::/129",
                "2001:db8:::1",
                "fe80::1%eth0",
                "dead.beef",
                "abc",
                "192.0.2.1 "
            })
    void whatIsNoAddressIsNotRead(String text) {
        assertThat(AddressRange.read(text)).isEmpty();
    }

    @Property
    void aRangeHoldsWhatAgreesInItsBits(
            @ForAll int network, @ForAll int address, @ForAll @IntRange(max = 32) int bits) {
        Optional<AddressRange> range = AddressRange.read(dotted(network) + "/" + bits);
        boolean same = bits == 0 || network >>> 32 - bits == address >>> 32 - bits;

        assertThat(range.orElseThrow().contains(dotted(address))).isEqualTo(same);
        assertThat(range.orElseThrow().contains(dotted(network ^ address & (int) (0xFFFFFFFFL >>> bits))))
                .isTrue();
    }

    private static String dotted(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    @Property
    void aRangeOfIpv6HoldsWhatAgreesInItsBits(
            @ForAll long high, @ForAll long low, @ForAll @IntRange(min = 1, max = 128) int bits, @ForAll long other) {
        AddressRange range = AddressRange.read(colons(high, low) + "/" + bits).orElseThrow();
        boolean same = whole(high, low)
                .shiftRight(128 - bits)
                .equals(whole(high, other).shiftRight(128 - bits));

        assertThat(range.contains(colons(high, other))).isEqualTo(same);
    }

    private static BigInteger whole(long high, long low) {
        return new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(low)));
    }

    private static String colons(long high, long low) {
        String digits = String.format("%016x%016x", high, low);
        return digits.replaceAll("(.{4})(?!$)", "$1:");
    }
}
