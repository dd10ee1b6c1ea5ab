package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static @Nullable Throwable refusal(@Nullable String type) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, given) -> {
                    assertThat(method.getName()).isEqualTo("getContentType");
                    return type;
                });
        return catchThrowable(() -> Body.requireJson(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"})
    void jsonIsTaken(String type) {
        assertThat(refusal(type)).isNull();
    }

    /** A page of another site may make a browser send these unasked. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "text/plain", "text/plain; application/json", "multipart/form-data", "application/jsonx"})
    void whatNeedsNoPreflightIsNot(@Nullable String type) {
        assertThat(refusal(type))
                .isInstanceOfSatisfying(
                        MistakeException.class,
                        mistake -> assertThat(mistake.status()).isEqualTo(415));
    }
}
