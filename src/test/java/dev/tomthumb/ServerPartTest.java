package dev.tomthumb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.SourceRef;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerPartTest {

    @ParameterizedTest
    @CsvSource({
        "//cdn.example/,              https://cdn.example/cat.jpg,                  true",
        "//CDN.example/,              https://cdn.example/cat.jpg,                  true",
        "//cdn.example:443/,          https://cdn.example/cat.jpg,                  true",
        "//cdn.example/my pictures/,  https://cdn.example/my%20pictures/cat.jpg,    true",
        "//cdn.example/사진/,         https://cdn.example/%EC%82%AC%EC%A7%84/a.jpg, true",
        "//cdn.example/a/,            https://cdn.example/ab/cat.jpg,               false",
        "//cdn.example/a/,            https://cdn.example/b/cat.jpg,                false",
        "//cdn.example/a/,            https://cdn.example/a/..;/b/cat.jpg,          false",
        "//cdn.example/a/,            https://cdn.example/a/.%2e%3Bx=1/b/cat.jpg,   false",
        "//cdn.example/a/,            https://cdn.example/a/b;x=1/cat.jpg,          true",
        "//cdn.example/,              http://cdn.example/cat.jpg,                   false",
        "//cdn.example/,              https://cdn.example:8443/cat.jpg,             false",
        "//cdn.example/,              https://cdn.example.evil.org/cat.jpg,         false",
    })
    void aMountReachesWhatLiesBelowItsUrl(String base, URI address, boolean holds) {
        assertThat(ServerPart.of(new SourceRef("https", base)).holds(address)).isEqualTo(holds);
    }
}
