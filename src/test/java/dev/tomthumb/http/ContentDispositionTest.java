package dev.tomthumb.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.Delivery;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.SourceRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6266 and RFC 8187. */
class ContentDispositionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "cat            | inline; filename=\"cat.jpg\"",
                "my cat         | inline; filename=\"my cat.jpg\"",
                "a'b            | inline; filename=\"a'b.jpg\"",
                "고양이          | inline; filename=\"___.jpg\"; filename*=UTF-8''%EA%B3%A0%EC%96%91%EC%9D%B4.jpg",
                "café           | inline; filename=\"caf_.jpg\"; filename*=UTF-8''caf%C3%A9.jpg",
                "a\"b           | inline; filename=\"a_b.jpg\"; filename*=UTF-8''a%22b.jpg",
                "100%25         | inline; filename=\"100_25.jpg\"; filename*=UTF-8''100%2525.jpg",
                "../../etc/pass | inline; filename=\".._.._etc_pass.jpg\"",
                "a\\b           | inline; filename=\"a_b.jpg\"",
                "😀             | inline; filename=\"_.jpg\"; filename*=UTF-8''%F0%9F%98%80.jpg",
            })
    void section4_3_aNameIsWrittenInAsciiAndWhereThatFailsInUtf8(String stem, String value) {
        assertThat(ContentDisposition.value(false, stem, "jpg")).isEqualTo(value);
    }

    @Test
    void lineEndsAndDirectionMarksAreLeftOut() {
        assertThat(ContentDisposition.value(true, "a\r\nSet-Cookie: b\u0000\u202Egpj\u2028", "png"))
                .isEqualTo("attachment; filename=\"aSet-Cookie: bgpj.png\"");
        assertThat(ContentDisposition.value(true, "\r\n", "png")).isEqualTo("attachment; filename=\"image.png\"");
    }

    @Test
    void aVeryLongNameIsCut() {
        assertThat(ContentDisposition.value(false, "x".repeat(5000), "gif"))
                .isEqualTo("inline; filename=\"" + "x".repeat(200) + ".gif\"");
    }

    @Property
    void whateverTheNameTheHeaderIsOneLineOfAscii(@ForAll String stem) {
        String value = ContentDisposition.value(false, stem, "jpg");

        assertThat(value)
                .matches("inline; filename=\"[\\x20-\\x7e&&[^\"\\\\]]+\"(; filename\\*=UTF-8''[\\x21-\\x7e]+)?");
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "//bucket/dir/cat.large.png | cat.large",
                "//bucket/dir/cat           | cat",
                "/image.jsp?id=7/x.png      | image",
                "//host/dir/                | ''",
                "//b/.hidden                | .hidden",
            })
    void theStemOfALocation(String location, String stem) {
        assertThat(ContentDisposition.stem(location)).isEqualTo(stem);
    }

    @Test
    void imgproxyAlwaysNamesItsFilesAndTheQueryDialectWhenAsked() {
        SourceRef source = new SourceRef("s3", "//bucket/cat.png");

        assertThat(of(Delivery.IMGPROXY, Optional.empty(), false, source)).contains("inline; filename=\"cat.webp\"");
        assertThat(of(Delivery.IMGPROXY, Optional.of("dog"), true, source))
                .contains("attachment; filename=\"dog.webp\"");
        assertThat(of(Delivery.QUERY, Optional.empty(), false, source)).isEmpty();
        assertThat(of(Delivery.QUERY, Optional.empty(), true, source)).contains("attachment; filename=\"cat.webp\"");
        assertThat(of(Delivery.QUERY, Optional.of("dog"), false, source)).contains("inline; filename=\"dog.webp\"");
    }

    private static Optional<String> of(
            String dialect, Optional<String> filename, boolean attachment, SourceRef source) {
        Delivery delivery = new Delivery(dialect, Optional.empty(), List.of(), filename, attachment);
        return ContentDisposition.of(delivery, source, ImageFormat.WEBP);
    }
}
