package dev.tomthumb.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "//bucket/cat.jpg              | bucket       | cat.jpg        | none",
                "//bucket/a/b/cat.jpg          | bucket       | a/b/cat.jpg    | none",
                "//bucket//cat.jpg             | bucket       | /cat.jpg       | none",
                "//bucket/a//cat.jpg           | bucket       | a//cat.jpg     | none",
                "//My_bucket.example/고양이 +.jpg | My_bucket.example | 고양이 +.jpg | none",
                "//bucket/cat.jpg?v-1          | bucket       | cat.jpg        | v-1",
                "//bucket/cat.jpg?             | bucket       | cat.jpg        | none",
                "//bucket/cat.jpg?a?b          | bucket       | cat.jpg        | a?b",
                "//bucket/...                  | bucket       | ...            | none"
            })
    void aLocationIsBucketKeyAndVersion(String location, String bucket, String key, String version) throws Exception {
        assertThat(S3Location.read(location, true))
                .isEqualTo(new S3Location(bucket, key, Optional.ofNullable(version)));
    }

    @Test
    void withoutVersionsAQuestionMarkIsPartOfTheKey() throws Exception {
        assertThat(S3Location.read("//bucket/what?.jpg", false))
                .isEqualTo(new S3Location("bucket", "what?.jpg", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket/key",
                "/bucket/key",
                "//bucket",
                "///key",
                "//../key",
                "//b/key",
                "//buc ket/key",
                "//bucket@evil/key",
                "//buck%65t/key",
                "//bucket/../other/key",
                "//bucket/a/./b",
                "//bucket/a\\..\\b",
                "//bucket/cat.jpg\0",
                "//bucket/line\nbreak",
                "//bucket/cat.jpg?v\r\nx"
            })
    void aLocationThatCouldMeanSomethingElseIsForbidden(String location) {
        assertThat(problem(location)).isEqualTo(Problem.SOURCE_FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//bucket/", "//bucket/folder/", "//bucket/?v"})
    void aFolderIsMissing(String location) {
        assertThat(problem(location)).isEqualTo(Problem.ORIGINAL_MISSING);
    }

    @Test
    void aKeyLongerThanS3AllowsIsMissing() throws Exception {
        assertThat(S3Location.read("//bucket/" + "x".repeat(1024), true).key()).hasSize(1024);
        assertThat(problem("//bucket/" + "x".repeat(1025))).isEqualTo(Problem.ORIGINAL_MISSING);
        assertThat(problem("//bucket/" + "고".repeat(342))).isEqualTo(Problem.ORIGINAL_MISSING);
    }

    private static Problem problem(String location) {
        return catchThrowableOfType(ImageException.class, () -> S3Location.read(location, true))
                .problem();
    }
}
