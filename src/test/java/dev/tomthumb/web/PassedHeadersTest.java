package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PassedHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/javascript",
                "Application/JavaScript; charset=utf-8",
                "application/x-javascript",
                "text/ecmascript",
                "text/javascript1.5",
                "text/jscript",
                "text/livescript",
                "text/css",
                "application/wasm"
            })
    void whatAPageOfTheSiteWouldRunIsNoScript(String type) {
        assertThat(PassedHeaders.harmless(type)).isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/png", "image/svg+xml", "text/html", "application/json", "application/pdf", "text/plain"})
    void everythingElseStaysWhatItIs(String type) {
        assertThat(PassedHeaders.harmless(type)).isEqualTo(type);
    }
}
