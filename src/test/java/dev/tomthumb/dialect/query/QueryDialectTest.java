package dev.tomthumb.dialect.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Mount;
import dev.tomthumb.config.Secret;
import dev.tomthumb.dialect.Hmac;
import dev.tomthumb.dialect.Option;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Parameter;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.Presets;
import dev.tomthumb.dialect.RequestUrl;
import dev.tomthumb.dialect.SizeLadder;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.SourceRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryDialectTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final List<Mount> MOUNTS = List.of(
            mount("/photos/", "s3", "//bucket/originals/"),
            mount("/photos/old/", "local", "///archive/"),
            mount("/web/", "https", "//cdn.example:8443/a b/"),
            mount("/own/", "webapp", "/own/"),
            mount("/logo.png", "s3", "//bucket/brand/logo-2026.png"),
            mount("/image.jsp", "dispatch", "/image.jsp"),
            mount("/hero", "dispatch", "/image.jsp?id=1"),
            mount("/thumb/", "dispatch", "/thumb/"));
    private static final QueryConfig CONFIG = QueryConfig.of(MOUNTS, true);

    private static final String PARAMETERS = """
            w=3&resizing_algorithm=cubic        | w:3/ra:cubic/
            min-w=5&min-h=6                     | mw:5/mh:6/
            zoom=1.5                            | z:1.5:1.5/
            zoom=2,0.5                          | z:2:0.5/
            w=3&enlarge=1                       | w:3/el:1/
            w=3&h=2&fit=crop&gravity=no:10:0    | rs:fill-down/w:3/h:2/g:no:10:0/
            w=3&h=2&fit=crop&crop=smart         | rs:fill-down/w:3/h:2/g:sm/
            w=3&h=2&fit=crop&fp-x=.2&fp-y=.3    | rs:fill-down/w:3/h:2/g:fp:0.2:0.3/
            rect=10,20,300,200                  | c:300:200:nowe:10:20/
            rect=0,0.5,0.5,0.5                  | c:0.5:0.5:nowe:0:0.5/
            source_crop=300:200:so              | c:300:200:so/
            crop_aspect_ratio=1.5,1             | c:0:0/car:1.5:1/
            trim=10:fff                         | t:10:ffffff:0:0/
            auto_rotate=0                       | ar:0/
            rot=90&flip=hv                      | rot:90/fl:1:1/
            flip=v                              | fl:0:1/
            blur=2.5                            | bl:2.5/
            sharp=0.7                           | sh:0.7/
            px=8                                | pix:8/
            unsharp_masking=always:2            | ush:1:2:24/
            bri=20                              | a:51:1:1/
            con=50                              | a:0:1.5:1/
            sat=-100                            | a:0:1:0/
            brightness=7&contrast=1.1&saturation=0.3 | a:7:1.1:0.3/
            monochrome=1:f00                    | mc:1:ff0000/
            duotone=1,000080,fa8072             | dt:1:000080:fa8072/
            colorize=0.5                        | col:0.5:000000:0/
            gradient=0.5::up                    | gr:0.5:000000:180:0:1/
            blur_areas=5:0:0:0.5:0.5            | ba:5:0:0:0.5:0.5/
            progressive_blur=5:left             | pbl:5:90:0:1/
            w=3&extend=1:no                     | w:3/ex:no/
            w=3&h=2&extend_aspect_ratio=1       | w:3/h:2/exar:ce/
            pad=10                              | pd:10:10:10:10/
            pad=10,20                           | pd:10:20:10:20/
            bg=fff&background_alpha=0.5         | bg:ffffff/bga:0.5/
            watermark=0.5:soea:10:10:0.2        | wm:0.5:soea:10:10:0.2/
            watermark=1&watermark_text=aGk:24   | wm:1:ce:0:0:0/wmt:hi::24:/
            watermark=1&watermark_size=100      | wm:1:ce:0:0:0/wms:100:0/
            watermark=1&watermark_rotate=45&watermark_shadow=2 | wm:1:ce:0:0:0/wmr:45/wmsh:2/
            format_quality=jpg:60               | fq:jpeg:60/
            autoquality=dssim                   | aq:DSSIM:0.02:70:80:0.002/
            max_bytes=5000                      | mb:5000/
            strip_metadata=0&keep_copyright=1   | sm:0/kcr:1/
            strip_color_profile=0&preserve_hdr=1 | scp:0/ph:1/
            color_profile=srgb&dpi=72           | cp:srgb/dpi:72/
            jpeg_options=1                      | jpgo-p:1/
            png_options=,1,16                   | pngo-q:1/pngo-n:16/
            webp_options=lossless               | webpo-c:lossless/
            avif_options=off                    | avifo:off/
            pg=2&pgs=3&disable_animation=1      | pg:2/pgs:3/da:1/
            enforce_thumbnail=1                 | eth:1/
            enforce_thumbnail=0                 | eth:0/
            w=3&dl=x                            | w:3/
            w=3&tags=sale,summer                | w:3/
            """;

    private final QueryDialect snapping = new QueryDialect(CONFIG, CLOCK);
    private final QueryDialect exact = new QueryDialect(CONFIG.withLadder(SizeLadder.OFF), CLOCK);
    private final QueryDialect keyed = new QueryDialect(CONFIG.withKey(Secret.ofText("key")), CLOCK);

    private static Mount mount(String prefix, String scheme, String location) {
        return new Mount(prefix, new SourceRef(scheme, location));
    }

    private static String canonical(QueryDialect dialect, String query) throws ImageException {
        String whole = Urls.parsed(dialect, "/cat.jpg?" + query).image().canonical();
        assertThat(whole).endsWith("webapp:/cat.jpg");
        return whole.substring(0, whole.length() - "webapp:/cat.jpg".length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            w=321                              | w:321/
            h=200                              | h:200/
            w=321&h=200                        | w:321/h:200/
            w=321&h=200&fit=clip               | w:321/h:200/
            w=321&h=200&fit=max                | w:321/h:200/
            w=321&h=200&fit=contain            | w:321/h:200/
            w=321&h=200&fit=crop               | rs:fill-down/w:321/h:200/
            w=321&h=200&fit=cover              | rs:fill-down/w:321/h:200/
            w=321&h=200&fit=min                | rs:fill-down/w:321/h:200/
            w=321&h=200&fit=scale              | rs:force/w:321/h:200/
            w=321&fit=scale                    | w:321/
            w=321&fit=cover&crop=top           | w:321/
            fit=scale                          | ''
            w=3&h=2&fit=crop&crop=top          | rs:fill-down/w:3/h:2/g:no/
            w=3&h=2&fit=crop&crop=bottom       | rs:fill-down/w:3/h:2/g:so/
            w=3&h=2&fit=crop&crop=left         | rs:fill-down/w:3/h:2/g:we/
            w=3&h=2&fit=crop&crop=right        | rs:fill-down/w:3/h:2/g:ea/
            w=3&h=2&fit=crop&crop=top,left     | rs:fill-down/w:3/h:2/g:nowe/
            w=3&h=2&fit=crop&crop=left%2Ctop   | rs:fill-down/w:3/h:2/g:nowe/
            w=3&h=2&fit=crop&crop=top,right    | rs:fill-down/w:3/h:2/g:noea/
            w=3&h=2&fit=crop&crop=bottom,left  | rs:fill-down/w:3/h:2/g:sowe/
            w=3&h=2&fit=crop&crop=right,bottom | rs:fill-down/w:3/h:2/g:soea/
            w=3&h=2&fit=crop&crop=center       | rs:fill-down/w:3/h:2/
            w=3&h=2&fit=crop&crop=focalpoint   | rs:fill-down/w:3/h:2/g:fp:0.5:0.5/
            fp-x=.3&w=3&h=2&fit=crop           | rs:fill-down/w:3/h:2/g:fp:0.3:0.5/
            w=3&h=2&fit=crop&fp-y=1            | rs:fill-down/w:3/h:2/g:fp:0.5:1/
            w=3&h=2&fit=crop&fp-x=0&fp-y=.25&crop=focalpoint | rs:fill-down/w:3/h:2/g:fp:0:0.25/
            w=3&h=2&fit=crop&fp-x=0&crop=top   | rs:fill-down/w:3/h:2/g:no/
            w=3&crop=top                       | w:3/
            q=72                               | q:72/
            fm=webp                            | f:webp/
            fm=jpg                             | f:jpeg/
            w=3&dpr=2                          | w:3/dpr:2/
            bg=f80                             | bg:ff8800/
            bg=FF8000                          | bg:ff8000/
            auto=format                        | ''
            w=3&v=2026%2F1                     | w:3/v:2026%2F1/
            w=3&v=a+b%20c                      | w:3/v:a+b+c/
            w=3&v=                             | w:3/
            w=3&expires=1800000000             | w:3/
            utm_source=x&w=3&size=%zz&&=&w2    | w:3/
            %77=3                              | w:3/
            W=4&w=3                            | w:3/
            w=3&s=80                           | w:3/
            """)
    void everyParameterIsReadAndWhatIsNoneOfOursIsIgnored(String query, String canonical) throws ImageException {
        assertThat(canonical(exact, query)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            w=abc          | bad-option: The parameter "w" does not accept "abc"; it takes a whole number from 1 to 65535.
            w=             | bad-option: The parameter "w" does not accept ""; it takes a whole number from 1 to 65535.
            w              | bad-option: The parameter "w" does not accept ""; it takes a whole number from 1 to 65535.
            w=0            | bad-option: The parameter "w" does not accept "0"; it takes a whole number from 1 to 65535.
            w=-1           | bad-option: The parameter "w" does not accept "-1"; it takes a whole number from 1 to 65535.
            w=1e9          | bad-option: The parameter "w" does not accept "1e9"; it takes a whole number from 1 to 65535.
            w=1000000000   | bad-option: The parameter "w" does not accept "1000000000"; it takes a whole number from 1 to 65535.
            h=65536        | bad-option: The parameter "h" does not accept "65536"; it takes a whole number from 1 to 65535.
            h=10.5         | bad-option: The parameter "h" does not accept "10.5"; it takes a whole number from 1 to 65535.
            h=%zz          | bad-option: The parameter "h" does not accept what is not percent-encoded UTF-8; it takes a whole number from 1 to 65535.
            h=%00          | bad-option: The parameter "h" does not accept "?"; it takes a whole number from 1 to 65535.
            h=%0d%0aX:1    | bad-option: The parameter "h" does not accept "??X:1"; it takes a whole number from 1 to 65535.
            fit=fill       | bad-option: The parameter "fit" does not accept "fill"; it takes one of clip, max, contain, crop, cover, min, scale.
            w=1&crop=top,bottom | bad-option: The parameter "crop" does not accept "top,bottom"; it takes top, bottom, left, right, a corner such as "top,left", center, focalpoint or smart.
            crop=faces     | bad-option: The parameter "crop" does not accept "faces"; it takes top, bottom, left, right, a corner such as "top,left", center, focalpoint or smart.
            fp-x=1.01      | bad-option: The parameter "fp-x" does not accept "1.01"; it takes a number from 0 to 1.
            fp-y=NaN       | bad-option: The parameter "fp-y" does not accept "NaN"; it takes a number from 0 to 1.
            q=0            | bad-option: The parameter "q" does not accept "0"; it takes a whole number from 1 to 100.
            q=101          | bad-option: The parameter "q" does not accept "101"; it takes a whole number from 1 to 100.
            fm=WEBP        | bad-option: The parameter "fm" does not accept "WEBP"; it takes one of jpg, jpeg, png, gif, webp, bmp, tiff, avif, heic, jxl, ico, svg, best.
            dpr=0          | bad-option: The parameter "dpr" does not accept "0"; it takes a number from 0.1 to 10.
            dpr=11         | bad-option: The parameter "dpr" does not accept "11"; it takes a number from 0.1 to 10.
            bg=red         | bad-option: The parameter "bg" does not accept "red"; it takes 3 or 6 hexadecimal digits.
            auto=compress  | bad-option: The parameter "auto" does not accept "compress"; it takes one of format.
            w=1&v=a%0ab    | bad-option: The parameter "v" does not accept "a?b"; it takes a text of at most 256 characters, without control characters.
            w=1&expires=x  | bad-option: The parameter "expires" does not accept "x"; it takes Unix seconds, a whole number from 0 (never) to 253402300799.
            w=1&expires=2  | expired: This URL expired at 1970-01-01T00:00:02Z.
            w=1&w=1        | bad-option: The parameter "w" is given twice; once is accepted.
            w=1&%77=1      | bad-option: The parameter "w" is given twice; once is accepted.
            """)
    void everyMistakeIsNamedWithWhatIsAccepted(String query, String refusal) {
        assertThat(Urls.refusal(snapping, "/cat.jpg?" + query)).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            w=1                             | w:64/
            w=64                            | w:64/
            w=300                           | w:320/
            w=320                           | w:320/
            w=321                           | w:480/
            w=2561                          | w:2560/
            w=65535&dpr=10                  | w:2560/
            w=300&h=200                     | w:320/h:213/
            w=320&h=200&fit=cover           | rs:fill-down/w:320/h:200/
            w=1600&h=900&fit=cover          | rs:fill-down/w:1600/h:900/
            w=900&h=1600                    | w:960/h:1707/
            w=1000&h=10                     | w:1280/h:40/
            w=1&h=65535                     | w:64/h:2048/
            w=150&dpr=2                     | w:320/
            w=320&dpr=1.01                  | w:480/
            w=300&dpr=.5                    | w:160/
            w=160&h=100&dpr=2&fit=cover     | rs:fill-down/w:320/h:200/
            h=200                           | h:240/
            h=200&dpr=2                     | h:480/
            dpr=3                           | ''
            q=1                             | q:5/
            q=72                            | q:70/
            q=73                            | q:75/
            q=100                           | q:100/
            w=3&h=3&fit=crop&fp-x=.33&fp-y=.52 | rs:fill-down/w:64/h:64/g:fp:0.35:0.5/
            """)
    void unsignedUrlsAreSnapped(String query, String canonical) throws ImageException {
        assertThat(canonical(snapping, query)).isEqualTo(canonical);
    }

    @Test
    void signedUrlsAreExact() throws ImageException {
        assertThat(canonical(keyed, "w=300&h=200&q=72&s=" + signature("/cat.jpg?w=300&h=200&q=72")))
                .isEqualTo("w:300/h:200/q:72/");
        assertThat(canonical(keyed, "s=" + signature("/cat.jpg?utm=1&w=300") + "&utm=1&w=300"))
                .isEqualTo("w:300/");
        assertThat(canonical(keyed, "w=300")).isEqualTo("w:320/");
        assertThat(canonical(snapping, "w=300&s=" + signature("/cat.jpg?w=300")))
                .as("without a key there is no signature")
                .isEqualTo("w:320/");
    }

    @Test
    void aWrongSignatureIsRefused() {
        String refusal = "bad-signature: The signature does not belong to this path and query.";
        String right = signature("/cat.jpg?w=300");
        assertThat(Urls.refusal(keyed, "/cat.jpg?w=301&s=" + right)).isEqualTo(refusal);
        assertThat(Urls.refusal(keyed, "/dog.jpg?w=300&s=" + right)).isEqualTo(refusal);
        assertThat(Urls.refusal(keyed, "/cat.jpg?w=300&utm=1&s=" + right)).isEqualTo(refusal);
        assertThat(Urls.refusal(keyed, "/cat.jpg?w=300&s=")).isEqualTo(refusal);
        assertThat(Urls.refusal(keyed, "/photos/cat.jpg?s=x")).isEqualTo(refusal);
        assertThat(Urls.refusal(keyed, "/cat.jpg?w=300&s=" + right + "&s=" + right))
                .isEqualTo("bad-option: The parameter \"s\" is given twice; once is accepted.");
    }

    private static String signature(String url) {
        return Hmac.text(Hmac.sha256("key".getBytes(StandardCharsets.UTF_8), url.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /photos/cat.jpg?w=64                     | s3://bucket/originals/cat.jpg
            /photos/a/%EA%B3%A0%20%2B+1.JPG?w=64     | s3://bucket/originals/a/고 ++1.JPG
            /photos/100%25.jpg?w=64                  | s3://bucket/originals/100%.jpg
            /photos/old/cat.jpg?w=64                 | local:///archive/cat.jpg
            /web/x%20%3F%25.jpg?w=64                 | https://cdn.example:8443/a%20b/x%20%3F%25.jpg
            /logo.png?w=64                           | s3://bucket/brand/logo-2026.png
            /photos/7f3a                             | s3://bucket/originals/7f3a
            /photos/7f3a?w=64                        | s3://bucket/originals/7f3a
            /photos/v1.2/cat                         | s3://bucket/originals/v1.2/cat
            /photos/cat.2026-11-01?w=64              | s3://bucket/originals/cat.2026-11-01
            /photos/cat.svg                          | s3://bucket/originals/cat.svg
            /photos/WEB-INF/cat.jpg                  | s3://bucket/originals/WEB-INF/cat.jpg
            /members/cat.jpg?w=64                    | webapp:/members/cat.jpg
            /image.jsp?id=7&w=64                     | dispatch:/image.jsp?id=7
            /image.jsp?w=64                          | dispatch:/image.jsp
            /image.jsp?w=64&a=%26&b&id=%EA%B3%A0     | dispatch:/image.jsp?a=%26&b&id=%EA%B3%A0
            /hero?w=64                               | dispatch:/image.jsp?id=1
            /hero?w=64&x=2                           | dispatch:/image.jsp?id=1&x=2
            /own/cat.jpg?w=64                        | webapp:/own/cat.jpg
            /thumb/x%20y/%EA%B3%A0?w=64&id=7         | dispatch:/thumb/x%20y/%EA%B3%A0?id=7
            /thumb/x%3Fid=8?w=64                     | dispatch:/thumb/x%3Fid=8
            """)
    void thePathNamesTheOriginal(String url, String source) throws ImageException {
        assertThat(Urls.parsed(snapping, url).image().source()).hasToString(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cat.jpg",
                "/cat.jpg?",
                "/cat.jpg?utm_source=x",
                "/cat.jpg?v=3",
                "/cat.jpg?expires=1",
                "/cat.jpg?s=1",
                "/cat.jpg?W=300",
                "/cat.txt?w=300",
                "/cat?w=300",
                "/cat.jpg/?w=300",
                "/a.jpg/b?w=300",
                "/photos/readme.txt",
                "/photos/readme.txt?v=2",
                "/photos/page.jsp?id=7",
                "/photos/.htaccess",
                "/photos/cat.",
                "/photos/a.b/",
                "/photos/a/?w=300",
                "/own/cat",
                "/own/cat.txt?w=300",
                "/photos/",
                "/image.jsp",
                "/image.jsp?id=7",
                "/image.jsp?id=7&v=1",
                "/image.jsp/x?w=3",
                "/WEB-INF/x.jpg?w=300",
                "/web-inf/x.jpg?w=300",
                "/META-INF/x.jpg?w=300",
                "/%57EB-INF/x.jpg?w=300",
                "/a/../members/b.jpg"
            })
    void everythingElseIsLeftUntouched(String url) throws ImageException {
        assertThat(keyed.parse(Urls.of(url))).isEmpty();
    }

    @Test
    void hostFilesAreLeftUntouchedWhenTheyAreOff() throws ImageException {
        QueryDialect mountsOnly = new QueryDialect(QueryConfig.of(MOUNTS, false), CLOCK);
        assertThat(mountsOnly.claims(Urls.of("/cat.jpg?w=300"))).isFalse();
        assertThat(mountsOnly.parse(Urls.of("/cat.jpg?w=300"))).isEmpty();
        assertThat(mountsOnly.parse(Urls.of("/photos/cat.jpg?w=300"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpg", "JPG", "jpeg", "jpe", "jif", "jfif", "png", "apng", "gif", "webp", "bmp", "tif", "tiff", "ico",
                "svg", "avif", "avifs", "heic", "heics", "heif", "heifs", "jxl"
            })
    void everyImageSuffixIsClaimed(String suffix) {
        assertThat(snapping.claims(Urls.of("/a/cat." + suffix))).isTrue();
        assertThat(snapping.claims(Urls.of("/photos/cat." + suffix))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/cat.jpg, true",
        "/a/7f3a?w=64, true",
        "/a/7f3a, false",
        "/login, false",
        "/index.jsp, false",
        "/WEB-INF/x.jpg?w=64, false",
        "/WEB-INF/x?w=64, false",
        "/META-INF/x.jpg, false",
        "/tomthumb/health, false",
        "/tomthumb/cat.jpg?w=64, false"
    })
    void theMountOfAllPathsLeavesTheSitesOwnAlone(String url, boolean ours) throws ImageException {
        QueryDialect all = new QueryDialect(QueryConfig.of(List.of(mount("/", "s3", "//bucket/")), true), CLOCK);
        assertThat(all.parse(Urls.of(url)).isPresent()).isEqualTo(ours);
    }

    @Test
    void aMountedPathWithoutParametersIsTheOriginalItself() throws ImageException {
        assertThat(Urls.parsed(snapping, "/photos/cat.jpg").image().canonical())
                .isEqualTo("raw:1/s3://bucket/originals/cat.jpg");
        assertThat(Urls.parsed(snapping, "/photos/cat.jpg?utm_source=x").image().canonical())
                .isEqualTo("raw:1/s3://bucket/originals/cat.jpg");
        assertThat(Urls.parsed(snapping, "/photos/cat.jpg?v=2").image().canonical())
                .isEqualTo("raw:1/v:2/s3://bucket/originals/cat.jpg");
    }

    @Test
    void theFormatIsNegotiatedOnlyWhenNoneIsNamed() throws ImageException {
        ParsedUrl negotiated = Urls.parsed(snapping, "/cat.jpg?w=64&auto=format");
        assertThat(negotiated.delivery().candidates()).containsExactly(ImageFormat.WEBP);
        assertThat(negotiated.delivery().dialect()).isEqualTo("query");
        assertThat(Urls.parsed(snapping, "/cat.jpg?w=64&auto=format&fm=png")
                        .delivery()
                        .candidates())
                .isEmpty();
        assertThat(Urls.parsed(snapping, "/cat.jpg?w=64&expires=1800000000")
                        .delivery()
                        .expires())
                .contains(Instant.ofEpochSecond(1_800_000_000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /img/../members/b.jpg?w=64    | holds a dot segment (. or ..)
            /img/%2e%2E/members/b.jpg?w=64 | holds a dot segment (. or ..)
            /./b.jpg?w=64                 | holds a dot segment (. or ..)
            /members//b.jpg?w=64          | holds an empty segment (//)
            //members/b.jpg?w=64          | holds an empty segment (//)
            /members%2Fb.jpg?w=64         | holds an encoded slash
            /members%2fb.jpg?w=64         | holds an encoded slash
            /members%5Cb.jpg?w=64         | holds a backslash
            /members\\b.jpg?w=64          | holds a backslash
            /b%00.jpg?w=64                | holds a control character
            /b%0A.jpg?w=64                | holds a control character
            /b%7F.jpg?w=64                | holds a control character
            /b%zz.jpg?w=64                | is not percent-encoded UTF-8
            /b%ff.jpg?w=64                | is not percent-encoded UTF-8
            /%c0%ae%c0%ae/b.jpg?w=64      | is not percent-encoded UTF-8
            /%ed%a0%80.jpg?w=64           | is not percent-encoded UTF-8
            """)
    void aPathWithTwoReadingsIsRefused(String url, String why) {
        assertThat(Urls.refusal(snapping, url)).isEqualTo("invalid-url: The path " + why + "; write it plainly.");
    }

    @Test
    void aMountedFolderPublishesNoVersionsOfItsObjects() {
        String refusal =
                "invalid-url: The path holds an encoded question mark, which no original in S3 is named with here.";
        assertThat(Urls.refusal(snapping, "/photos/cat.jpg%3Fold.jpg?w=64")).isEqualTo(refusal);
        assertThat(Urls.refusal(snapping, "/photos/cat.jpg%3fold.jpg")).isEqualTo(refusal);
    }

    @Test
    void aPathThatTheContainerReadsDifferentlyIsRefused() {
        for (String containers : List.of("/other.jpg", "/a.jpg", "/A b.jpg")) {
            assertThat(Urls.refusal(snapping, new RequestUrl(containers, "/a%20b.jpg", "w=64")))
                    .isEqualTo("invalid-url: The path is read differently by this server; write it plainly.");
        }
    }

    @Test
    void aContainerThatLeavesPercentSignsEncodedIsUnderstood() throws ImageException {
        assertThat(snapping.parse(new RequestUrl("/100%25 고.jpg", "/100%25%20%EA%B3%A0.jpg", "w=64"))
                        .orElseThrow()
                        .image()
                        .source())
                .hasToString("webapp:/100% 고.jpg");
    }

    @Test
    void aTooLongUrlIsRefusedWhenItIsOurs() throws ImageException {
        String junk = "x=" + "y".repeat(10_000);
        assertThat(Urls.refusal(snapping, "/cat.jpg?w=3&" + junk))
                .isEqualTo("invalid-url: The URL has 10014 characters; at most 8192 are accepted.");
        assertThat(snapping.parse(Urls.of("/cat.jpg?" + junk))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = PARAMETERS)
    void aParameterMeans(String query, String canonical) throws ImageException {
        assertThat(canonical(exact, query)).isEqualTo(canonical);
        assertThat(canonical(keyed, query + "&s=" + signature("/cat.jpg?" + query)))
                .isEqualTo(canonical);
    }

    @Test
    void everyParameterIsInTheTables() {
        Set<String> tried = PARAMETERS
                .lines()
                .map(line -> line.substring(0, line.indexOf('|')).strip())
                .flatMap(query -> Arrays.stream(query.split("&")))
                .map(pair -> pair.split("=", 2)[0])
                .collect(Collectors.toCollection(HashSet::new));
        tried.addAll(List.of("w", "h", "dpr", "q", "fm", "auto", "bg", "v", "expires", "preset"));
        assertThat(OptionTable.standard().options().stream()
                        .flatMap(option -> option.parameters().stream())
                        .map(Parameter::name))
                .isSubsetOf(tried);
    }

    @Test
    void whatAStrangerCouldFillTheCacheWithIsForSignedUrls() {
        List<String> bounded = List.of(
                "fit", "w", "h", "dpr", "crop", "fp-x", "fp-y", "rot", "flip", "bg", "fm", "auto", "q", "v", "expires",
                "dl", "preset", "tags");
        for (Option option : OptionTable.standard().options()) {
            for (Parameter parameter : option.parameters()) {
                assertThat(parameter.bounded()).as(parameter.name()).isEqualTo(bounded.contains(parameter.name()));
                if (!parameter.bounded()) {
                    String refusal = "bad-signature: The parameter \"" + parameter.name()
                            + "\" is for signed URLs, or anybody could have any number of pictures made; the setting"
                            + " tomthumb.query.key holds the key.";
                    assertThat(Urls.refusal(snapping, "/cat.jpg?w=320&" + parameter.name() + "=1"))
                            .isEqualTo(refusal);
                    assertThat(Urls.refusal(keyed, "/photos/cat.jpg?" + parameter.name() + "=nonsense"))
                            .isEqualTo(refusal);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            w=300&flip=h&rot=90                | w:320/rot:90/fl:1:0/
            w=300&h=200&fit=crop&crop=smart    | rs:fill-down/w:320/h:213/g:sm/
            rot=-90                            | rot:270/
            fm=best                            | best:1/
            """)
    void whatHasFewValuesIsForUnsignedUrlsToo(String query, String canonical) throws ImageException {
        assertThat(canonical(snapping, query)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rot=45          | bad-option: The parameter "rot" does not accept "45"; it takes a multiple of 90.
            flip=x          | bad-option: The parameter "flip" does not accept "x"; it takes h, v or hv.
            rect=1,2,3      | bad-option: The parameter "rect" does not accept "1:2:3"; it takes left, top, width and height.
            rect=1,2,3,0    | bad-option: The parameter "rect" does not accept "0" as its height; it takes a number greater than 0.
            pad=1,2,3,4,5   | bad-option: The parameter "pad" has 5 arguments; it takes at most 4.
            bri=101         | bad-option: The parameter "bri" does not accept "101"; it takes a number from -100 to 100.
            con=-100        | bad-option: The parameter "con" does not accept "-100"; it takes a number from -99 to 100.
            gradient=2      | bad-option: The parameter "gradient" does not accept "2" as its opacity; it takes a number from 0 to 1.
            blur=%zz        | bad-option: The parameter "blur" does not accept what is not percent-encoded UTF-8; it takes a number from 0 on.
            autoquality=ml  | unknown-option: The method "ml" is not available here: it needs a trained model; there are none, size, dssim.
            gravity=obj     | unknown-option: The gravity "obj" is not available here: nothing here detects objects.
            watermark_text=PGI- | bad-option: The watermark's text holds markup; it is plain text, in which < is written &lt;.
            preset=x        | unknown-option: There is no preset "x"; there are none.
            """)
    void everyMistakeInANewParameterIsNamed(String query, String refusal) {
        assertThat(Urls.refusal(exact, "/cat.jpg?" + query)).isEqualTo(refusal);
    }

    @Test
    void aPresetAloneIsExactAndWithMoreItIsSnapped() throws ImageException {
        QueryDialect dialect = new QueryDialect(
                CONFIG.withPresets(Presets.of(List.of("thumb=rs:fill:300:200/bl:3/q:72"), ":")), CLOCK);
        assertThat(canonical(dialect, "preset=thumb")).isEqualTo("rs:fill/w:300/h:200/bl:3/q:72/");
        assertThat(canonical(dialect, "preset=thumb&v=1&utm=2")).isEqualTo("rs:fill/w:300/h:200/bl:3/q:72/v:1/");
        assertThat(canonical(dialect, "w=100&preset=thumb")).isEqualTo("rs:fill/w:128/h:256/bl:3/q:70/");
        assertThat(Urls.refusal(dialect, "/cat.jpg?preset=thumb,thumb"))
                .isEqualTo("bad-option: The parameter \"preset\" has 2 arguments; it takes at most 1.");
        assertThat(Urls.refusal(dialect, "/cat.jpg?preset=tumb"))
                .isEqualTo("unknown-option: There is no preset \"tumb\"; did you mean \"thumb\"?");
    }

    @Test
    void aPictureCanBeSavedUnderAName() throws ImageException {
        ParsedUrl url = Urls.parsed(snapping, "/cat.jpg?w=320&dl=my%20cat");
        assertThat(url.delivery().attachment()).isTrue();
        assertThat(url.delivery().filename()).contains("my cat");
        assertThat(snapping.parse(Urls.of("/cat.jpg?dl=x"))).isEmpty();
    }
}
