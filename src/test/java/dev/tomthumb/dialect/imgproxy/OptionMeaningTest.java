package dev.tomthumb.dialect.imgproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.dialect.Option;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.ParsedUrl;
import dev.tomthumb.dialect.Urls;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every option of imgproxy's language under each of its names, and what it means. */
class OptionMeaningTest {
    private static final String CASES = """
            resize:fill:3:2                                    | rs:fill/w:3/h:2/
            size:3:2                                           | w:3/h:2/
            resizing_type:force/s:3:2                          | rs:force/w:3/h:2/
            rt:auto/s:3:2                                      | rs:auto/w:3/h:2/
            width:3/height:2                                   | w:3/h:2/
            w:3/h:2/enlarge:1                                  | w:3/h:2/el:1/
            dpr:2/w:3                                          | w:3/dpr:2/
            gravity:fp:0.5:1/rs:fill-down:3:2                  | rs:fill-down/w:3/h:2/g:fp:0.5:1/
            background:1:2:3                                   | bg:010203/
            quality:5                                          | q:5/
            q:0                                                | ''
            format:png                                         | f:png/
            ext:webp                                           | f:webp/
            cachebuster:x                                      | v:x/
            cb:                                                | ''
            expires:0/exp:0                                    | ''
            filename:x/fn:eA:1                                 | ''
            return_attachment:1/att:1                          | ''
            fallback_image_url:czM6Ly9iL2xvZ28                 | ''
            bypass_cache:0/bc:f                                | ''
            cache_tags:a:b/ct:c                                | ''
            rs:fill:3:2:1:1:no:1:2                             | rs:fill/w:3/h:2/el:1/ex:no:1:2/
            s:3:2:0:1:soea                                     | w:3/h:2/ex:soea/
            rs:fit:3:2::1                                      | w:3/h:2/ex:ce/
            ra:cubic/w:3                                       | w:3/ra:cubic/
            ra:cubic                                           | ''
            resizing_algorithm:nearest/w:3                     | w:3/ra:nearest/
            ra:/w:3                                            | w:3/
            min-width:5                                        | mw:5/
            mw:5/w:3/h:2/g:no                                  | w:3/h:2/mw:5/g:no/
            min-height:5                                       | mh:5/
            mh:5/mw:0                                          | mh:5/
            zoom:1.5                                           | z:1.5:1.5/
            z:2:0.5                                            | z:2:0.5/
            z:1                                                | ''
            el:1                                               | ''
            el:1/z:2                                           | el:1/z:2:2/
            el:1/dpr:2                                         | el:1/dpr:2/
            extend:1/w:3                                       | w:3/ex:ce/
            ex:1:no:5:-0.5/w:3                                 | w:3/ex:no:5:-0.5/
            ex:1:fp:0.1:0.2/w:3                                | w:3/ex:fp:0.1:0.2/
            ex:1                                               | ''
            ex:0:no/w:3                                        | w:3/
            extend_aspect_ratio:1:so/s:3:2                     | w:3/h:2/exar:so/
            extend_ar:1/s:3:2                                  | w:3/h:2/exar:ce/
            exar:1/w:3                                         | w:3/
            g:sm/rs:fill:3:2                                   | rs:fill/w:3/h:2/g:sm/
            g:no:1:2/g:sm/g:so/rs:fill:3:2                     | rs:fill/w:3/h:2/g:so/
            crop:100:200                                       | c:100:200/
            c:0.5:0                                            | c:0.5:0/
            c:100                                              | c:100:0/
            c:0:0:no                                           | ''
            c:100:200:nowe:1:2                                 | c:100:200:nowe:1:2/
            c:100:200/g:no                                     | c:100:200:no/
            c:100:200:ce/g:no/rs:fill:3:2                      | c:100:200:ce/rs:fill/w:3/h:2/g:no/
            c:100:200/g:no/rs:fill:3:2                         | c:100:200/rs:fill/w:3/h:2/g:no/
            c:100:200:sm                                       | c:100:200:sm/
            c:1:1/crop_aspect_ratio:1.5                        | c:1:1/car:1.5:0/
            crop_ar:1.5:1                                      | c:0:0/car:1.5:1/
            car:0/c:1:1                                        | c:1:1/
            trim:10                                            | t:10::0:0/
            t:0:ff00ff:1:1                                     | t:0:ff00ff:1:1/
            t:10::1                                            | t:10::1:0/
            t:10/t:                                            | ''
            auto_rotate:0                                      | ar:0/
            ar:t                                               | ar:1/
            rotate:90                                          | rot:90/
            rot:-90                                            | rot:270/
            rot:450                                            | rot:90/
            rot:360                                            | ''
            flip:1:0                                           | fl:1:0/
            fl:1:1                                             | fl:1:1/
            fl::1/fl:1                                         | fl:1:1/
            fl:0:0                                             | ''
            padding:10                                         | pd:10:10:10:10/
            pd:1:2                                             | pd:1:2:1:2/
            pd:1:2:3:4                                         | pd:1:2:3:4/
            pd::5                                              | pd:0:5:0:5/
            pd:0                                               | ''
            bg:fff/background_alpha:0.5                        | bg:ffffff/bga:0.5/
            bga:0.5                                            | ''
            bg:fff/bga:1                                       | bg:ffffff/
            blur:1.5                                           | bl:1.5/
            bl:0                                               | ''
            sharpen:0.7                                        | sh:0.7/
            sh:1                                               | sh:1/
            pixelate:8                                         | pix:8/
            pix:1                                              | ''
            unsharp_masking:always:2:12                        | ush:1:2:12/
            ush::2                                             | ush:0:2:24/
            ush:none:2                                         | ''
            adjust:10:1.2:0.5                                  | a:10:1.2:0.5/
            a::1.5                                             | a:0:1.5:1/
            a:5/a::2                                           | a:5:2:1/
            brightness:-255                                    | a:-255:1:1/
            br:0                                               | ''
            contrast:1.5                                       | a:0:1.5:1/
            co:1                                               | ''
            saturation:0                                       | a:0:1:0/
            sa:1.5                                             | a:0:1:1.5/
            monochrome:0.5                                     | mc:0.5:b3b3b3/
            mc:1:f00                                           | mc:1:ff0000/
            mc:0:f00                                           | ''
            duotone:0.5                                        | dt:0.5:000000:ffffff/
            dt:1:001122:ffeedd                                 | dt:1:001122:ffeedd/
            dt:1::fed                                          | dt:1:000000:ffeedd/
            colorize:0.5                                       | col:0.5:000000:0/
            col:1:f00:1                                        | col:1:ff0000:1/
            col:1::t                                           | col:1:000000:1/
            gradient:0.5                                       | gr:0.5:000000:0:0:1/
            gr:1:f00:up:0.2:0.8                                | gr:1:ff0000:180:0.2:0.8/
            gr:1::left                                         | gr:1:000000:90:0:1/
            gr:1::450                                          | gr:1:000000:90:0:1/
            gr:1::-90                                          | gr:1:000000:270:0:1/
            gr:1::right                                        | gr:1:000000:270:0:1/
            blur_areas:5:0.1:0.2:0.3:0.4                       | ba:5:0.1:0.2:0.3:0.4/
            ba:5:0.1:0.2:0.3:0.4:0:0:1:1                       | ba:5:0.1:0.2:0.3:0.4/ba:5:0:0:1:1/
            ba:0:0.1:0.2:0.3:0.4                               | ''
            progressive_blur:10                                | pbl:10:0:0:1/
            pbl:10:left:0.2:0.8                                | pbl:10:90:0.2:0.8/
            watermark:0.5                                      | wm:0.5:ce:0:0:0/
            wm:1:soea:10:-0.1:0.2                              | wm:1:soea:10:-0.1:0.2/
            wm:1:ch:10:10:0                                    | wm:1:ch:10:10:0/
            wm:0:soea                                          | ''
            wm:0.5/wm:0.7:re                                   | wm:0.7:re:0:0:0/
            wm:1/watermark_url:czM6Ly9iL2xvZ28                 | wm:1:ce:0:0:0/wmu:s3%3A%2F%2Fb%2Flogo/
            wmu:czM6Ly9iL2xvZ28                                | ''
            wm:1/wmu:czM6Ly9iL2xvZ28/wmu:                      | wm:1:ce:0:0:0/
            wm:1/watermark_text:wqkg7ZWc6riAICZhbXA7IGNv       | wm:1:ce:0:0:0/wmt:%C2%A9+%ED%95%9C%EA%B8%80+%26+co:::/
            wm:1/wmt:aGk:24:f00:Tm90byBTYW5z                   | wm:1:ce:0:0:0/wmt:hi:Noto+Sans:24:ff0000/
            wm:1/watermark_size:100:50                         | wm:1:ce:0:0:0/wms:100:50/
            wm:1::::0.5/wms:100:50                             | wm:1:ce:0:0:0.5/
            wm:1/wms::50                                       | wm:1:ce:0:0:0/wms:0:50/
            wm:1/watermark_rotate:45                           | wm:1:ce:0:0:0/wmr:45/
            wm:1/wm_rot:-90                                    | wm:1:ce:0:0:0/wmr:270/
            wm:1/wmr:360                                       | wm:1:ce:0:0:0/
            wm:1/watermark_shadow:3                            | wm:1:ce:0:0:0/wmsh:3/
            wm:1/wmsh:0                                        | wm:1:ce:0:0:0/
            f:best                                             | best:1/
            f:best/f:png                                       | f:png/
            fq:jpg:60:webp:70                                  | fq:jpeg:60:webp:70/
            format_quality:png:50/fq:png:0:gif:40              | fq:gif:40/
            fq:jpg:60/q:50                                     | q:50/
            autoquality:size:10000                             | aq:SIZE:10000:70:80:0/
            aq:dssim                                           | aq:DSSIM:0.02:70:80:0.002/
            aq:dssim:0.01:60:90:0.001                          | aq:DSSIM:0.01:60:90:0.001/
            aq:none                                            | ''
            aq:size:5000:30:70:0.5                             | aq:SIZE:5000:30:70:0/
            max_bytes:5000                                     | mb:5000/
            mb:0                                               | ''
            strip_metadata:0                                   | sm:0/
            sm:1                                               | sm:1/
            keep_copyright:0                                   | kcr:0/
            kcr:1                                              | kcr:1/
            strip_color_profile:0                              | scp:0/
            scp:1                                              | scp:1/
            preserve_hdr:1                                     | ph:1/
            ph:0                                               | ph:0/
            color_profile:srgb                                 | cp:srgb/
            cp:display-p3                                      | cp:display-p3/
            icc:cmyk/icc:                                      | ''
            dpi:300                                            | dpi:300/
            dpi:0                                              | ''
            jpeg_options:1:0:1:1:1:3                           | jpgo-p:1/jpgo-c:0/jpgo-t:1/jpgo-d:1/jpgo-s:1/jpgo-q:3/
            jpgo::t                                            | jpgo-c:1/
            png_options:1:1:16                                 | pngo-i:1/pngo-q:1/pngo-n:16/
            pngo::1                                            | pngo-q:1/
            webp_options:lossless:1:photo                      | webpo-c:lossless/webpo-s:1/webpo-p:photo/
            webpo:near_lossless                                | webpo-c:near_lossless/
            avif_options:off                                   | avifo:off/
            avifo:auto                                         | avifo:auto/
            page:2                                             | pg:2/
            pg:0                                               | ''
            pages:3                                            | pgs:3/
            pgs:1                                              | ''
            disable_animation:1                                | da:1/
            da:0                                               | ''
            enforce_thumbnail:1                                | eth:1/
            eth:0                                              | eth:0/
            style:c3Zne2ZpbGw6cmVkfQ                           | st:svg%7Bfill%3Ared%7D/
            st:c3Zne2ZpbGw6cmVkfQ==                            | st:svg%7Bfill%3Ared%7D/
            stl:Yg/st:                                         | ''
            skip_processing:gif:svg                            | skp:gif:svg/
            skp:mp4:pdf:jpg                                    | skp:jpeg/
            sp:svg/skp:                                        | ''
            hashsum:md5:D41D8CD98F00B204E9800998ECF8427E       | hs:md5:d41d8cd98f00b204e9800998ecf8427e/
            hs:sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709   | hs:sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709/
            hs:none                                            | ''
            raw:1/w:300/f:png                                  | raw:1/
            raw:0/w:300                                        | w:300/
            w:300/-/w:200/-/w:100                              | w:300/-/w:200/-/w:100/-/
            w:300/-/-/w:100                                    | w:300/-/w:100/-/
            -/w:300                                            | w:300/
            w:300/-/q:50/-/t:10                                | w:300/-/t:10::0:0/-/q:50/
            fiu:czM6Ly9iL2xvZ28/ct:a:b/w:3                     | w:3/
            """;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    /** Not refused in this table, and tried in others. */
    private static final Set<String> ELSEWHERE = Set.of(
            "preset",
            "pr",
            "max_src_resolution",
            "msr",
            "max_src_file_size",
            "msfs",
            "max_animation_frames",
            "maf",
            "max_animation_frame_resolution",
            "mafr",
            "max_result_dimension",
            "mrd");

