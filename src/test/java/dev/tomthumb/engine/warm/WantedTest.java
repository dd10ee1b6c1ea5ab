package dev.tomthumb.engine.warm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WantedTest {
    private static Wanted read(int most, String... lines) throws IOException {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return Wanted.read(new ByteArrayInputStream(text), most, url -> url.contains(".jpg"));
    }

    private static String common(String request, int status) {
        return "10.0.0.1 - - [26/Nov/2026:03:00:00 +0000] \"" + request + "\" " + status + " 512";
    }

    @Test
    void tomcatsLogGivesWhatWasShownMostFrequentFirst() throws IOException {
        Wanted wanted = read(
                10,
                common("GET /photos/a.jpg?w=16 HTTP/1.1", 200),
                common("GET /photos/b.jpg?w=16 HTTP/2.0", 200),
                common("GET /photos/b.jpg?w=16 HTTP/1.1", 304) + " \"https://example.com/\" \"Mozilla/5.0 (X11)\"",
                common("GET /index.jsp HTTP/1.1", 200),
                common("GET /photos/gone.jpg HTTP/1.1", 404),
                common("POST /photos/c.jpg HTTP/1.1", 200),
                common("-", 408),
                "");

        assertThat(wanted.urls()).containsExactly("/photos/b.jpg?w=16", "/photos/a.jpg?w=16");
        assertThat(wanted.lines()).isEqualTo(7);
        assertThat(wanted.passed()).isEqualTo(4);
        assertThat(wanted.wrong()).isZero();
    }

    @Test
    void aQuoteInARequestIsEscapedAndAUserMayHaveBlanks() throws IOException {
        Wanted wanted = read(
                10,
                "::1 - Ann Lee [26/Nov/2026:03:00:00 +0000] \"GET /a.jpg?q=\\\"x\\\\ HTTP/1.1\" 200 -",
                "::1 - - [26/Nov/2026:03:00:00 +0000] \"GET /a.jpg HTTP/1.1 200 -",
                "::1 - - [26/Nov/2026:03:00:00 +0000] \"GET /a.jpg HTTP/1.1\"200 -");

        assertThat(wanted.urls()).containsExactly("/a.jpg?q=\\\"x\\\\");
        assertThat(wanted.wrong()).isEqualTo(2);
    }

    @Test
    void cloudFrontsStandardLogIsRead() throws IOException {
        String before = "2026-11-26\t03:00:00\tFRA60-P1\t512\t203.0.113.9\t";
        String after =
                "\t-\tHit\tid\texample.com\thttps\t40\t0.001\t-\tTLSv1.3\tcipher\tHit\tHTTP/2.0\t-\t-\t443\t0.001"
                        + "\tHit\timage/webp\t512\t-\t-";
        Wanted wanted = read(
                10,
                "#Version: 1.0",
                before + "GET\td1.cloudfront.net\t/photos/a.jpg\t200\t-\tMozilla/5.0%20(X11)\tw=16&fm=webp" + after,
                before + "GET\td1.cloudfront.net\t/photos/b.jpg\t304\t-\tMozilla/5.0%20(X11)\t-" + after,
                before + "HEAD\td1.cloudfront.net\t/photos/c.jpg\t200\t-\tMozilla/5.0%20(X11)\t-" + after,
                "2026-11-26\tshort");

        assertThat(wanted.urls()).containsExactly("/photos/a.jpg?w=16&fm=webp", "/photos/b.jpg");
        assertThat(wanted.passed()).isEqualTo(2);
        assertThat(wanted.wrong()).isEqualTo(1);
    }

    @Test
    void cloudFrontsFieldsMayBeNamed() throws IOException {
        Wanted wanted = read(
                10,
                "#Fields: sc-status cs-method cs-uri-stem",
                "200\tGET\t/photos/a.jpg",
                "#Fields: date",
                "200\tGET\t/photos/b.jpg");

        assertThat(wanted.urls()).containsExactly("/photos/a.jpg");
        assertThat(wanted.wrong()).isEqualTo(1);
    }

    @Test
    void aListKeepsItsOrderAndSaysWhatIsLeftOut() throws IOException {
        Wanted wanted = read(2, "/b.jpg\r", "https://example.com/a.jpg", "", "/b.jpg", "/no-picture", "not a url");

        assertThat(wanted.urls()).containsExactly("/b.jpg", "https://example.com/a.jpg");
        assertThat(wanted.leftOut()).as("a list's lines are taken for pictures").isEqualTo(1);
        assertThat(wanted.wrong()).isEqualTo(1);
        assertThat(Wanted.of(List.of("/a", "/b", "/a", "/c"), 2))
                .isEqualTo(new Wanted(List.of("/a", "/b"), 4, 0, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\a", "\"", " ", "[", "x\t", "\\\\", "a b "})
    void linesWithoutEndAreCountedAsWrongAndNothingElse(String part) throws IOException {
        String endless = part.repeat(30_000);
        String long1 = "::1 - - [x] \"" + part.repeat(19_000 / part.length()) + "\" 200 1";

        Wanted wanted = read(10, endless, long1, "/a.jpg");

        assertThat(wanted.urls()).containsExactly("/a.jpg");
        assertThat(wanted.wrong() + wanted.passed()).isEqualTo(2);
    }

    @Property(tries = 300)
    void noBytesBreakTheReading(@ForAll @Size(max = 400) byte[] bytes) throws IOException {
        Wanted wanted = Wanted.read(new ByteArrayInputStream(bytes), 5, url -> true);

        assertThat(wanted.urls()).hasSizeLessThanOrEqualTo(5);
    }
}
