package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
    private static HttpServletRequest bringing(String id) {
        Map<String, Object> attributes = new HashMap<>();
        return Fake.of(
                HttpServletRequest.class,
                Map.of(
                        "getHeader",
                        given -> given[0].equals("X-Request-ID") ? id : null,
                        "getAttribute",
                        given -> attributes.get((String) given[0]),
                        "setAttribute",
                        given -> attributes.put((String) given[0], given[1])));
    }

    @Test
    void aPlainIdIsKept() {
        assertThat(RequestIds.of(bringing("abc-DEF_09"))).isEqualTo("abc-DEF_09");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\r\nX: 1",
                "\u0661",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void anyOtherIsReplaced(String id) {
        assertThat(RequestIds.of(bringing(id))).isNotEqualTo(id).matches("[A-Za-z0-9_-]{21}");
    }

    @Test
    void aRequestHasOneIdAndNoTwoHaveTheSame() {
        HttpServletRequest request = bringing(null);
        assertThat(RequestIds.of(request)).isEqualTo(RequestIds.of(request));
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(RequestIds.of(bringing(null)));
        }
        assertThat(ids).hasSize(1000);
    }
}