    private final ImgproxyDialect dialect = new ImgproxyDialect(ImgproxyConfig.unsigned("/img/", Set.of("s3")), CLOCK);

    private ParsedUrl parsed(String options) throws ImageException {
        return Urls.parsed(dialect, "/img/_/" + options + "/plain/s3://b/k");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CASES)
    void anOptionMeans(String options, String canonical) throws ImageException {
        assertThat(parsed(options).image().canonical()).isEqualTo(canonical + "s3://b/k");
    }

    @Test
    void everyNameIsInTheTable() {
        Set<String> tried = CASES.lines()
                .map(line -> line.substring(0, line.indexOf('|')).strip())
                .flatMap(options -> Arrays.stream(options.split("/")))
                .map(option -> option.split(":", 2)[0])
                .collect(Collectors.toSet());
        Stream<String> names = OptionTable.standard().options().stream()
                .filter(Option::available)
                .flatMap(option -> option.names().stream());
        assertThat(names.filter(name -> !ELSEWHERE.contains(name))).isSubsetOf(tried);
    }

    @Test
    void whatConcernsTheResponseIsNotInTheKey() throws ImageException {
        ParsedUrl url = parsed("fiu:czM6Ly9iL2xvZ28/ct:a:b::a/fn:eA:1/att:1/exp:1800000000");
        assertThat(url.image().canonical()).isEqualTo("s3://b/k");
        assertThat(url.delivery().fallback()).contains(new SourceRef("s3", "//b/logo"));
        assertThat(url.delivery().tags()).containsExactly("a", "b");
        assertThat(url.delivery().filename()).contains("x");
        assertThat(url.delivery().attachment()).isTrue();
        assertThat(url.delivery().expires()).contains(Instant.ofEpochSecond(1_800_000_000));
        assertThat(url.delivery().raw()).isFalse();
        assertThat(parsed("fiu:czM6Ly9iL2xvZ28/fiu:").delivery().fallback()).isEmpty();
    }

    @Test
    void whatIsPassedOnAsItIsHasNoFormatWhateverItsExtension() throws ImageException {
        ParsedUrl url = Urls.parsed(dialect, "/img/_/raw:1/w:300/plain/s3://b/k@nonsense");
        assertThat(url.delivery().raw()).isTrue();
        assertThat(url.image().output().verbatim()).isTrue();
    }

    @Test
    void theBestFormatIsAskedForByAnExtensionToo() throws ImageException {
        assertThat(Urls.parsed(dialect, "/img/_/f:png/plain/s3://b/k@best")
                        .image()
                        .canonical())
                .isEqualTo("best:1/s3://b/k");
    }
}
