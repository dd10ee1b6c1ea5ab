package dev.tomthumb.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlReplacementTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mys3://        | s3://b/i/          | mys3://a.jpg         | s3://b/i/a.jpg
            mys3://        | s3://b/i/          | s3://mys3://a        | s3://mys3://a
            mys3-*://      | s3://b-${1}/       | mys3-eu://a/b.jpg    | s3://b-eu/a/b.jpg
            mys3-*://      | s3://b-${1}/       | mys3-e/u://a         | mys3-e/u://a
            */*/           | ${2}-${1}-${2}/    | x/y/z                | y-x-y/z
            a.c            | d                  | abc                  | abc
            a(             | $1                 | a(b                  | $1b
            p              |                    | pq                   | q
            """)
    void theBeginningIsReplaced(String pattern, String replacement, String text, String replaced) {
        assertThat(new UrlReplacement(pattern, replacement == null ? "" : replacement).applied(text))
                .isEqualTo(replaced);
    }

    @Test
    void manyStarsAreMatchedInBoundedTime() {
        UrlReplacement stars = new UrlReplacement("*a*b*c", "x");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> stars.applied("ab".repeat(1000)));
    }
}
