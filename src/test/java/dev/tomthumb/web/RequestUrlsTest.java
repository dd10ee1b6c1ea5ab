package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.dialect.PathParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestUrlsTest {

    @ParameterizedTest
    @CsvSource({
        "/photos/cat.jpg, /photos/cat.jpg",
        "/photos/cat.jpg;jsessionid=1A2B, /photos/cat.jpg",
        "/photos;v=1/cat.jpg;jsessionid=1A2B;x=y, /photos/cat.jpg",
        "/;jsessionid=1A2B, /",
        "/img/x/plain/s3://b/a%3Bb.jpg, /img/x/plain/s3://b/a%3Bb.jpg",
        "//double;x//slash, //double//slash",
    })
    void pathParametersNeverReachTheParser(String raw, String expected) {
        assertThat(PathParameters.without(raw)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/img/x/plain/s3://b/a;b.jpg, /img/x/plain/s3://b/a;b.jpg",
        "/img/x/plain/s3://b/a;b.jpg;jsessionid=1A2B, /img/x/plain/s3://b/a;b.jpg",
        "/img/x/plain/s3://b;JSESSIONID=1A2B/a.jpg, /img/x/plain/s3://b/a.jpg",
    })
    void anotherUrlsTextLosesTheSessionAlone(String raw, String expected) {
        assertThat(PathParameters.withoutSession(raw)).isEqualTo(expected);
    }
}
