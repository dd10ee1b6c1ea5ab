package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
                "application/wasm",
                "text/css;",
                "text/javascript; x=\"a, b\""
            })
    void whatAPageOfTheSiteWouldRunIsNoScript(String type) {
        assertThat(PassedHeaders.harmless(type)).isEqualTo("application/octet-stream");
    }

    /** Browsers take the last type of a list; two lines of a field are a list as well. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain, text/javascript",
                "text/javascript, text/javascript",
                "text/css, text/css",
                "text/plain;a=b, text/css",
                "image/png, image/png",
                "text/plain; a=\"b\\\", text/css",
                "text/plain; a=b c",
                "text/plain text/css",
                "text /javascript",
                "text/",
                "/css",
                "text",
                ""
            })
    void whatIsNotOneMediaTypeIsBytes(String type) {
        assertThat(PassedHeaders.harmless(type)).isEqualTo("application/octet-stream");
    }

    @Test
    void aLongTypeIsReadInNoTime() {
        String parameters = "; a=\"" + "\\\"".repeat(100_000) + "\"";

        assertThat(PassedHeaders.harmless("text/css" + parameters)).isEqualTo("application/octet-stream");
        assertThat(PassedHeaders.harmless("text/html" + parameters)).isEqualTo("text/html" + parameters);
        assertThat(PassedHeaders.harmless("text/html" + "; a=b".repeat(100_000) + ","))
                .isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "image/svg+xml",
                "text/html",
                "application/json",
                "application/pdf",
                "text/plain",
                "text/html;charset=utf-8",
                "text/html ; charset=\"utf-8\"; x=y",
                "text/plain; a=\"b\\\" c, d\"",
                "text/html;"
            })
    void everythingElseStaysWhatItIs(String type) {
        assertThat(PassedHeaders.harmless(type)).isEqualTo(type);
    }
}
