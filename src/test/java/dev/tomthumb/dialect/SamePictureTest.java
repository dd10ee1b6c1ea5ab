package dev.tomthumb.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Mount;
import dev.tomthumb.dialect.imgproxy.ImgproxyConfig;
import dev.tomthumb.dialect.imgproxy.ImgproxyDialect;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.dialect.query.QueryDialect;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.SourceRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One meaning is one request and one key, whatever the language; two meanings are two keys. */
class SamePictureTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));

    private final ImgproxyDialect imgproxy =
            new ImgproxyDialect(ImgproxyConfig.unsigned("/img/", Set.of("s3", "http")), CLOCK);
    private final QueryDialect query = new QueryDialect(
            QueryConfig.of(
                            List.of(
                                    new Mount("/p/", new SourceRef("s3", "//b/o/")),
                                    new Mount("/web/", new SourceRef("http", "//h/a b/"))),
                            false)
                    .withLadder(SizeLadder.OFF),
            CLOCK);

    private ImageRequest imgproxy(String behindSignature) throws ImageException {
        return Urls.parsed(imgproxy, "/img/_/" + behindSignature).image();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            w:320                                | w=320
            rs:fit:320:200                       | w=320&h=200
            s:320:200/g:no                       | h=200&w=320&fit=max&crop=top
            rs:fill-down:320:200                 | w=320&h=200&fit=cover
            rs:fill-down:320:200/g:noea          | w=320&h=200&fit=crop&crop=right,top
            rt:fill-down/s:320:200/g:fp:0.25:0.5 | w=320&h=200&fit=crop&fp-x=.25
            rs:force:320:200                     | w=320&h=200&fit=scale
            h:200/dpr:2.0                        | h=200&dpr=2
            q:70/f:webp                          | fm=webp&q=70
            bg:255:128:0/w:3                     | w=3&bg=ff8000
            rs:fill-down:320:200/g:sm            | w=320&h=200&fit=crop&crop=smart
            g:no:10/rs:fill-down:3:2             | w=3&h=2&fit=crop&gravity=no:10
            mw:5/mh:6/z:2:0.5/ra:cubic           | min-w=5&min-h=6&zoom=2,0.5&resizing_algorithm=cubic
            s:3:2:1:1:so/exar:1                  | w=3&h=2&enlarge=1&extend=1:so&extend_aspect_ratio=t
            c:300:200:nowe:10:20/car:1.5         | rect=10,20,300,200&crop_aspect_ratio=1.5
            c:0.5:0:so                           | source_crop=0.5:0:so
            t:10:fff:1/ar:0/rot:-90/fl:1:1       | trim=10:fff:1&auto_rotate=0&rot=270&flip=hv
            bl:2/sh:0.5/pix:4/ush:always         | blur=2&sharp=.5&px=4&unsharp_masking=always
            a:51:1.5:0                           | bri=20&con=50&sat=-100
            br:51/co:1.5/sa:0                    | brightness=51&contrast=1.5&saturation=0
            mc:1:f00/dt:1:000:fff/col:0.5        | monochrome=1:f00&duotone=1&colorize=.5
            gr:1::left/pbl:3:up/ba:2:0:0:1:1     | gradient=1::90&progressive_blur=3:180&blur_areas=2,0,0,1,1
            pd:1:2/bg:fff/bga:0.5                | pad=1,2,1,2&bg=ffffff&background_alpha=.5
            wm:1:re:5/wmt:aGk/wmr:90/wmsh:1      | watermark=1:re:5&watermark_text=aGk&watermark_rotate=90&watermark_shadow=1
            wm:1/wms:50                          | watermark=1&watermark_size=50
            f:best/fq:jpg:50/mb:9000             | fm=best&format_quality=jpeg:50&max_bytes=9000
            aq:size:9000/sm:0/kcr:0/scp:0/ph:1   | autoquality=size:9000&strip_metadata=0&keep_copyright=0&strip_color_profile=0&preserve_hdr=1
            cp:srgb/dpi:72/jpgo:1/pngo:1         | color_profile=srgb&dpi=72&jpeg_options=1&png_options=1
            webpo:lossy/avifo:on/pg:1/pgs:2/da:1/eth:1 | webp_options=lossy&avif_options=on&pg=1&pgs=2&disable_animation=1&enforce_thumbnail=1
            att:1/fn:eA:1/w:3                    | w=3&dl=x
            cb:2026/w:3/exp:0                    | w=3&v=2026&expires=1800000000&utm_source=x
            """)
    void oneMeaningInBothLanguagesIsOneRequest(String options, String parameters) throws ImageException {
        ImageRequest there = imgproxy(options + "/plain/s3://b/o/a%20%EA%B3%A0.jpg");
        ImageRequest here =
                Urls.parsed(query, "/p/a%20%EA%B3%A0.jpg?" + parameters).image();
        assertThat(here).isEqualTo(there);
        assertThat(here.canonical()).isEqualTo(there.canonical());
    }

    @Test
    void oneWebOriginalHasOneName() throws ImageException {
        assertThat(Urls.parsed(query, "/web/x%20%EA%B3%A0.jpg?w=3").image())
                .isEqualTo(imgproxy("w:3/plain/http://h/a%20b/x%20%EA%B3%A0.jpg"))
                .isEqualTo(imgproxy("w:3/plain/http://h/a%2520b/x%2520%25EA%25B3%25A0.jpg"));
    }

    @Test
    void everyFieldTakesPartInTheKey() throws ImageException {
        Map<String, String> keys = new TreeMap<>();
        for (String options : List.of(
                "rs:fill:320:200",
                "rs:fit:320:200",
                "rs:fill-down:320:200",
                "rs:force:320:200",
                "rs:auto:320:200",
                "rs:fill:321:200",
                "rs:fill:320:201",
                "rs:fill:320:200:1",
                "rs:fill:320:200/dpr:2",
                "rs:fill:320:200/g:no",
                "rs:fill:320:200/g:no:1",
                "rs:fill:320:200/g:no:0:1",
                "rs:fill:320:200/g:fp:0.5:0.5",
                "rs:fill:320:200/g:fp:0.5:0.6",
                "rs:fill:320:200/bg:fff",
                "rs:fill:320:200/q:70",
                "rs:fill:320:200/f:png",
                "rs:fill:320:200/cb:1")) {
            keys.put(imgproxy(options + "/plain/s3://b/k").canonical(), options);
        }
        keys.put(imgproxy("rs:fill:320:200/plain/s3://b/l").canonical(), "another key");
        keys.put(imgproxy("rs:fill:320:200/plain/s3://c/k").canonical(), "another bucket");
        keys.put(imgproxy("rs:fill:320:200/plain/http://b/k").canonical(), "another scheme");
        assertThat(keys).hasSize(21);
    }

    @Test
    void aVersionCannotPoseAsAnotherField() throws ImageException {
        assertThat(Urls.parsed(query, "/p/a.jpg?w=3&v=1/f:png").image().canonical())
                .isNotEqualTo(
                        Urls.parsed(query, "/p/a.jpg?w=3&v=1&fm=png").image().canonical());
    }
}
