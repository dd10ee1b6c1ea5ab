package dev.tomthumb.http.cloudfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
    private static final String PRETTY = """
        {
            "Statement": [
                {
                    "Condition": {
                        "IpAddress": { "AWS:SourceIp": "192.0.2.0/24" },
                        "DateGreaterThan":\t{ "AWS:EpochTime": 1357034400 },
                        "DateLessThan": { "AWS:EpochTime": 1357120800 }
                    },
                    "Resource": "http:\\/\\/d111111abcdef8.cloudfront.net\\u002Ftraining/\\"*"
                }
            ]
        }
        """;

    @Test
    void everythingAPolicyMaySay() throws ImageException {
        Policy policy = PolicyReader.read(PRETTY);

        assertThat(policy.resource().text()).isEqualTo("http://d111111abcdef8.cloudfront.net/training/\"*");
        assertThat(policy.start()).contains(Instant.ofEpochSecond(1357034400));
        assertThat(policy.end()).isEqualTo(Instant.ofEpochSecond(1357120800));
        assertThat(policy.from().orElseThrow().contains("192.0.2.77")).isTrue();
    }

    @Test
    void withoutAResourceItIsAboutEverything() throws ImageException {
        Policy policy = PolicyReader.read("{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":5}}}]}");

        assertThat(policy.resource().matches("https://any.example/thing?at=all"))
                .isTrue();
        assertThat(policy.start()).isEmpty();
        assertThat(policy.from()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://h/x", "https://h/*", "http*://h/*", "*", "?ttp://h/", "h*", "*://h/", "https://h?x=*"})
    void aResourceIsAnAbsoluteUrl(String resource) throws ImageException {
        assertThat(PolicyReader.read(Signer.policy(resource, 5)).resource().text())
                .isEqualTo(resource);
    }

    static Stream<Arguments> refused() {
        String end = "\"DateLessThan\":{\"AWS:EpochTime\":5}";
        return Stream.of(
                refused("", "{ is missing at character 0"),
                refused("{}", "\" is missing at character 1"),
                refused("[]", "{ is missing at character 0"),
                refused("{\"Statement\":[]}", "{ is missing at character 14"),
                refused("{\"Statement\":{}}", "[ is missing at character 13"),
                refused("{\"Version\":1}", "has \"Version\" where there is no such name"),
                refused(statement("") + "x", "\" is missing at character 15"),
                refused(condition(end) + "x", "something behind its end"),
                refused(condition(end).replace("]", ",{}]"), "has several statements"),
                refused(condition(end) + condition(end), "something behind its end"),
                refused(statement("\"Resource\":\"http://h/\""), "has no DateLessThan"),
                refused(condition(""), "\" is missing"),
                refused(condition("\"DateGreaterThan\":{\"AWS:EpochTime\":5}"), "has no DateLessThan"),
                refused(condition(end + "," + end), "says \"DateLessThan\" twice"),
                refused(statement("\"Resource\":\"http://a/\",\"Resource\":\"http://b/\""), "says \"Resource\" twice"),
                refused(condition(end + ",\"DateEquals\":{\"AWS:EpochTime\":5}"), "has \"DateEquals\""),
                refused(condition(end + ",\"datelessthan\":{\"AWS:EpochTime\":5}"), "has \"datelessthan\""),
                refused(condition("\"DateLessThan\":{\"AWS:CurrentTime\":5}"), "has \"AWS:CurrentTime\""),
                refused(condition("\"DateLessThan\":{\"AWS:EpochTime\":\"5\"}"), "not a whole number"),
                refused(condition("\"DateLessThan\":{\"AWS:EpochTime\":-5}"), "not a whole number"),
                refused(condition("\"DateLessThan\":{\"AWS:EpochTime\":05}"), "not a whole number"),
                refused(condition("\"DateLessThan\":{\"AWS:EpochTime\":5.0}"), "} is missing"),
                refused(condition("\"DateLessThan\":{\"AWS:EpochTime\":5e9}"), "} is missing"),
                refused(condition("\"DateLessThan\":{\"AWS:EpochTime\":9999999999999}"), "not a whole number"),
                refused(condition("\"DateLessThan\":{\"AWS:EpochTime\":5,}"), "\" is missing"),
                refused(condition(end + ",\"IpAddress\":{\"AWS:SourceIp\":\"example.com\"}"), "no address"),
                refused(condition(end + ",\"IpAddress\":{\"AWS:SourceIp\":[\"192.0.2.1\"]}"), "\" is missing"),
                refused(statement("\"Resource\":[\"http://h/\"]"), "\" is missing"),
                refused(statement("\"Resource\":\"images/cat.jpg\""), "begins with none of http://, https:// and *"),
                refused(statement("\"Resource\":\"\""), "begins with none of http://, https:// and *"),
                refused(statement("\"Resource\":\"http\""), "begins with none of http://, https:// and *"),
                refused(statement("\"Resource\":\"ftp://h/*\""), "begins with none of http://, https:// and *"),
                refused(statement("\"Resource\":\"http://h/\n\""), "control character"),
                refused(statement("\"Resource\":\"http://h/\\x\""), "escape that JSON does not know"),
                refused(statement("\"Resource\":\"http://h/\\u00g0\""), "escape that JSON does not know"),
                refused(statement("\"Resource\":\"http://h/\\u٠٠٠٠\""), "escape that JSON does not know"),
                refused("{\"Statement\":[{\"Resource\":\"http://h", "ends within a string"),
                refused("{\"Statement\":[{\"Resource\":\"http://h\\", "escape that JSON does not know"),
                refused("\uFEFF" + condition(end), "{ is missing at character 0"),
                refused(statement("\"Action\":\"x\"," + end), "has \"Action\""));
    }

    private static Arguments refused(String policy, String why) {
        return Arguments.of(policy, why);
    }

    private static String statement(String members) {
        return "{\"Statement\":[{" + members + "}]}";
    }

    private static String condition(String members) {
        return statement("\"Resource\":\"http://h/*\",\"Condition\":{" + members + "}");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNotOfThatShapeIsRefused(String policy, String why) {
        Throwable refusal = catchThrowable(() -> PolicyReader.read(policy));

        assertThat(refusal).isInstanceOf(ImageException.class).hasMessageContaining(why);
        assertThat(((ImageException) refusal).problem()).isEqualTo(Problem.ACCESS_DENIED);
    }

    @Property(tries = 2000)
    void anyBytesAreAPolicyOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        isReadOrRefused(bytes);
    }

    @Property(tries = 2000)
    void aPolicyWithAByteExchangedIsOneOrRefused(@ForAll @IntRange(max = 1000) int place, @ForAll byte value) {
        byte[] bytes = PRETTY.getBytes(StandardCharsets.UTF_8);
        bytes[place % bytes.length] = value;

        isReadOrRefused(bytes);
    }

    @Property(tries = 300)
    void aPolicyCutShortIsRefused(@ForAll @IntRange(max = 1000) int length) {
        String text = PRETTY.strip();
        byte[] cut = text.substring(0, length % text.length()).getBytes(StandardCharsets.UTF_8);

        assertThat(catchThrowable(() -> Policy.read(cut))).isInstanceOf(ImageException.class);
    }

    private static void isReadOrRefused(byte[] bytes) {
        Throwable failure = catchThrowable(() -> Policy.read(bytes));

        if (failure != null) {
            assertThat(failure).isInstanceOf(ImageException.class);
        }
    }
}
