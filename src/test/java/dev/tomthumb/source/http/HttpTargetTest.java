package dev.tomthumb.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTargetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "//example.com                       | http://example.com/",
                "//EXAMPLE.com/Cat.JPG               | http://example.com/Cat.JPG",
                "//example.com:80/cat.jpg            | http://example.com/cat.jpg",
                "//example.com:/cat.jpg              | http://example.com/cat.jpg",
                "//example.com:8080/cat.jpg          | http://example.com:8080/cat.jpg",
                "//example.com?q=1                   | http://example.com/?q=1",
                "//example.com/a b.jpg               | http://example.com/a%20b.jpg",
                "//example.com/a%20b.jpg             | http://example.com/a%20b.jpg",
                "//example.com/100%.jpg              | http://example.com/100%25.jpg",
                "//example.com/100%zz.jpg            | http://example.com/100%25zz.jpg",
                "//example.com/고양이.jpg            | http://example.com/%EA%B3%A0%EC%96%91%EC%9D%B4.jpg",
                "//example.com/a+b.jpg?x=1&y=(2)     | http://example.com/a+b.jpg?x=1&y=(2)",
                "//example.com/a\"<>^`{}[].jpg       | http://example.com/a%22%3C%3E%5E%60%7B%7D%5B%5D.jpg",
                "//example.com/a.svg#icon            | http://example.com/a.svg",
                "//example.com//double//slash.jpg    | http://example.com//double//slash.jpg",
                "//example.com/a;v=1/..b;c/d.jpg     | http://example.com/a;v=1/..b;c/d.jpg",
                "//example.com/x?next=..;/y          | http://example.com/x?next=..;/y",
                "//example.com/x?next=../y           | http://example.com/x?next=../y",
                "//bücher.example/a.jpg              | http://xn--bcher-kva.example/a.jpg",
                "//１２７.０.０.１/a.jpg             | http://127.0.0.1/a.jpg",
                "//[2001:DB8::1]:8080/a.jpg          | http://[2001:db8::1]:8080/a.jpg"
            })
    void aLocationHasOneSpelling(String location, String expected) throws Exception {
        assertThat(HttpTarget.read("http", location)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com/a.jpg",
                "/example.com/a.jpg",
                "//",
                "///a.jpg",
                "//:80/a.jpg",
                "//user@example.com/a.jpg",
                "//user:secret@example.com/a.jpg",
                "//allowed.example@evil.example/a.jpg",
                "//allowed.example\\@evil.example/a.jpg",
                "//evil.example\\.allowed.example/a.jpg",
                "//example.com:0/",
                "//example.com:65536/",
                "//example.com:99999/",
                "//example.com:80x/",
                "//example.com:-1/",
                "//exa mple.com/",
                "//exam%70le.com/",
                "//example.com\r\nX-Injected: 1/",
                "//-x.example/",
                "//a..example/",
                "//my_host.example/",
                "//0x7f.1/a.jpg",
                "//0x7f000001/",
                "//2130706433/",
                "//017700000001/",
                "//0177.0.0.1/",
                "//127.1/",
                "//127.0.0.01/",
                "//127.0.0.1./",
                "//256.0.0.1/",
                "//1.2.3.4.5/",
                "//host.123/",
                "//[::1/",
                "//[::1]x/",
                "//[fe80::1%25eth0]/",
                "//[not:an:address]/",
                "//[:::]/",
                "//example.com/a/../b.jpg",
                "//example.com/..",
                "//example.com/a/%2e%2e/b.jpg",
                "//example.com/a/.%2E/b.jpg",
                "//example.com/a/..%2fb.jpg",
                "//example.com/a/..\\b.jpg",
                "//example.com/a/%2e/b.jpg",
                "//example.com/a/..;/b.jpg",
                "//example.com/a/..;x=1/b.jpg",
                "//example.com/a/%2e%2e;/b.jpg",
                "//example.com/a/..%3B/b.jpg",
                "//example.com/a/.;/b.jpg",
                "//example.com/a/..;"
            })
    void aLocationThatCouldMeanSomethingElseIsForbidden(String location) {
        assertThat(catchThrowableOfType(ImageException.class, () -> HttpTarget.read("http", location)))
                .isNotNull()
                .extracting(ImageException::problem)
                .isEqualTo(Problem.SOURCE_FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://b.example/y.jpg | https://b.example/y.jpg",
                "HTTPS://b.example       | https://b.example/",
                "//b.example/y.jpg       | https://b.example/y.jpg",
                "/y.jpg                  | https://a.example:8443/y.jpg",
                "y.jpg                   | https://a.example:8443/dir/y.jpg",
                "../y.jpg                | https://a.example:8443/y.jpg",
                "../../../y.jpg          | https://a.example:8443/y.jpg",
                "./y z.jpg               | https://a.example:8443/dir/y%20z.jpg",
                "sub/..                  | https://a.example:8443/dir/",
                "?v=2                    | https://a.example:8443/dir/x.jpg?v=2",
                "#top                    | https://a.example:8443/dir/x.jpg"
            })
    void aRedirectIsResolved(String location, String expected) throws Exception {
        assertThat(HttpTarget.read("https", "//a.example:8443/dir/x.jpg?v=1").redirected(location))
                .hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://a.example/x", "file:///etc/passwd", "gopher://x", "javascript:1", "data:,x", "//u@b/"})
    void aRedirectToALesserSchemeIsForbidden(String location) throws Exception {
        HttpTarget from = HttpTarget.read("https", "//a.example/x");

        assertThat(catchThrowableOfType(ImageException.class, () -> from.redirected(location))
                        .problem())
                .isEqualTo(Problem.SOURCE_FORBIDDEN);
    }

    /** As {@code ..} itself, in a whole address and in one that is resolved against where the redirect came from. */
    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/x/..;/y", "//a.example/x/.;a/y", "/x/..;/y", "..;/y", "%2e%2e;x=1/y"})
    void aRedirectHidesNoDotSegments(String location) throws Exception {
        HttpTarget from = HttpTarget.read("https", "//a.example/x/z");

        assertThat(catchThrowableOfType(ImageException.class, () -> from.redirected(location)))
                .isNotNull()
                .extracting(ImageException::problem)
                .isEqualTo(Problem.SOURCE_FORBIDDEN);
    }

    @Property
    void whateverIsReadIsAUrlWithoutTricks(@ForAll String text) throws Exception {
        HttpTarget target;
        try {
            target = HttpTarget.read("http", "//example.com/" + text);
        } catch (ImageException refused) {
            return;
        }
        assertThat(target.path()).matches("/[\\x21-\\x7e]*").doesNotContain("#", "\\");
        assertThat(target.uri().getHost()).isEqualTo("example.com");
    }

    @Property
    void noHostEndsInANumberUnlessItIsAnAddress(@ForAll String text) {
        try {
            Authority authority = Authority.read(text, 80);
            assertThat(authority.host()).matches("[a-z0-9.\\-]+|\\[[0-9a-f:.]+\\]");
        } catch (ImageException refused) {
            assertThat(refused.problem()).isEqualTo(Problem.SOURCE_FORBIDDEN);
        }
    }
}
