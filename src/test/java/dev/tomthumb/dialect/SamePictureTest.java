package dev.tomthumb.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Mount;
import dev.tomthumb.dialect.imgproxy.ImgproxyConfig;
import dev.tomthumb.dialect.imgproxy.ImgproxyDialect;
import dev.tomthumb.dialect.query.QueryConfig;
import dev.tomthumb.dialect.query.QueryDialect;
import dev.tomthumb.dialect.query.SizeLadder;
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
