package dev.tomthumb.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/photos/ = s3://bucket/originals/ | /photos/cat.jpg      | s3://bucket/originals/cat.jpg",
                "/photos/ = s3://bucket/originals/ | /photos/a/고양이 1.jpg | s3://bucket/originals/a/고양이 1.jpg",
                "/photos/ = s3://bucket/originals/ | /photos/             | ",
                "/photos/ = s3://bucket/originals/ | /photos              | ",
                "/photos/ = s3://bucket/originals/ | /photosx/cat.jpg     | ",
                "/image.jsp = dispatch:/image.jsp  | /image.jsp           | dispatch:/image.jsp",
                "/image.jsp = dispatch:/image.jsp  | /image.jsp/x         | ",
                "/p/ = https://h.example/my%20dir  | /p/a%20b.jpg         | https://h.example/my dir/a%20b.jpg",
            })
    void aPathBelowTheMountIsAnOriginalBelowItsSource(String mount, String path, String original)
            throws UnreadableException {
        Mount read = MountReader.list().read(mount).get(0);

        assertThat(read.original(path).map(Object::toString).orElse(null)).isEqualTo(original);
    }

    @ParameterizedTest
    @CsvSource({
        "/members/*, /members/a.jpg, true",
        "/members/*, /members, true",
        "/members/*, /membersonly/a.jpg, false",
        "/*, /a.jpg, true",
        "/a.jpg, /a.jpg, true",
        "/a.jpg, /a.jpg/b, false"
    })
    void aPathPatternMeansWhatAUrlPatternMeans(String pattern, String path, boolean matches)
            throws UnreadableException {
        assertThat(PathPattern.read(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void aSecretIsComparedWhole() {
        assertThat(Secret.ofText("open sesame").matches("open sesame")).isTrue();
        assertThat(Secret.ofText("open sesame").matches("open")).isFalse();
        assertThat(Secret.ofText("x")).hasToString("****").isEqualTo(Secret.ofBytes(new byte[] {'x'}));
    }
}
