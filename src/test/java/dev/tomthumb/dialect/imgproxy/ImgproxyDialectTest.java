package dev.tomthumb.dialect.imgproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.SourceRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImgproxyDialectTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final Set<String> SCHEMES = Set.of("s3", "http", "https", "local");

    private final ImgproxyDialect dialect = new ImgproxyDialect(ImgproxyConfig.unsigned("/img/", SCHEMES), CLOCK);

    private ParsedUrl parsed(String behindSignature) throws ImageException {
        return Urls.parsed(dialect, "/img/unsafe/" + behindSignature);
    }

    private String canonical(String options) throws ImageException {
        String whole = parsed(options + "/plain/s3://b/k").image().canonical();
        assertThat(whole).endsWith("s3://b/k");
        return whole.substring(0, whole.length() - "s3://b/k".length());
    }

    private String refusal(String behindSignature) {
        return Urls.refusal(dialect, "/img/unsafe/" + behindSignature);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resize:fill:300:200             | rs:fill/w:300/h:200/
            rs:fill:300:200:1               | rs:fill/w:300/h:200/el:1/
            rs:fill-down:300:200:0:0        | rs:fill-down/w:300/h:200/
            rs::300:200                     | w:300/h:200/
            rs:force:300:200                | rs:force/w:300/h:200/
            rs:auto:300:200                 | rs:auto/w:300/h:200/
            rs:fill:300:200:0:0:no:1:2      | rs:fill/w:300/h:200/
            size:300:200                    | w:300/h:200/
            s:300:200:1                     | w:300/h:200/el:1/
            s::200                          | h:200/
            s:300:200:0:f:fp:0:1            | w:300/h:200/
            resizing_type:fill/s:3:2        | rs:fill/w:3/h:2/
            s:3:2/rt:force                  | rs:force/w:3/h:2/
            width:300                       | w:300/
            w:300                           | w:300/
            w:+0300                         | w:300/
            w:2147483647                    | w:2147483647/
            height:200                      | h:200/
            h:200                           | h:200/
            enlarge:1/w:3                   | w:3/el:1/
            el:true/w:3                     | w:3/el:1/
            el:t/w:3                        | w:3/el:1/
            el:T/w:3                        | w:3/el:1/
            el:TRUE/w:3                     | w:3/el:1/
            el:True/w:3                     | w:3/el:1/
            el:yes/w:3                      | w:3/
            el:/w:3                         | w:3/
            dpr:2/w:3                       | w:3/dpr:2/
            dpr:1.5/w:3                     | w:3/dpr:1.5/
            dpr:.5e1/w:3                    | w:3/dpr:5/
            rs:fill:3:2/gravity:no          | rs:fill/w:3/h:2/g:no/
            rs:fill:3:2/g:no:10             | rs:fill/w:3/h:2/g:no:10:0/
            rs:fill:3:2/g:soea:-10:0.25     | rs:fill/w:3/h:2/g:soea:-10:0.25/
            rs:fill:3:2/g:so::5             | rs:fill/w:3/h:2/g:so:0:5/
            rs:fill:3:2/g:fp:0.25:1         | rs:fill/w:3/h:2/g:fp:0.25:1/
            rs:fill:3:2/g:ce:-0:-0.0        | rs:fill/w:3/h:2/
            quality:70                      | q:70/
            q:70                            | q:70/
            q:100                           | q:100/
            format:png                      | f:png/
            f:jpg                           | f:jpeg/
            f:jpeg                          | f:jpeg/
            ext:webp                        | f:webp/
            background:255:0:16             | bg:ff0010/
            bg:FF8000                       | bg:ff8000/
            bg:f80                          | bg:ff8800/
            cachebuster:a1                  | v:a1/
            cb:a%2Fb                        | v:a%252Fb/
            """)
    void everyOptionIsReadByItsNameAndItsAliases(String options, String canonical) throws ImageException {
        assertThat(canonical(options)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            w:300/w:0                  | ''
            w:300/w:200                | w:200/
            rs:fill:300:200/rs:::100   | rs:fill/w:300/h:100/
            rs:fill:300:200/s:0        | h:200/
            q:70/q:0                   | ''
            bg:fff/bg:                 | ''
            cb:1/cb:                   | ''
            h:2/w:1                    | w:1/h:2/
            f:png/q:5/w:9              | w:9/q:5/f:png/
            rs:fill:3:2/g:no:1:2/g:so  | rs:fill/w:3/h:2/g:so:1:2/
            """)
    void orderIsFreeALaterOptionOverridesAndAnEmptyArgumentKeeps(String options, String canonical)
            throws ImageException {
        assertThat(canonical(options)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            g:no              | ''
            g:no/rs:fit:3:2   | w:3/h:2/
            rt:fill           | ''
            rs:fill:3/g:no    | w:3/
            rs:auto::2        | h:2/
            rs:force:3        | rs:force/w:3/
            """)
    void whatCannotChangeThePictureIsNotInTheKey(String options, String canonical) throws ImageException {
        assertThat(canonical(options)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            w:abc             | bad-option: The option "w" does not accept "abc"; it takes a whole number from 0 to 2147483647.
            width:            | bad-option: The option "width" does not accept ""; it takes a whole number from 0 to 2147483647.
            w:-5              | bad-option: The option "w" does not accept "-5"; it takes a whole number from 0 to 2147483647.
            w:1e9             | bad-option: The option "w" does not accept "1e9"; it takes a whole number from 0 to 2147483647.
            w:2147483648      | bad-option: The option "w" does not accept "2147483648"; it takes a whole number from 0 to 2147483647.
            w:99999999999999999999999 | bad-option: The option "w" does not accept "99999999999999999999999"; it takes a whole number from 0 to 2147483647.
            w:٣               | bad-option: The option "w" does not accept "٣"; it takes a whole number from 0 to 2147483647.
            w:1:2             | bad-option: The option "w" has 2 arguments; it takes at most 1.
            h:0x10            | bad-option: The option "h" does not accept "0x10"; it takes a whole number from 0 to 2147483647.
            rs:cover:1:2      | bad-option: The option "rs" does not accept "cover" as its type; it takes one of fit, fill, fill-down, force, auto.
            rs:fill:x:2       | bad-option: The option "rs" does not accept "x" as its width; it takes a whole number from 0 to 2147483647.
            rs:fill:1:2:0:0:zz| bad-option: The option "rs" does not accept "zz" as its type; it takes one of ce, no, so, ea, we, noea, nowe, soea, sowe, fp.
            rs:fit:1:2:0:0:ce:0:0:0 | bad-option: The option "rs" has 9 arguments; it takes at most 8.
            s:1:2:0:0:ce:0:0:0 | bad-option: The option "s" has 8 arguments; it takes at most 7.
            rt:               | bad-option: The option "rt" does not accept ""; it takes one of fit, fill, fill-down, force, auto.
            dpr:0             | bad-option: The option "dpr" does not accept "0"; it takes a number greater than 0.
            dpr:NaN           | bad-option: The option "dpr" does not accept "NaN"; it takes a number greater than 0.
            dpr:Infinity      | bad-option: The option "dpr" does not accept "Infinity"; it takes a number greater than 0.
            dpr:1e999         | bad-option: The option "dpr" does not accept "1e999"; it takes a number greater than 0.
            dpr:1e-999        | bad-option: The option "dpr" does not accept "1e-999"; it takes a number greater than 0.
            dpr:0x1p3         | bad-option: The option "dpr" does not accept "0x1p3"; it takes a number greater than 0.
            dpr:2d            | bad-option: The option "dpr" does not accept "2d"; it takes a number greater than 0.
            g:fp              | bad-option: The option "g" does not accept "fp"; it takes fp:x:y, where x and y are numbers from 0 to 1.
            g:fp:0.5          | bad-option: The option "g" does not accept "fp:0.5"; it takes fp:x:y, where x and y are numbers from 0 to 1.
            g:fp:1.5:0        | bad-option: The option "g" does not accept "1.5" as its x; it takes a number from 0 to 1.
            g:fp::0           | bad-option: The option "g" does not accept "" as its x; it takes a number from 0 to 1.
            g:no:inf          | bad-option: The option "g" does not accept "inf" as its x; it takes a number.
            g:no:1:2:3        | bad-option: The option "g" has 4 arguments; it takes at most 3.
            q:101             | bad-option: The option "q" does not accept "101"; it takes a whole number from 0 to 100.
            q:-1              | bad-option: The option "q" does not accept "-1"; it takes a whole number from 0 to 100.
            f:JPG             | bad-option: The option "f" does not accept "JPG"; it takes one of jpg, jpeg, png, gif, webp, bmp, tiff, avif, heic, jxl, ico, svg, best.
            bg:ff             | bad-option: The option "bg" does not accept "ff"; it takes 3 or 6 hexadecimal digits.
            bg:1:2            | bad-option: The option "bg" does not accept "1:2"; it takes R:G:B, or 3 or 6 hexadecimal digits.
            bg:1:2:256        | bad-option: The option "bg" does not accept "256" as its blue; it takes a whole number from 0 to 255.
            exp:soon          | bad-option: The option "exp" does not accept "soon"; it takes Unix seconds, a whole number from 0 (never) to 253402300799.
            exp:1             | expired: This URL expired at 1970-01-01T00:00:01Z.
            fn:%%%:1          | bad-option: The option "fn" does not accept "%%%"; it takes base64url of UTF-8 text of at most 255 characters, without control characters.
            att:1:2           | bad-option: The option "att" has 2 arguments; it takes at most 1.
            widht:3           | unknown-option: Unknown option "widht"; did you mean "width"?
            Width:3           | unknown-option: Unknown option "Width"; did you mean "width"?
            :3                | unknown-option: Unknown option ""; there are those of docs/options.md.
            """)
    void everyMistakeInAnOptionIsNamedWithWhatIsAccepted(String options, String refusal) {
        assertThat(refusal(options + "/plain/s3://b/k")).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            w:1                               | invalid-url: The URL names no source; it ends with plain/source or a base64url source.
            w:1/plain/                        | invalid-url: The URL names no source; it ends with plain/source or a base64url source.
            w:1/plain/@png                    | invalid-url: The URL names no source; it ends with plain/source or a base64url source.
            w:1/plain/s3://b/a@b@png          | invalid-url: The source has more than one @; an at sign of the source itself is written %40.
            w:1/plain/s3://b/k@tif            | bad-option: The extension "tif" is not a format; it takes one of jpg, jpeg, png, gif, webp, bmp, tiff, avif, heic, jxl, ico, svg, best.
            w:1/plain/s3://b/100%.jpg         | invalid-url: The source is not percent-encoded UTF-8; a percent sign of its own is written %25.
            w:1/plain/s3://b/%ff.jpg          | invalid-url: The source is not percent-encoded UTF-8; a percent sign of its own is written %25.
            w:1/plain/s3://b/%c0%af.jpg       | invalid-url: The source is not percent-encoded UTF-8; a percent sign of its own is written %25.
            w:1/plain/s3://b/a%00.jpg         | invalid-url: The source holds a control character.
            w:1/http://h/a.jpg                | invalid-url: A source URL as it is begins with plain/; else it is base64url.
            fit/300/200/aHR0cDovL2g           | invalid-url: The URL has imgproxy's form of version 1; options are written name:argument, as in rs:fill:320:200.
            w:1/aHR0.cDov.png                 | invalid-url: The source has more than one .; a base64url source has no dot of its own.
            w:1/aHR0+cDov                     | invalid-url: The source "aHR0+cDov" is not base64url; a source as it is begins with plain/.
            w:1/cat.jpg                       | invalid-url: The base64url source is not UTF-8 text.
            w:1/_w                            | invalid-url: The base64url source is not UTF-8 text.
            w:1/plain/cat.jpg                 | source-unknown: The source "cat.jpg" has no scheme; there are http, https, local, s3.
            w:1/plain/ftp://h/a               | source-unknown: The source scheme "ftp" is not known here; there are http, https, local, s3.
            w:1/plain/s3://b                  | invalid-url: The source takes the form s3://bucket/key.
            w:1/plain/s3://b/                 | invalid-url: The source takes the form s3://bucket/key.
            w:1/plain/s3:b/k                  | invalid-url: The source takes the form s3://bucket/key.
            w:1/plain/s3://b/a/../../c/k      | invalid-url: The source holds a dot segment (. or ..).
            w:1/plain/s3://b/%2e%2e/k         | invalid-url: The source holds a dot segment (. or ..).
            w:1/plain/http:///a               | invalid-url: The source has no host; it takes http://host/path.
            w:1/plain/http://h/a%2525zz%25zz  | invalid-url: The source has a bad escape; a percent sign of its own is written %2525.
            w:1/plain/http://h/a/%252e%252E/b | invalid-url: The source holds a dot segment (. or ..).
            w:1/plain/local://a               | invalid-url: The source takes the form local:///path.
            w:1/plain/http://h/a/..;x=1/b     | invalid-url: The source holds a dot segment (. or ..).
            w:1/plain/http://h/a/%252e.%253Bx/b | invalid-url: The source holds a dot segment (. or ..).
            w:1/plain/s3://b/a/..;/k          | invalid-url: The source holds a dot segment (. or ..).
            w:1/plain/local:///../../etc/x    | invalid-url: The source holds a dot segment (. or ..).
            w:1/plain/local:///a%5C..%5Cb     | invalid-url: The source holds a dot segment (. or ..).
            w:1/plain/local:///%2e%2e/b       | invalid-url: The source holds a dot segment (. or ..).
            """)
    void everyMistakeInASourceIsNamed(String rest, String refusal) {
        assertThat(refusal(rest)).isEqualTo(refusal);
    }

    @Test
    void aSemicolonIsPartOfTheSource() throws ImageException {
        RequestUrl url = new RequestUrl(
                "/img/unsafe/plain/s3://b/a", "/img/unsafe/plain/s3://b/a", "/img/unsafe/plain/s3://b/a;b.jpg", "");
        assertThat(dialect.parse(url).orElseThrow().image().source()).hasToString("s3://b/a;b.jpg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/img/", "/img/unsafe", "/img/unsafe/", "/img//plain/s3://b/k"})
    void aUrlWithoutSignatureOrRestIsToldItsForm(String url) {
        assertThat(Urls.refusal(dialect, new RequestUrl(url, url, "")))
                .isEqualTo("invalid-url: The URL takes the form /img/signature/options/plain/source or"
                        + " .../base64url-source.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain/s3://originals/cat.jpg                   | s3://originals/cat.jpg
            plain/s3:/originals/cat.jpg                    | s3://originals/cat.jpg
            plain/s3%3A%2F%2Foriginals%2Fcat.jpg           | s3://originals/cat.jpg
            plain/S3://originals/Cat.jpg                   | s3://originals/Cat.jpg
            plain/s3://originals/a+b%20c.jpg               | s3://originals/a+b c.jpg
            plain/s3://originals/a//b.jpg                  | s3://originals/a//b.jpg
            plain/s3://originals/a%40b.jpg                 | s3://originals/a@b.jpg
            plain/s3://originals/a%2540b.jpg               | s3://originals/a%40b.jpg
            plain/s3://originals/%EA%B3%A0.jpg             | s3://originals/고.jpg
            plain/http://h:8080/a.jpg                      | http://h:8080/a.jpg
            plain/http:/h/a.jpg                            | http://h/a.jpg
            plain/http:/h/a:/b.jpg                         | http://h/a:/b.jpg
            plain/https://h/a%3Fx=1%26y=2                  | https://h/a?x=1&y=2
            plain/https://h/a%20b/%EA%B3%A0.jpg%23top      | https://h/a%20b/%EA%B3%A0.jpg
            plain/https://h/a%2520b.jpg                    | https://h/a%20b.jpg
            plain/https://h/a%3Fx=../..                    | https://h/a?x=../..
            plain/https://u:p%40h/a                        | https://u:p@h/a
            plain/local:///a/b.jpg                         | local:///a/b.jpg
            plain/local:/a/b.jpg                           | local:///a/b.jpg
            czM6Ly9vcmlnaW5hbHMvY2F0LmpwZw                 | s3://originals/cat.jpg
            czM6Ly9vcmlnaW5hbHMvY2F0LmpwZw==               | s3://originals/cat.jpg
            czM6Ly9v/cmlnaW5hbHMv/Y2F0LmpwZw               | s3://originals/cat.jpg
            """)
    void theSourceIsDecodedOnceInEveryForm(String source, String meant) throws ImageException {
        assertThat(parsed("w:1/" + source).image().source()).hasToString(meant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            f:gif/plain/s3://b/k.jpg@png   | PNG
            f:gif/plain/s3://b/k.jpg@      | GIF
            f:gif/czM6Ly9iL2s.webp         | WEBP
            f:gif/czM6Ly9iL2s.             | GIF
            f:gif/czM6Ly9iL2s              | GIF
            """)
    void theExtensionBeatsTheFormatOption(String rest, ImageFormat format) throws ImageException {
        assertThat(parsed(rest).image().output().format()).contains(format);
    }

    @Test
    void colonsOfOptionsThatAProxyEscapedAreRead() throws ImageException {
        assertThat(canonical("rs%3Afill%3A3%3A2")).isEqualTo("rs:fill/w:3/h:2/");
    }

    @Test
    void whatConcernsTheResponseIsNotInTheKey() throws ImageException {
        ParsedUrl url = parsed("exp:1800000000/fn:Holiday/att:1/plain/s3://b/k");
        assertThat(url.image().canonical()).isEqualTo("s3://b/k");
        assertThat(url.delivery().dialect()).isEqualTo("imgproxy");
        assertThat(url.delivery().expires()).contains(Instant.ofEpochSecond(1_800_000_000));
        assertThat(url.delivery().filename()).contains("Holiday");
        assertThat(url.delivery().attachment()).isTrue();
        assertThat(url.delivery().candidates()).isEmpty();
    }

    @Test
    void anEncodedFileNameIsDecoded() throws ImageException {
        String name = Base64.getUrlEncoder().encodeToString("고양이".getBytes(StandardCharsets.UTF_8));
        assertThat(parsed("fn:" + name + ":1/plain/s3://b/k").delivery().filename())
                .contains("고양이");
    }

    @Test
    void aUrlIsGoodUntilItsLastSecondIsOver() throws ImageException {
        long now = CLOCK.instant().getEpochSecond();
        assertThat(parsed("exp:" + now + "/plain/s3://b/k").delivery().expires())
                .contains(CLOCK.instant());
        assertThat(refusal("exp:" + (now - 1) + "/plain/s3://b/k"))
                .isEqualTo("expired: This URL expired at 2026-10-31T23:59:59Z.");
        assertThat(parsed("exp:1/exp:0/plain/s3://b/k").delivery().expires()).isEmpty();
    }

    @Test
    void theQueryIsIgnored() throws ImageException {
        assertThat(parsed("w:3/plain/s3://b/k?w=4").image().canonical()).isEqualTo("w:3/s3://b/k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webapp:/members/x.jpg",
                "webapp:///members/x.jpg",
                "WEBAPP:/members/x.jpg",
                "WebApp:/members/x.jpg",
                "webapp%3A/members/x.jpg",
                "%77ebapp:/members/x.jpg",
                "dispatch:/members/x.jsp",
                "DISPATCH:/members/x.jsp",
                "d\u0131spatch:/members/x.jsp",
                "webapp:/../WEB-INF/web.xml"
            })
    void filesOfTheHostApplicationAreOutOfReach(String source) {
        assertThat(refusal("w:1/plain/" + source)).startsWith("source-unknown: ");
        String decoded = source.replace("%3A", ":").replace("%77", "w");
        String base64 = Base64.getUrlEncoder().encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
        assertThat(refusal("w:1/" + base64)).startsWith("source-unknown: ");
    }

    @Test
    void noConfigurationOpensTheHostApplication() {
        for (String scheme : Set.of("webapp", "dispatch")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> ImgproxyConfig.unsigned("/img/", Set.of("s3", scheme)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aSchemeThatIsSwitchedOffNamesItsSetting() {
        ImgproxyConfig config = new ImgproxyConfig(
                "img",
                java.util.List.of(),
                32,
                java.util.List.of(),
                Set.of("s3"),
                java.util.Map.of("http", "tomthumb.http.allow"),
                8192);
        assertThat(Urls.refusal(new ImgproxyDialect(config, CLOCK), "/img/x/plain/http://h/a.jpg"))
                .isEqualTo("source-unknown: The source scheme \"http\" is switched off here; the setting"
                        + " tomthumb.http.allow switches it on.");
    }

    @Test
    void onlyItsPrefixIsClaimed() {
        assertThat(dialect.claims(Urls.of("/img/x/plain/s3://b/k"))).isTrue();
        assertThat(dialect.claims(Urls.of("/%69mg/x/plain/s3://b/k"))).isTrue();
        assertThat(dialect.claims(Urls.of("/img"))).isFalse();
        assertThat(dialect.claims(Urls.of("/images/x"))).isFalse();
        assertThat(dialect.claims(Urls.of("/a/img/x"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/img/../members/b.jpg",
                "/img/%2e%2e/members/b.jpg",
                "/img/x/../../members/b.jpg",
                "/members/../img/x/plain/s3://b/k",
                "//img/x/plain/s3://b/k",
                "/./img/x/plain/s3://b/k"
            })
    void aPathThatEntersOrLeavesThePrefixSidewaysIsClaimedAndRefused(String raw) {
        RequestUrl url = Urls.of(raw);
        assertThat(dialect.claims(url)).isTrue();
        assertThat(Urls.refusal(dialect, url))
                .isEqualTo("invalid-url: The path enters or leaves /img/ by dot segments, doubled slashes or escapes;"
                        + " write it plainly.");
    }

    @Test
    void aPrefixMayBeDeepEscapedOrTheRoot() throws ImageException {
        for (String prefix : Set.of("/a/그림/", "a/그림", "/")) {
            ImgproxyDialect other = new ImgproxyDialect(ImgproxyConfig.unsigned(prefix, SCHEMES), CLOCK);
            String raw = prefix.equals("/") ? "/" : "/a/%EA%B7%B8%eb%a6%bc/";
            assertThat(Urls.parsed(other, raw + "x/w:3/plain/s3://b/k").image().source())
                    .isEqualTo(new SourceRef("s3", "//b/k"));
        }
    }

    @Test
    void aLongUrlIsReadAndATooLongOneRefused() throws ImageException {
        String key = "k".repeat(8000);
        assertThat(parsed("w:3/plain/s3://b/" + key).image().source().location())
                .hasSize(8004);
        assertThat(refusal("plain/s3://b/" + "k".repeat(10_000)))
                .isEqualTo("invalid-url: The path has 10025 characters; at most 8192 are accepted.");
    }
}
